import assert from "node:assert/strict";
import { test } from "node:test";

import { moved } from "../../static/js/map_touch.js";
import { grip } from "../../static/js/touch.js";
import { axisDays, dayNumber, glided } from "../../static/js/windows.js";

const extent = { from: "2019-01-01", to: "2026-12-31" };

test("two fingers have a middle and a distance, never none", () => {
  assert.deepEqual(grip([{ x: 0, y: 0 }, { x: 30, y: 40 }]), { x: 15, y: 20, apart: 50 });
  assert.equal(grip([{ x: 5, y: 5 }, { x: 5, y: 5 }]).apart, 1);
});

test("a gliding window keeps its fractions, its least length and the extent", () => {
  const at = dayNumber("2025-06-01") + 0.5;
  assert.deepEqual(glided(at, 10, extent).map(axisDays), [at, at + 10]);
  const [from, end] = glided(at, 1, extent).map(axisDays);
  assert.equal(end - from, 7);
  assert.equal(axisDays(glided(0, 10, extent)[0]), dayNumber(extent.from));
  assert.equal(axisDays(glided(at, 99_999, extent)[1]), dayNumber(extent.to) + 1);
});

test("a map follows the finger, round the back of the earth and no further than its poles", () => {
  const view = { lon: 170, lat: 0, scale: 1, width: 360 };
  assert.equal(moved(view, { dx: -20 }).lon, -170);
  assert.equal(moved(view, { dx: 20 }).lon, 150);
  assert.equal(moved(view, { dy: 500 }).lat, 80);
  assert.deepEqual([moved(view, { ratio: 2 }).scale, moved(view, { ratio: 1000 }).scale], [2, 40]);
  assert.equal(moved({ ...view, scale: 10 }, { dx: 20 }).lon, 168);
});

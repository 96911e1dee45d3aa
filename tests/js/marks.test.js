import assert from "node:assert/strict";
import { test } from "node:test";

import { grip, dragged } from "../../static/js/brush.js";
import { liftedIds } from "../../static/js/lift.js";
import { hit, lines, neighbour, places, spots, towards } from "../../static/js/marks.js";
import { placed } from "../../static/js/tooltip.js";
import { axisDays, dayNumber } from "../../static/js/windows.js";

const items = { 1: { title: "A", place: 7 }, 2: { title: "B", place: 7 }, 3: { title: "C" }, 4: { title: "D" } };
const figure = {
  data: [
    { type: "bar", base: ["2025-10-10", "2025-10-12"], x: [86400000, 86400000], y: [10, 10], customdata: [1, 1] },
    { type: "scatter", x: ["2025-10-20", "2025-10-09", "2025-10-25", "2025-10-01"], y: [10, 30, 30, 50], customdata: [2, 3, 4, null] },
    { type: "scatter", mode: "text", x: ["2025-09-01"], y: [0], customdata: [3] },
    { type: "bar", x: ["2025-10-01"], y: [3] },
  ],
  layout: { meta: { items } },
};
const all = places(figure, axisDays);

test("an item stands where its first mark stands; labels and decoration stand for nothing", () => {
  assert.deepEqual(all.map(({ id, y }) => [id, y]), [["1", 10], ["2", 10], ["3", 30], ["4", 30]]);
  assert.equal(all[0].x, axisDays("2025-10-10"));
});

const STEPS = [
  [undefined, "ArrowRight", "1"],
  ["1", "ArrowRight", "2"],
  ["2", "ArrowRight", "3"],
  ["1", "ArrowLeft", "1"],
  ["1", "ArrowDown", "3"],
  ["2", "ArrowDown", "4"],
  ["4", "ArrowUp", "2"],
  ["4", "ArrowDown", "4"],
];
for (const [from, key, to] of STEPS) test(`${key} leads from ${from} to ${to}`, () => assert.equal(neighbour(all, from, key), to));

test("an empty figure leads nowhere", () => assert.equal(neighbour([], "1", "ArrowDown"), null));

test("the smallest mark under the pointer is meant", () => {
  const boxes = [
    { id: "1", left: 0, right: 100, top: 0, bottom: 20 },
    { id: "2", left: 40, right: 50, top: 5, bottom: 15 },
  ];
  assert.equal(hit(boxes, 45, 10), "2");
  assert.equal(hit(boxes, 20, 10), "1");
  assert.equal(hit(boxes, 102, 10), "1");
  assert.equal(hit(boxes, 120, 10), null);
  assert.equal(hit(boxes, 108, 10, 10), "1");
});

test("a tooltip says what is known and no more", () => {
  assert.deepEqual(lines({ title: "A", when: "", where: "Delhi", sources: 1 }), ["A", "Delhi", "1 source"]);
  assert.deepEqual(lines({ title: "A", sources: 0 }), ["A", "0 sources"]);
});

test("a tooltip turns round where the window ends", () => {
  const view = { width: 1000, height: 600 };
  assert.deepEqual(placed({ x: 100, y: 100 }, { width: 200, height: 80 }, view), { left: 114, top: 114 });
  assert.deepEqual(placed({ x: 950, y: 580 }, { width: 200, height: 80 }, view), { left: 736, top: 486 });
});

test("a place lifts its engagements, an engagement its place", () => {
  assert.deepEqual(liftedIds("timeline", items, { engagement: null, place: "7" }), ["1", "2"]);
  assert.deepEqual(liftedIds("map", {}, { engagement: "1", place: 7 }), ["7"]);
  assert.deepEqual(liftedIds("timeline", items, { engagement: "3", place: null }), ["3"]);
  assert.deepEqual(liftedIds("map", {}, { engagement: "3", place: null }), []);
});

const bar = { left: 100, right: 140 };
for (const [x, held] of [[50, "new"], [98, "from"], [120, "middle"], [143, "to"], [200, "new"]]) test(`a press at ${x} takes hold: ${held}`, () => assert.equal(grip(x, bar), held));

test("dragging the brush moves what is held", () => {
  const extent = { from: "2020-01-01", to: "2026-12-31" };
  const span = { from: "2025-01-01", to: "2025-01-31" };
  const day = dayNumber;
  assert.deepEqual(dragged("middle", span, day("2025-01-10"), day("2025-01-20"), extent), { from: "2025-01-11", to: "2025-02-10" });
  assert.deepEqual(dragged("to", span, 0, day("2025-03-01"), extent), { from: "2025-01-01", to: "2025-02-28" });
  assert.deepEqual(dragged("from", span, 0, day("2024-12-01"), extent), { from: "2024-12-01", to: "2025-01-31" });
  assert.deepEqual(dragged("new", span, day("2022-05-10"), day("2022-05-01"), extent), { from: "2022-05-01", to: "2022-05-09" });
});

test("on a map an arrow leads to the nearest place in its direction", () => {
  const map = {
    data: [
      { type: "choropleth", locations: ["IND"] },
      { type: "scattergeo", customdata: [1, 2, 3, null], lon: [77, 102, 149, 0], lat: [29, 3, -35, 0] },
      { type: "scattergeo", mode: "lines", lon: [0, 1], lat: [0, 1] },
    ],
    layout: { meta: { items } },
  };
  const all = spots(map);
  assert.deepEqual(all.map(({ id }) => id), ["1", "2", "3"]);
  assert.equal(towards(all, undefined, "ArrowRight"), "1");
  assert.equal(towards(all, "1", "ArrowRight"), "2");
  assert.equal(towards(all, "2", "ArrowDown"), "3");
  assert.equal(towards(all, "3", "ArrowUp"), "2");
  assert.equal(towards(all, "1", "ArrowLeft"), "1");
  assert.equal(towards([], undefined, "ArrowLeft"), null);
});

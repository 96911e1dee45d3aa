import assert from "node:assert/strict";
import { test } from "node:test";

import { axisDays, commanded, dayNumber, fitted, isoDay, length, moved, rangeOf, windowOf, zoomed } from "../../static/js/windows.js";

const extent = { from: "2019-01-01", to: "2026-12-31" };
const autumn = { from: "2025-10-06", to: "2025-12-21" };

test("a day's number leads back to the day, across leap days and before 1970", () => {
  for (const day of ["1969-12-31", "2000-02-29", "2024-02-29", "2025-10-06"]) assert.equal(isoDay(dayNumber(day)), day);
});

test("a window's range ends where the next day begins, and leads back to the window", () => {
  assert.deepEqual(rangeOf(autumn), ["2025-10-06", "2025-12-22"]);
  assert.deepEqual(windowOf(rangeOf(autumn)), autumn);
  assert.deepEqual(windowOf(["2025-10-06 00:00:00.000", "2025-12-22 00:00"]), autumn);
});

test("a range that plotly left in the middle of a day is rounded to whole days", () => {
  assert.deepEqual(windowOf(["2025-10-05 23:10:04.1234", "2025-12-22 01:20"]), autumn);
  assert.deepEqual(windowOf(["2025-10-06 02:00", "2025-10-06 03:00"]), { from: "2025-10-06", to: "2025-10-06" });
});

test("a point of the axis is read from dates, times and milliseconds", () => {
  assert.equal(axisDays("1970-01-02"), 1);
  assert.equal(axisDays("1970-01-02 12:00"), 1.5);
  assert.equal(axisDays("1970-01-02 12:00:00.0000"), 1.5);
  assert.equal(axisDays(86_400_000), 1);
});

test("zooming keeps the share of the window under the pointer", () => {
  const closer = zoomed(autumn, 0.5, extent, 0);
  assert.equal(closer.from, autumn.from);
  assert.equal(length(closer), Math.round(length(autumn) / 2));
  assert.equal(zoomed(autumn, 0.5, extent, 1).to, autumn.to);
});

test("no window is shorter than a week or leaves the extent", () => {
  assert.equal(length(zoomed(autumn, 0.001, extent)), 7);
  assert.deepEqual(zoomed(autumn, 1000, extent), extent);
  assert.equal(moved({ from: "2026-12-01", to: "2026-12-31" }, 0.5, extent).to, "2026-12-31");
  assert.deepEqual(fitted(dayNumber("2010-01-01"), 31, extent), { from: "2019-01-01", to: "2019-01-31" });
});

test("commands lead on and back", () => {
  assert.equal(length(commanded("left", autumn, extent)), length(autumn));
  assert.deepEqual(commanded("right", commanded("left", autumn, extent), extent), autumn);
  assert.deepEqual(commanded("all", autumn, extent), extent);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { chartAddress, filtered, join, withValue, withWindow, withoutBlanks } from "../../static/js/address.js";

test("blank fields stay out of the address and repeated ones stay together", () => {
  const entries = [["from", ""], ["country", "IN"], ["country", "RU"], ["q", "  "]];
  assert.equal(join("/engagements/", withoutBlanks(entries)), "/engagements/?country=IN&country=RU");
  assert.equal(join("/engagements/", withoutBlanks([["q", ""]])), "/engagements/");
});

test("a window replaces the one in the address and leaves the filters alone", () => {
  const search = "?country=IN&after=9&before=8&from=2024-01-01&to=2024-12-31&kind=visit";
  assert.equal(withWindow(search, { from: "2025-01-01", to: "2025-03-31" }).toString(), "country=IN&kind=visit&from=2025-01-01&to=2025-03-31");
  assert.equal(withWindow(search, null).toString(), "country=IN&kind=visit");
});

test("a value is set and taken out", () => {
  assert.equal(withValue("?kind=visit&at=3", "at", "9").toString(), "kind=visit&at=9");
  assert.equal(withValue("?kind=visit&at=3", "at", null).toString(), "kind=visit");
});

test("what is picked from a chart keeps its dates where nothing was filtered, and begins the list anew", () => {
  const drawn = { from: "2025-07-30", to: "2027-01-28" };
  const picked = (search, value) => filtered(search, "country", value, drawn).toString();
  assert.equal(picked("?lanes=series&q=&after=9", "IN"), "lanes=series&q=&country=IN&from=2025-07-30&to=2027-01-28");
  assert.equal(picked("?kind=visit&before=9", "IN"), "kind=visit&country=IN");
  assert.equal(picked("?from=2024-01-01", "IN"), "from=2024-01-01&country=IN");
  assert.equal(picked("?country=IN&after=9", null), "");
});

const CASES = [
  ["a chart that is not linked", "/series/4/editions.json", {}, "/series/4/editions.json"],
  ["the page's filters", "/t.json", { search: "?country=IN&country=RU" }, "/t.json?country=IN&country=RU"],
  ["what the chart fixes goes before the page", "/t.json?country=IN", { search: "?country=RU&kind=visit" }, "/t.json?country=IN&kind=visit"],
  ["the page's window goes before the chart's", "/t.json?from=2025-01-01&to=2025-12-31", { search: "?from=2024-01-01&to=2024-02-01" }, "/t.json?from=2024-01-01&to=2024-02-01"],
  ["the chart's window where the page has none", "/t.json?from=2025-01-01", { search: "?kind=visit" }, "/t.json?from=2025-01-01&kind=visit"],
  ["keys that do not concern it", "/t.json", { search: "?at=7&kind=visit", drop: ["at"] }, "/t.json?kind=visit"],
  ["what concerns the list alone", "/t.json", { search: "?after=2025-01-01.7&before=1.2&order=oldest&kind=visit" }, "/t.json?kind=visit"],
  ["what it needs beside the page", "/t.json", { search: "?kind=visit", more: { globe: 400, none: null } }, "/t.json?kind=visit&globe=400"],
  ["the width in steps", "/t.json", { width: 1376 }, "/t.json?width=1360"],
];
for (const [name, url, options, expected] of CASES) test(`a chart asks: ${name}`, () => assert.equal(chartAddress(url, options), expected));

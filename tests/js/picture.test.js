import assert from "node:assert/strict";
import { test } from "node:test";

import { compose, escaped, wrapped } from "../../static/js/compose.js";
import { covers } from "../../static/js/faces.js";
import { fileName } from "../../static/js/picture.js";

const letters = (text) => text.length * 10;
const plot = { svg: '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><text>Talks</text></svg>', width: 400, height: 100 };
const words = { title: "India & Russia", filter: "“<b>”", dates: "June 2025", note: "", source: "Sidelines, 2 engagements from 1 source" };
const picture = (changes = {}) =>
  compose({ plot, words: { ...words, ...changes }, legend: [], colours: (name) => `#${name}`, measure: letters, faces: async () => "" });

test("words are wrapped, and one too long for a line stays whole", () => {
  assert.deepEqual(wrapped("one two three", 80, letters), ["one two", "three"]);
  assert.deepEqual(wrapped("  incomprehensibility is ", 50, letters), ["incomprehensibility", "is"]);
  assert.deepEqual(wrapped("", 50, letters), []);
});

test("what XML would read as markup is written out, what it forbids is dropped", () => {
  assert.equal(escaped('a<b>&"\u0000c'), "a&#60;b&#62;&#38;&#34;c");
});

test("the chart stands between its title and its source, its declaration gone", async () => {
  const { svg, width, height } = await picture();
  assert.ok(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" width="464"'));
  assert.equal(width, 464);
  assert.ok(height > 164);
  const at = ["<title>India &#38; Russia</title>", ">India &#38; Russia<", "“&#60;b&#62;” · June 2025", '<svg x="32" y="', ">Sidelines, 2"].map((part) => svg.indexOf(part));
  assert.ok(at.every((place, i) => place > (at[i - 1] ?? 0)), String(at));
  assert.ok(!svg.includes("<?xml"));
});

test("a longer title makes a taller picture", async () => {
  assert.ok((await picture({ title: "word ".repeat(80) })).height > (await picture()).height);
});

test("faces are asked for by what is written, in the chart too", async () => {
  let asked = "";
  await compose({ plot, words, legend: [], colours: () => "#000", measure: letters, faces: async (text) => ((asked = text), "") });
  assert.ok(asked.includes("Talks") && asked.includes("India & Russia"));
});

test("a range of characters covers a text that has one of them", () => {
  const range = "U+0100-02BA, U+1E00";
  assert.equal(covers(range, "Ankara"), false);
  assert.equal(covers(range, "Erdoğan"), true);
  assert.equal(covers(range, "Ḁ"), true);
});

test("the file is named after what is shown", () => {
  assert.equal(fileName("timeline", "India, “Singh”, Türkiye", { from: "2025-10-01", to: "2025-12-31" }), "sidelines-timeline-india-singh-turkiye-2025-10-01-2025-12-31");
  assert.equal(fileName("map", "", null), "sidelines-map");
});

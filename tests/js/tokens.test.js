import assert from "node:assert/strict";
import { test } from "node:test";

import { parseToken, resolveTokens, withOpacity } from "../../static/js/tokens.js";

const TOKENS = [
  ["var(--ink)", { name: "--ink", opacity: 1 }],
  ["var(--kind-port_call, 0.32)", { name: "--kind-port_call", opacity: 0.32 }],
  ["var(--kind-visit) / 0.5", { name: "--kind-visit", opacity: 0.5 }],
  ["variable", null],
  ["a var(--ink) within a text", null],
];
for (const [text, expected] of TOKENS) test(`reads ${text}`, () => assert.deepEqual(parseToken(text), expected));

test("an opacity multiplies the colour's own", () => {
  assert.equal(withOpacity("rgb(1, 2, 3)", 1), "rgb(1, 2, 3)");
  assert.equal(withOpacity("rgb(1, 2, 3)", 0.32), "rgba(1, 2, 3, 0.32)");
  assert.equal(withOpacity("rgba(1, 2, 3, 0.5)", 0.5), "rgba(1, 2, 3, 0.25)");
});

test("tokens are replaced at every depth, and the figure itself is left as it was", () => {
  const figure = { data: [{ marker: { color: ["var(--a)", "var(--b, 0.5)"] }, y: [1, null], text: ["var"] }], layout: { font: { color: "var(--a)" } } };
  const before = JSON.stringify(figure);
  const resolved = resolveTokens(figure, (name, opacity) => `${name}@${opacity}`);
  assert.deepEqual(resolved.data[0], { marker: { color: ["--a@1", "--b@0.5"] }, y: [1, null], text: ["var"] });
  assert.equal(resolved.layout.font.color, "--a@1");
  assert.equal(JSON.stringify(figure), before);
});

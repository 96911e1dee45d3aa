import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { visit } from "../../static/js/board.js";
import { isPlainClick } from "../../static/js/clicks.js";

let told = [];

beforeEach(() => {
  told = [];
  globalThis.location = { pathname: "/", search: "?q=sea" };
  globalThis.history = {
    pushState: (_state, _title, address) => told.push(`pushed ${address}`),
    replaceState: (_state, _title, address) => told.push(`replaced ${address}`),
  };
  globalThis.document = {
    dispatchEvent: ({ type }) => told.push(type),
    querySelector: (what) => told.push(`list by ${what}`) && null,
    querySelectorAll: () => [],
  };
});

test("a movement replaces the address and tells of it, a choice pushes one, the same address is none", () => {
  visit("/?from=2025-06-01");
  assert.deepEqual(told.slice(0, 2), ["replaced /?from=2025-06-01", "address-changed"]);
  told = [];
  visit("/?from=2025-06-01", { push: true });
  assert.equal(told[0], "pushed /?from=2025-06-01");
  told = [];
  visit("/?q=sea");
  assert.deepEqual(told, []);
});

test("a quiet visit leaves the list alone", () => {
  visit("/?from=2025-06-01");
  assert.ok(told.length > 2, "the list is looked for");
  told = [];
  visit("/?from=2025-06-01", { quiet: true });
  assert.deepEqual(told, ["replaced /?from=2025-06-01", "address-changed"]);
});

test("a click with a key or another button asks for something else", () => {
  const click = { button: 0, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false };
  assert.ok(isPlainClick(click));
  assert.ok(!isPlainClick({ ...click, button: 1 }));
  for (const key of ["metaKey", "ctrlKey", "shiftKey", "altKey"]) assert.ok(!isPlainClick({ ...click, [key]: true }));
});

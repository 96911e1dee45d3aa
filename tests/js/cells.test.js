import assert from "node:assert/strict";
import { test } from "node:test";

import { nearest } from "../../static/js/cells.js";

// Two rows of cells 24 px apart; the second begins one cell further right.
const CELLS = [[12, 12], [36, 12], [84, 12], [36, 36], [60, 36]]; // prettier-ignore
const RIGHT = [1, 0], LEFT = [-1, 0], DOWN = [0, 1], UP = [0, -1]; // prettier-ignore

test("sideways leads to the next cell of the row, over a gap, and ends at its edge", () => {
  assert.equal(nearest(CELLS, CELLS[0], RIGHT), 1);
  assert.equal(nearest(CELLS, CELLS[1], RIGHT), 2);
  assert.equal(nearest(CELLS, CELLS[2], RIGHT), -1);
  assert.equal(nearest(CELLS, CELLS[4], LEFT), 3);
});

test("up and down lead to the cell nearest above or below", () => {
  assert.equal(nearest(CELLS, CELLS[0], DOWN), 3);
  assert.equal(nearest(CELLS, CELLS[2], DOWN), 4);
  assert.equal(nearest(CELLS, CELLS[3], UP), 1);
  assert.equal(nearest(CELLS, CELLS[0], UP), -1);
});

test("from a lone cell nothing leads on", () => {
  assert.equal(nearest([[5, 5]], [5, 5], RIGHT), -1);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { edges, strips } from "../../static/js/paper.js";

const sizes = { least: 100, most: 300, cut: 200 };
const whole = (cuts, end) => {
  assert.equal(cuts[0][0], 0);
  assert.equal(cuts.at(-1)[1], end);
  cuts.slice(1).forEach(([from], i) => assert.equal(from, cuts[i][1]));
};

test("a low timeline is one strip", () => {
  assert.deepEqual(strips({ lanes: [0, 80], between: [] }, 250, sizes), [[0, 250]]);
});

test("strips end between lanes where they are tall enough", () => {
  const cuts = strips({ lanes: [0, 60, 120, 180, 240, 500], between: [30, 90, 200] }, 620, sizes);
  whole(cuts, 620);
  assert.deepEqual(cuts.map(([, to]) => to), [120, 240, 500, 620]);
});

test("a lane too tall for a strip is cut between two of its rows, and one without rows anywhere", () => {
  assert.deepEqual(strips({ lanes: [0], between: [50, 120, 190, 260, 330] }, 420, sizes).map(([, to]) => to), [190, 420]);
  whole(strips({ lanes: [], between: [] }, 1000, sizes), 1000);
});

test("edges are read from the bands and from the rows that hold marks", () => {
  const figure = {
    layout: { shapes: [{ name: "band", y0: 0, y1: 60 }, { name: "today", y0: 0, y1: 120 }], meta: { items: { 1: {}, 2: {} } } },
    data: [
      { customdata: [1, 2, null], y: [20, 40, 99] },
      { mode: "text", customdata: [1], y: [7] },
    ],
  };
  assert.deepEqual(edges(figure), { lanes: [0, 60], between: [30] });
});

// The charts of the page: every .plot element gets one, and one whose element has gone is let go.

import { Chart } from "./chart.js";
import * as map from "./map.js";
import { layOut, putAway } from "./paper.js";
import { openAtOnce } from "./pointer.js";
import * as timeline from "./timeline.js";

const KINDS = { timeline, map, series: { click: openAtOnce } };
const mounted = new Map();

/** Mount the charts that are not mounted yet, and let go of those that left the page. */
export function mountCharts() {
  for (const [element, chart] of mounted) {
    if (element.isConnected) continue;
    chart.destroy();
    mounted.delete(element);
  }
  if (!window.Plotly) return;
  for (const element of document.querySelectorAll(".plot[data-chart]")) {
    if (!mounted.has(element)) mounted.set(element, new Chart(element, KINDS[element.dataset.chart]));
  }
}

/** Return the chart of a .plot element; undefined when there is none. */
export const chartOf = (element) => mounted.get(element);

// On paper they are laid out anew; the theme has turned light before.
window.addEventListener("beforeprint", () => mounted.forEach(layOut));
window.addEventListener("afterprint", () => mounted.forEach(putAway));

/** Return the place of an engagement as the page's charts know it. */
export function placeOf(id) {
  const chart = [...mounted.values()].find(({ name, items }) => name !== "map" && items[id]);
  return chart?.items[id].place ?? null;
}

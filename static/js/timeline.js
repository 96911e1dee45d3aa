// The timeline: panning, zooming and the keys; where the window comes to rest, the page's address follows.

import { join, withWindow } from "./address.js";
import { visit } from "./board.js";
import { Brush } from "./brush.js";
import { showWindow } from "./filters.js";
import { neighbour, places } from "./marks.js";
import { selectItem } from "./pointer.js";
import { open } from "./selection.js";
import { watchTouch } from "./touch.js";
import { watchKeyboard } from "./walk.js";
import { axisDays, commanded, glided, rangeOf, same, windowOf, zoomed } from "./windows.js";

const REST = 120; // ms without movement, after which the window counts
const WHEEL = 0.002; // share of zoom per unit of wheel movement

export const role = "group";

/** Return the chart's extent; null for a figure without one. */
const extentOf = (chart) => {
  const [from, to] = chart.figure?.layout.meta?.extent ?? [];
  return from ? { from, to } : null;
};

/** Let the address follow the window that is shown, once it rests: after a drag at once, for the hand has let go. */
function rest(chart, { wait = REST } = {}) {
  clearTimeout(chart.restTimer);
  chart.restTimer = setTimeout(() => {
    if (!chart.isLinked || same(chart.window, chart.payload.window)) return;
    visit(join(location.pathname, withWindow(location.search, chart.window)));
  }, wait);
}

/** Show a window at once; the figure for it follows when it rests. */
function show(chart, span) {
  if (!span || same(span, chart.window)) return;
  chart.window = span;
  chart.canvas.classList.add("is-moving");
  chart.brush.place(span);
  window.Plotly.relayout(chart.canvas, { "xaxis.range": rangeOf(span) });
  rest(chart);
}

/** Do what a button or key says: in, out, left, right, all. */
function command(chart, name) {
  const extent = extentOf(chart);
  if (extent && chart.window) show(chart, commanded(name, chart.window, extent));
}

function wheel(chart, event) {
  if (!event.ctrlKey || !chart.window) return; // the page scrolls
  event.preventDefault();
  const { left, width } = chart.canvas.querySelector(".xy .nsewdrag").getBoundingClientRect();
  const at = Math.min(1, Math.max(0, (event.clientX - left) / width));
  chart.pending = zoomed(chart.pending ?? chart.window, Math.exp(event.deltaY * WHEEL), extentOf(chart), at);
  chart.frame ??= requestAnimationFrame(() => {
    const span = chart.pending;
    chart.frame = chart.pending = null;
    show(chart, span);
  });
}

/** Let one finger move the window and two zoom it; the figure for it follows when it rests. */
function listenToFingers(chart) {
  const shown = ({ from, days }) => {
    const extent = extentOf(chart);
    if (!extent) return;
    chart.canvas.classList.add("is-moving");
    window.Plotly.relayout(chart.canvas, { "xaxis.range": glided(from, days, extent) });
  };
  watchTouch(chart, {
    start: () => {
      const axis = chart.canvas._fullLayout?.xaxis;
      if (!axis || !chart.window) return null;
      const [from, end] = axis.range.map(axisDays);
      return { from, days: end - from, left: axis._offset, width: axis._length };
    },
    pan: ({ from, days, width }, dx) => shown({ from: from - (dx / width) * days, days }),
    pinch: ({ from, days, left, width }, { ratio, x, dx }) => {
      const kept = from + ((x - left) / width) * days; // the day that stays under the fingers
      const wanted = days / ratio;
      shown({ from: kept - ((x + dx - left) / width) * wanted, days: wanted });
    },
  });
}

/** Open what Enter is pressed on: its panel first, where the page has one. */
function enter(chart, id) {
  if (id !== chart.selected && document.querySelector("[data-panel]")) selectItem(chart, id);
  else open(chart.items[id]);
}

/** Add the strip's brush before the lanes, and listen to keys, wheel and buttons. */
export function mount(chart) {
  const { canvas, element } = chart;
  chart.brush = new Brush(chart, {
    onMove: () => canvas.classList.add("is-moving"),
    onWindow: (span) => show(chart, span),
    onCommand: (name) => command(chart, name),
  });
  canvas.setAttribute("aria-roledescription", "timeline");
  watchKeyboard(chart, {
    next: (id, arrow) => neighbour(places(chart.payload.figure, axisDays), id, arrow),
    enter: (id) => enter(chart, id),
    command: (name) => command(chart, name),
  });
  listenToFingers(chart);
  chart.on(canvas, "wheel", (event) => wheel(chart, event), { passive: false });
  chart.on(element.closest(".chart-frame") ?? element, "click", ({ target }) => {
    const button = target.closest?.("[data-zoom]");
    if (button) command(chart, button.dataset.zoom);
  });
}

/** Fit a figure for the hands: dragging pans along time; fingers are followed by listenToFingers. */
export function prepare(chart, figure, { isTouch }) {
  const { layout } = figure;
  const [from, to] = layout.meta?.extent ?? [];
  const limits = from ? { minallowed: from, maxallowed: rangeOf({ from, to })[1] } : {};
  layout.dragmode = isTouch ? false : "pan";
  layout.xaxis = { ...layout.xaxis, ...limits };
  layout.shapes = (layout.shapes ?? []).filter(({ name }) => name !== "brush" && name !== "brush-grip");
}

/** Take in what was drawn: the window, the brush, and plotly's own movements. */
export function drawn(chart) {
  chart.window = chart.payload.window;
  chart.canvas.classList.remove("is-moving");
  chart.brush.attach(extentOf(chart), chart.window);
  if (chart.window && chart.isLinked) {
    showWindow(chart.window);
    const detail = { window: chart.window, extent: extentOf(chart) ?? chart.window };
    document.dispatchEvent(new CustomEvent("window-drawn", { detail }));
  }
  markLens(chart);
  if (chart.isBound) return;
  chart.isBound = true;
  chart.canvas.on("plotly_relayouting", (change) => {
    chart.isDragged = true; // by a hand: what a script moves is only told when it is done
    chart.canvas.classList.add("is-moving");
    chart.surface.moved();
    const range = rangeIn(change);
    if (range) chart.brush.place(windowOf(range));
  });
  chart.canvas.on("plotly_relayout", (change) => {
    chart.surface.moved();
    const wasDragged = chart.isDragged;
    chart.isDragged = false;
    const range = rangeIn(change);
    if (!range) return;
    chart.window = windowOf(range);
    chart.brush.place(chart.window);
    rest(chart, wasDragged ? { wait: 0 } : {});
  });
}

/** Return the time range in a change of the layout; null when it changed something else. */
function rangeIn(change) {
  if (change["xaxis.range"]) return change["xaxis.range"];
  return "xaxis.range[0]" in change ? [change["xaxis.range[0]"], change["xaxis.range[1]"]] : null;
}

/** Mark the lines from strip to lanes, so that they can be hidden while the window moves. */
function markLens(chart) {
  chart.figure.layout.shapes.forEach(({ name }, i) => {
    if (name !== "lens") return;
    for (const line of chart.canvas.querySelectorAll(`.shapelayer [data-index="${i}"]`)) line.classList.add("is-lens");
  });
}

/** Stop what still waits. */
export function unmount(chart) {
  clearTimeout(chart.restTimer);
  if (chart.frame) cancelAnimationFrame(chart.frame);
}

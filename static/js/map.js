// The map: Ctrl and wheel or the buttons zoom, a click on a place selects it in the address or opens its page.

import { join, withValue } from "./address.js";
import { visit } from "./board.js";
import { watchMapTouch } from "./map_touch.js";
import { spots, towards } from "./marks.js";
import { open } from "./selection.js";
import { watchKeyboard } from "./walk.js";

const SCALES = [0.5, 40]; // plotly's projection scale
const STEP = 1.5;
const HIDDEN = ["showcoastlines", "showland", "showocean", "showlakes", "showrivers", "showcountries", "showsubunits", "showframe"];

export const role = "group";

function zoom(chart, factor) {
  const geo = chart.canvas.layout?.geo;
  if (!geo) return;
  const scale = (chart.canvas._fullLayout.geo.projection.scale ?? 1) * factor;
  window.Plotly.relayout(chart.canvas, { "geo.projection.scale": Math.min(SCALES[1], Math.max(SCALES[0], scale)) });
}

/** Show the frame that the server chose, forgetting how the map was moved. */
function reset(chart) {
  chart.revision = (chart.revision ?? 0) + 1;
  chart.draw();
}

function command(chart, name) {
  if (name === "in") zoom(chart, STEP);
  else if (name === "out") zoom(chart, 1 / STEP);
  else if (name === "all") reset(chart);
}

/** Put the place into the address; null takes it out. */
function choose(chart, id) {
  const address = join(location.pathname, withValue(location.search, chart.element.dataset.select, id));
  visit(address, { push: true });
}

/** Act on a click: `data-select` keeps the page and selects, otherwise the place's page opens. */
export function click(chart, id, event) {
  const key = chart.element.dataset.select;
  const chosen = key ? new URLSearchParams(location.search).get(key) : null;
  if (!key || event.ctrlKey || event.metaKey) {
    if (id !== null) open(chart.items[id], event);
  } else if (id !== null && id !== chosen) {
    choose(chart, id);
  } else if (id === chosen && id !== null) {
    open(chart.items[id], event);
  } else if (chosen !== null) {
    choose(chart, null);
  }
}

/** Listen for zooming and for Esc, which lets go of the selected place. */
export function mount(chart) {
  const { canvas, element } = chart;
  canvas.setAttribute("aria-roledescription", "map");
  watchMapTouch(chart);
  watchKeyboard(chart, {
    next: (id, arrow) => towards(spots(chart.payload.figure), id, arrow),
    enter: (id) => click(chart, id, {}),
    command: (name) => command(chart, name),
  });
  chart.on(
    canvas,
    "wheel",
    (event) => {
      if (!event.ctrlKey) return; // the page scrolls
      event.preventDefault();
      zoom(chart, event.deltaY < 0 ? 1.15 : 1 / 1.15);
    },
    { passive: false },
  );
  chart.on(element.closest(".chart-frame") ?? element, "click", ({ target }) => {
    const button = target.closest?.("[data-zoom]");
    if (button) command(chart, button.dataset.zoom);
  });
  chart.on(document, "keydown", (event) => {
    const key = element.dataset.select;
    if (event.key === "Escape" && key && new URLSearchParams(location.search).has(key)) choose(chart, null);
  });
}

/** Fit a figure: base layers only where it asks for them, and a frame that stays as the reader moved it. */
export function prepare(chart, figure, { isTouch }) {
  const { layout } = figure;
  const off = Object.fromEntries(HIDDEN.map((name) => [name, false]));
  layout.dragmode = isTouch ? false : "pan";
  layout.geo = { ...off, fitbounds: false, bgcolor: "rgba(0,0,0,0)", uirevision: `frame ${chart.revision ?? 0}`, ...layout.geo };
}

/** Follow plotly's own movements. */
export function drawn(chart) {
  const chosen = chart.element.dataset.select && new URLSearchParams(location.search).get(chart.element.dataset.select);
  chart.surface.encircle(chosen || null);
  if (chart.isBound) return;
  chart.isBound = true;
  for (const name of ["plotly_relayouting", "plotly_relayout"]) {
    chart.canvas.on(name, () => {
      chart.surface.moved();
      chart.surface.encircle(null);
    });
  }
}

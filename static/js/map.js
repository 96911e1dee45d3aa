// The map: Ctrl and wheel or the buttons zoom, a click on a place, a bubble of several or a country narrows the page to it.

import { filtered, join, withValue } from "./address.js";
import { visit } from "./board.js";
import { countryAt } from "./land.js";
import { watchMapTouch } from "./map_touch.js";
import { spots, towards } from "./marks.js";
import { open } from "./selection.js";
import { watchKeyboard } from "./walk.js";

const SCALES = [0.5, 400]; // plotly's projection scale
const STEP = 1.5;
const REST = 200; // ms without zooming, after which the bubbles are asked for anew
const HIDDEN = ["showcoastlines", "showland", "showocean", "showlakes", "showrivers", "showcountries", "showsubunits", "showframe"];

export const role = "group";

const scaleOf = (chart) => chart.canvas._fullLayout?.geo?.projection.scale ?? 1;
const chosen = (key) => new URLSearchParams(location.search).get(key);

function zoom(chart, factor) {
  if (!chart.canvas.layout?.geo) return;
  window.Plotly.relayout(chart.canvas, { "geo.projection.scale": Math.min(SCALES[1], Math.max(SCALES[0], scaleOf(chart) * factor)) });
}

/** Show the frame that the server chose, forgetting how the map was moved. */
function reset(chart) {
  chart.globe = chart.kept = null;
  chart.load({ again: true });
}

/** Keep the view that the reader moved the map to: a new figure must not take it back. */
function keep(chart) {
  const { projection, center } = chart.canvas._fullLayout.geo;
  const { scale, type, rotation } = projection;
  chart.kept = { projection: { type, scale, rotation: { ...rotation } }, center: { lon: center.lon, lat: center.lat } };
}

/** Show the whole world while the player runs, unless the reader chose a view: a frame that jumps at every step tells nothing. */
function play(chart, isRunning) {
  if (isRunning && !chart.kept) chart.kept = chart.stage = chart.payload?.figure.layout.meta?.world ?? null;
  else if (!isRunning && chart.kept === chart.stage) chart.kept = chart.stage = null;
}

/** Ask for the bubbles of the size that the globe now has, in steps, so that small movements make no request. */
function rest(chart) {
  clearTimeout(chart.restTimer);
  chart.restTimer = setTimeout(() => {
    const unit = chart.payload?.figure.layout.meta?.globe;
    if (!unit) return;
    chart.globe = Math.round(STEP ** Math.round(Math.log(scaleOf(chart) * unit) / Math.log(STEP)));
    chart.load();
  }, REST);
}

/** What the map asks for beside the page's filter. */
export const asks = (chart) => ({ globe: chart.globe });

function command(chart, name) {
  if (name === "in") zoom(chart, STEP);
  else if (name === "out") zoom(chart, 1 / STEP);
  else if (name === "all") reset(chart);
}

/** Filter the page by what was picked; null takes it out. */
function filter(chart, key, value) {
  visit(join(location.pathname, filtered(location.search, key, value, chart.payload.window)), { push: true });
}

/** Act on a place: `data-select` keeps the page and selects, a second time its page opens. */
function clickPlace(chart, id, event) {
  const key = chart.element.dataset.select;
  if (!key || event.ctrlKey || event.metaKey || id === chosen(key)) open(chart.items[id], event);
  else if (key === "at") visit(join(location.pathname, withValue(location.search, key, id)), { push: true }); // it filters nothing
  else filter(chart, key, id);
}

/** Act on what is no place: a country narrows the page to it, and a second time no more; the sea lets go of a selected place. */
function clickLand(chart, event) {
  const key = chart.element.dataset.select;
  const country = chart.isLinked && event.clientX !== undefined ? countryAt(chart, event) : null;
  if (country) filter(chart, "country", country === chosen("country") ? null : country);
  else if (key && chosen(key) !== null) filter(chart, key, null);
}

/** Act on a click. */
export function click(chart, id, event) {
  if (chart.isChoosing) return; // an area is being drawn
  const box = id === null ? null : chart.items[id]?.box?.join(",");
  if (id === null) clickLand(chart, event);
  else if (!box || !chart.isLinked) clickPlace(chart, id, event);
  else if (box === chosen("box")) zoom(chart, STEP * STEP);
  else filter(chart, "box", box);
}

/** Turn drawing an area on or off: while it is on, dragging draws instead of moving the map. */
function chooseArea(chart, button, isOn = !chart.isChoosing) {
  chart.isChoosing = isOn;
  button.setAttribute("aria-pressed", String(isOn));
  chart.canvas.classList.toggle("is-choosing", isOn);
  window.Plotly.relayout(chart.canvas, { dragmode: isOn ? "select" : chart.figure.layout.dragmode, selections: [] });
}

/** Take the area that was drawn into the address. */
function choseArea(chart, range) {
  const button = chart.element.closest(".chart-frame")?.querySelector("[data-area]");
  if (button) chooseArea(chart, button, false);
  if (!range) return;
  const [[one, top], [other, bottom]] = range;
  const degrees = [one, Math.min(top, bottom), other, Math.max(top, bottom)].map((value) => value.toFixed(1));
  filter(chart, "box", degrees.join(","));
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
    const button = target.closest?.("[data-zoom], [data-area]");
    if (button?.dataset.zoom) command(chart, button.dataset.zoom);
    else if (button) chooseArea(chart, button);
  });
  chart.on(document, "player", ({ detail }) => play(chart, detail));
  chart.on(document, "keydown", (event) => {
    const key = element.dataset.select;
    if (event.key !== "Escape") return;
    if (chart.isChoosing) choseArea(chart, null);
    else if (key && chosen(key) !== null) filter(chart, key, null);
  });
}

/** Fit a figure: base layers only where it asks for them, and a frame that stays as the reader moved it. */
export function prepare(chart, figure, { isTouch }) {
  const { layout } = figure;
  const off = Object.fromEntries(HIDDEN.map((name) => [name, false]));
  layout.dragmode = isTouch ? false : "pan";
  layout.newselection = { line: { width: 1.5, dash: "solid" } };
  layout.geo = { ...off, fitbounds: false, bgcolor: "rgba(0,0,0,0)", ...layout.geo };
  if (!chart.kept) return;
  layout.geo = { ...layout.geo, ...chart.kept };
}

/** Follow plotly's own movements. */
export function drawn(chart) {
  const { select } = chart.element.dataset;
  chart.surface.encircle((select && chosen(select)) || null);
  if (chart.isBound) return;
  chart.isBound = true;
  for (const name of ["plotly_relayouting", "plotly_relayout"]) {
    chart.canvas.on(name, () => {
      chart.surface.moved();
      chart.surface.encircle(null);
    });
  }
  chart.canvas.on("plotly_relayout", (change) => {
    if (!Object.keys(change).some((key) => key.startsWith("geo."))) return;
    keep(chart);
    if ("geo.projection.scale" in change) rest(chart);
  });
  chart.canvas.on("plotly_selected", (event) => chart.isChoosing && event?.range?.geo && choseArea(chart, event.range.geo));
}

/** Stop what still waits. */
export function unmount(chart) {
  clearTimeout(chart.restTimer);
}

// Saving a chart as a picture: drawn anew at a width of its own in the light theme, whatever the screen shows.

import { chartAddress } from "./address.js";
import { compose } from "./compose.js";
import { embedded } from "./faces.js";
import { inTheme, resolverIn } from "./tokens.js";

const WIDTH = 1240; // px of the chart
const SHARP = 2; // px of a PNG for one of the picture
const LARGEST = 16_000; // px a side that a canvas holds in every browser
const CONFIG = { displayModeBar: false, showTips: false };

/** Return an element in which the tokens have their light values. */
function lightBox(chart) {
  const box = document.createElement("div");
  box.dataset.theme = "light";
  box.hidden = true;
  chart.element.append(box);
  return box;
}

async function json(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}

/** Return the chart's figure at the picture's width, with a map as the reader has turned it. */
function fitted(chart, payload, box) {
  const figure = inTheme(payload.figure, box);
  chart.kind.prepare?.(chart, figure, { isTouch: false });
  const shown = chart.canvas._fullLayout?.geo;
  if (shown && figure.layout.geo) {
    const { rotation, scale } = shown.projection;
    figure.layout.geo = { ...figure.layout.geo, center: shown.center, projection: { ...figure.layout.geo.projection, rotation, scale } };
  }
  return figure;
}

/** Return the kinds of the page's legend for the picture's, and the statuses where they are drawn: a map has circles alone. */
function legend(colours, { hasStatus }) {
  const entries = [];
  for (const mark of document.querySelectorAll("#legends .kind")) {
    const path = mark.querySelector("path").getAttribute("d");
    const kind = [...mark.querySelector("svg").classList].find((name) => name.startsWith("k-")).slice(2);
    const draw = (sheet, x, y) => sheet.add("path", { d: path, transform: `translate(${x} ${y})`, fill: colours(`kind-${kind}`), "fill-rule": "evenodd" });
    entries.push({ name: mark.textContent.trim(), draw });
  }
  for (const chip of hasStatus ? document.querySelectorAll("#legends .status") : []) {
    const status = [...chip.classList].find((name) => name.startsWith("is-")).slice(3);
    entries.push({ name: chip.textContent.trim(), draw: (sheet, x, y) => drawStatus(sheet, x, y, status) });
  }
  return entries;
}

const OUTLINES = { planned: {}, postponed: { "stroke-dasharray": "3 2" }, cancelled: {} };

function drawStatus(sheet, x, y, status) {
  const ink = sheet.colours("ink-2");
  const bar = { x: x - 9, y: y - 4.5, width: 18, height: 9, rx: 4.5 };
  if (status in OUTLINES) sheet.add("rect", { ...bar, fill: "none", stroke: ink, "stroke-width": 1.5, ...OUTLINES[status] });
  else sheet.add("rect", { ...bar, fill: ink, "fill-opacity": status === "ongoing" ? 0.4 : 1 });
  if (status === "ongoing") sheet.add("rect", { ...bar, width: 10, fill: ink });
  if (status === "cancelled") sheet.add("rect", { x: x - 9, y: y - 0.75, width: 18, height: 1.5, fill: ink });
}

/** Return what measures a text in a font, in px. */
function measurer() {
  const context = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    context.font = font;
    return context.measureText(text).width;
  };
}

/** Return the address of the view without what is selected in it. */
function viewAddress() {
  const view = new URL(location.href);
  view.searchParams.delete("selected");
  view.hash = "";
  return decodeURI(view.href);
}

/** Compose the picture of a chart; return its { svg, width, height, name }. */
export async function pictureOf(chart) {
  const { url, caption, title, topojson, select } = chart.element.dataset;
  const asked = { search: location.search, drop: select ? [] : ["at"] };
  const captionAddress = chartAddress(`${caption}?${url.split("?")[1] ?? ""}`, asked);
  const [payload, words] = await Promise.all([json(chartAddress(url, { ...asked, width: WIDTH })), json(captionAddress)]);
  const box = lightBox(chart);
  try {
    const resolve = resolverIn(box);
    const colours = (name) => resolve(`--${name}`, 1);
    const figure = fitted(chart, payload, box);
    const height = figure.layout.height ?? chart.canvas.clientHeight;
    const drawn = await window.Plotly.toImage(
      { ...figure, config: { ...CONFIG, topojsonURL: topojson ?? "/static/geo/" } },
      { format: "svg", width: WIDTH, height, imageDataOnly: true },
    );
    const heading = title ?? document.querySelector("h1").textContent.trim();
    const source = `Sidelines, ${words.counted}, ${viewAddress()}, made on ${words.made}`;
    const note = chart.name === "map" ? payload.summary : "";
    const picture = await compose({
      plot: { svg: drawn, width: WIDTH, height },
      words: { title: heading, filter: words.filter, dates: words.dates, note, source },
      legend: legend(colours, { hasStatus: chart.name !== "map" }),
      colours,
      measure: measurer(),
      faces: embedded,
    });
    return { ...picture, name: fileName(chart.name, words.filter, payload.window) };
  } finally {
    box.remove();
  }
}

/** Name the file after what is shown: `sidelines-timeline-india-exercise-2025-10-01-2025-12-31`. */
export function fileName(chart, filter, span) {
  const plain = filter.normalize("NFKD").replace(/[^\w\s-]/g, "");
  const days = span ? `${span.from} ${span.to}` : "";
  return `sidelines ${chart} ${plain.slice(0, 60)} ${days}`.trim().toLowerCase().replace(/[\s_-]+/g, "-");
}

/** Draw an SVG picture as a PNG, twice as sharp where a canvas holds it. */
async function raster({ svg, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`; // the policy allows data:, not blob:
  await image.decode();
  const scale = Math.min(SHARP, LARGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The browser made no picture"))), "image/png");
  });
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Save the picture of a chart as `format`, svg or png. */
export async function save(chart, format) {
  const picture = await pictureOf(chart);
  const blob = format === "png" ? await raster(picture) : new Blob([picture.svg], { type: "image/svg+xml" });
  download(blob, `${picture.name}.${format}`);
}

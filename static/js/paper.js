// Charts on paper: a timeline cut into strips between which a page may end, the calendar repeated on every page; a map in one piece.

import { itemsOf } from "./marks.js";

const SVG = "http://www.w3.org/2000/svg";
const LEAST = 105; // px a strip is tall before it ends between two lanes
const MOST = 300; // px of a strip that holds its last lane to the end
const CUT = 210; // px after which a lane that would not fit is cut between two rows
const ENLARGED = 1.25; // at most, for a chart that was drawn for a small screen

/** Return the heights, in px from the first lane's top, at which lanes begin and end, and those between two rows. */
export function edges(figure) {
  const lanes = new Set();
  const rows = new Set();
  for (const { name, y0, y1 } of figure.layout.shapes ?? []) if (name === "band") lanes.add(y0).add(y1);
  const items = itemsOf(figure);
  for (const trace of figure.data) {
    if (!trace.customdata || trace.mode === "text") continue;
    trace.customdata.forEach((id, i) => items[id] && rows.add(Number(trace.y[i])));
  }
  const sorted = [...rows].sort((one, other) => one - other);
  return { lanes: [...lanes], between: sorted.slice(1).map((y, i) => (y + sorted[i]) / 2) };
}

/** Cut the span from 0 to `end` into strips, [from, to] each: at lanes once a strip is tall enough, within a lane that is too tall. */
export function strips({ lanes, between }, end, { least = LEAST, most = MOST, cut = CUT } = {}) {
  const found = [];
  let from = 0;
  while (end - from > most) {
    const within = (all, reach) => all.filter((y) => y - from >= least && y - from <= reach && end - y > 1).sort((one, other) => one - other);
    const to = within(lanes, most)[0] ?? within(between, cut).at(-1) ?? from + cut;
    found.push([from, to]);
    from = to;
  }
  return [...found, [from, end]];
}

/** Return a copy of what lies between two heights of the drawing, as wide as the paper. */
function piece(layers, width, from, to) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 ${from} ${width} ${to - from}`);
  svg.setAttribute("aria-hidden", "true");
  svg.style.maxWidth = `${width * ENLARGED}px`;
  svg.append(...layers.map((layer) => layer.cloneNode(true)));
  return svg;
}

/** Return the calendar over the lanes in letters: Chromium misplaces drawings in a table's head that pages repeat. */
function calendar({ figure, canvas }) {
  const { xaxis, width } = canvas._fullLayout;
  const line = document.createElement("div");
  line.className = "paper-calendar";
  const write = (text, x, className) => {
    const name = document.createElement("span");
    name.textContent = text;
    name.className = className;
    name.style.left = `${((xaxis._offset + xaxis.d2p(x)) / width) * 100}%`;
    line.append(name);
  };
  for (const trace of figure.data) {
    if (trace.meta?.role !== "calendar") continue;
    const isStrong = Number(trace.textfont?.weight) >= 600;
    trace.x.forEach((x, i) => write(trace.text[i], x, isStrong ? "is-strong" : ""));
  }
  for (const { name, text, x } of figure.layout.annotations ?? []) if (name === "today") write(text, x, "is-today");
  return line;
}

function row(section, content) {
  const cell = document.createElement("td");
  const line = document.createElement("tr");
  cell.append(content);
  line.append(cell);
  section.append(line);
}

/** Cut a drawn timeline: the strip of all dates, then a table whose head, the calendar, every page repeats. */
function cutTimeline(chart, layers, width, height) {
  const { _offset: top, range } = chart.canvas._fullLayout.yaxis;
  const [end, start] = range.map(Number);
  const lanes = top - start; // px of the figure at which they begin
  const table = document.createElement("table");
  const head = document.createElement("thead");
  const body = document.createElement("tbody");
  row(head, calendar(chart));
  const cuts = strips(edges(chart.figure), end);
  cuts.forEach(([from, to], i) => row(body, piece(layers, width, lanes + from, i === cuts.length - 1 ? height : lanes + to)));
  table.append(head, body);
  return [piece(layers, width, 0, top), table];
}

/** Lay a chart out for paper beside its drawing; nothing when it has not been drawn. */
export function layOut(chart) {
  const layers = [...chart.canvas.querySelectorAll(".main-svg")];
  const { width, height } = chart.canvas._fullLayout ?? {};
  if (!layers.length || !width) return;
  const paper = document.createElement("div");
  paper.className = "plot-paper";
  paper.append(...(chart.name === "timeline" && chart.window ? cutTimeline(chart, layers, width, height) : [piece(layers, width, 0, height)]));
  chart.element.append(paper);
  chart.element.classList.add("has-paper");
}

/** Take the paper away again. */
export function putAway(chart) {
  chart.element.querySelector(".plot-paper")?.remove();
  chart.element.classList.remove("has-paper");
}

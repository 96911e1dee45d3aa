// Figures made of linked cells: one tab stop each, arrows go from cell to cell, and a line underneath says the one pointed at.

const FIGURE = "[data-cells]";
const TOWARDS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const cellsOf = (figure) => [...figure.querySelectorAll("a[href]")];

function middle(cell) {
  const box = cell.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

/** Return which of the points lies nearest to `from` in the direction of an arrow; -1 when none does. Straight ahead goes first. */
export function nearest(points, from, [across, down]) {
  let best = -1;
  let least = Infinity;
  points.forEach(([x, y], place) => {
    const ahead = (x - from[0]) * across + (y - from[1]) * down;
    const aside = Math.abs((x - from[0]) * down) + Math.abs((y - from[1]) * across);
    if (ahead < 1) return;
    // In a row only its own cells count; between rows the next row does, and of it the cell nearest below.
    if (across && aside > 4) return;
    const distance = across ? ahead : ahead * 1000 + aside;
    if (distance < least) [best, least] = [place, distance];
  });
  return best;
}

/** Make the figure one tab stop: the cell last visited, else the first. */
function gather(figure) {
  const cells = cellsOf(figure);
  const kept = cells.includes(document.activeElement) ? document.activeElement : cells[0];
  for (const cell of cells) cell.tabIndex = cell === kept ? 0 : -1;
}

function move(figure, to) {
  for (const cell of cellsOf(figure)) cell.tabIndex = cell === to ? 0 : -1;
  to.focus();
}

const wordsOf = (cell) => cell.getAttribute("title") ?? cell.querySelector("title")?.textContent ?? "";

function say(event) {
  const cell = event.target.closest?.(`${FIGURE} a[href]`);
  const line = cell?.closest("section")?.querySelector("[data-readout]");
  const words = cell && wordsOf(cell);
  if (line && words) line.textContent = words;
}

function start() {
  document.querySelectorAll(FIGURE).forEach(gather);
}

function onKey(event) {
  const cell = event.target.closest?.(`${FIGURE} a[href]`);
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const figure = cell.closest(FIGURE);
  const cells = cellsOf(figure);
  let to;
  if (event.key in TOWARDS) to = cells[nearest(cells.map(middle), middle(cell), TOWARDS[event.key])];
  else if (event.key === "Home") [to] = cells;
  else if (event.key === "End") to = cells.at(-1);
  else return;
  event.preventDefault();
  if (to) move(figure, to);
}

if (typeof document !== "undefined") {
  start();
  document.addEventListener("htmx:after:swap", start);
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", say);
  document.addEventListener("mouseover", say);
}

// The timeline by keyboard: arrows walk the marks, Enter opens, Esc lets go, plus, minus and 0 zoom.

import { neighbour, places } from "./marks.js";
import { clearItem, liftItem, selectItem } from "./pointer.js";
import { open } from "./selection.js";
import { axisDays } from "./windows.js";

const COMMANDS = { "+": "in", "=": "in", "-": "out", 0: "all" };

/** Take the walk to the mark that an arrow key leads to, and say what it is. */
function walk(chart, key) {
  const id = neighbour(places(chart.payload.figure, axisDays), chart.focused ?? chart.selected, key);
  if (id === null) return;
  chart.focused = id;
  chart.surface.encircle(id);
  liftItem(chart, id);
  const { title, when, where } = chart.items[id];
  chart.live.textContent = [title, when, where].filter(Boolean).join(", ");
}

/** Open the mark that has the focus: its panel first, where the page has one. */
function enter(chart) {
  const id = chart.focused ?? chart.selected;
  if (!id) return;
  if (id !== chart.selected && document.querySelector("[data-panel]")) selectItem(chart, id);
  else open(chart.items[id]);
}

/** Let go of the mark that has the keyboard's focus. */
export function unfocus(chart) {
  chart.focused = null;
  chart.surface.encircle(chart.selected);
  liftItem(chart, null);
}

/** Act on a key pressed in the lanes; `command` zooms. */
export function pressed(chart, event, command) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow")) walk(chart, event.key);
  else if (event.key === "Enter") enter(chart);
  else if (COMMANDS[event.key]) command(COMMANDS[event.key]);
  else if (event.key === "Escape") {
    unfocus(chart);
    clearItem(chart);
  } else return;
  event.preventDefault();
}

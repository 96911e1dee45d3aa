// Charts by keyboard: arrows walk the marks, Enter opens, Esc lets go, plus, minus and 0 zoom.

import { liftItem } from "./pointer.js";
import { clearSelection } from "./selection.js";

const COMMANDS = { "+": "in", "=": "in", "-": "out", 0: "all" };

/** Take the walk to a mark, and say what it is. */
function walkTo(chart, id) {
  if (id === null) return;
  chart.focused = id;
  chart.surface.encircle(id);
  liftItem(chart, id);
  const { title, when, where } = chart.items[id];
  chart.live.textContent = [title, when, where].filter(Boolean).join(", ");
}

function leave(chart) {
  chart.left = chart.focused ?? chart.left; // where the walk goes on when the focus comes back
  chart.focused = null;
  chart.surface.encircle(chart.selected);
  liftItem(chart, null);
}

/**
 * Make a chart's canvas a place for the keyboard.
 * `next(id, key)` leads from a mark to another, `enter(id)` acts on one, `command(name)` zooms in, out or to all.
 */
export function watchKeyboard(chart, { next, enter, command }) {
  const { canvas } = chart;
  canvas.tabIndex = 0;
  const act = (event) => {
    const at = chart.focused ?? chart.selected ?? chart.left ?? undefined;
    if (event.key.startsWith("Arrow")) walkTo(chart, next(at, event.key));
    else if (event.key === "Enter" && chart.items[at]) enter(at);
    else if (COMMANDS[event.key]) command(COMMANDS[event.key]);
    else if (event.key === "Escape") {
      leave(chart);
      clearSelection();
    } else return;
    event.preventDefault();
  };
  chart.on(canvas, "keydown", (event) => {
    if (chart.payload && !(event.ctrlKey || event.metaKey || event.altKey)) act(event);
  });
  chart.on(canvas, "blur", () => leave(chart));
}

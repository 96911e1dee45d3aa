// Pointing at marks: hovering lifts and tells, a click selects, a second click opens, empty space clears.

import { lift } from "./lift.js";
import { clearSelection, isPhone, open, panelOf, select } from "./selection.js";
import { hideTip, showTip } from "./tooltip.js";

const STILL = 5; // px: what moves further is a drag
const AGAIN = "Click again to open its page";

/** Lift an item of a chart on the whole page. */
export function liftItem(chart, id) {
  if (id === null) lift();
  else if (chart.element.dataset.chart === "map") lift({ place: id });
  else lift({ engagement: id, place: chart.items[id]?.place ?? null });
}

/** Select an item; the chart hears of it as the whole page does. */
export function selectItem(chart, id) {
  const origin = chart.canvas.getBoundingClientRect();
  const box = chart.surface.boxOf(id);
  select(id, { point: box && { x: origin.left + box.right, y: origin.top + box.bottom } });
}

/** Open the page of what was clicked: charts that stand still know no selection. */
export function openAtOnce(chart, id, event) {
  if (id !== null) open(chart.items[id], event);
}

function click(chart, id, event) {
  if (chart.kind.click) chart.kind.click(chart, id, event);
  else if (id === null) clearSelection();
  else if (id === chart.selected || event.ctrlKey || event.metaKey || isPhone()) open(chart.items[id], event);
  else selectItem(chart, id);
}

/** Listen to the pointer over a chart's canvas. */
export function watchPointer(chart) {
  const { canvas } = chart;
  let over = null;
  let pressed = null;

  const leave = () => {
    over = null;
    canvas.classList.remove("is-over");
    hideTip();
    lift();
  };
  chart.on(canvas, "pointermove", (event) => {
    if (event.buttons || event.pointerType === "touch") return hideTip();
    const id = chart.surface.at(event);
    if (id === null) {
      if (over !== null) leave();
      return;
    }
    if (id !== over) liftItem(chart, id);
    over = id;
    canvas.classList.add("is-over");
    if (chart.items[id]) showTip(chart.items[id], { x: event.clientX, y: event.clientY }, id === chart.selected ? AGAIN : "");
  });
  chart.on(canvas, "pointerleave", leave);
  chart.on(
    canvas,
    "pointerdown",
    (event) => {
      pressed = event.button === 0 && event.isPrimary ? { x: event.clientX, y: event.clientY } : null;
    },
    { capture: true },
  );
  chart.on(window, "pointerup", (event) => {
    const isClick = pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < STILL;
    pressed = null;
    if (!isClick) return;
    const id = chart.surface.at(event);
    click(chart, id, event);
    if (panelOf()) hideTip(); // it would cover what it says
    else if (id !== null && id === chart.selected) showTip(chart.items[id], { x: event.clientX, y: event.clientY }, AGAIN);
  });
  chart.on(window, "pointercancel", () => {
    pressed = null;
  });
  chart.on(window, "scroll", hideTip, { passive: true });
}

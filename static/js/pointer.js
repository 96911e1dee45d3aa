// Pointing at marks: hovering lifts and tells, a click selects, a second click opens, empty space clears.

import { lift } from "./lift.js";
import { clearSelection, open, select } from "./selection.js";
import { hideTip, showTip } from "./tooltip.js";

const STILL = 5; // px: what moves further is a drag
const AGAIN = "Click again to open its page";
const PHONE = "(max-width: 720px)";

/** Lift an item of a chart on the whole page. */
export function liftItem(chart, id) {
  if (id === null) lift();
  else if (chart.element.dataset.chart === "map") lift({ place: id });
  else lift({ engagement: id, place: chart.items[id]?.place ?? null });
}

/** Select an item: ring, lift, live line, and the page is told. */
export function selectItem(chart, id) {
  chart.selected = id;
  chart.surface.encircle(id);
  select(chart.element, id, chart.items[id]);
}

/** Let go of the selected item. */
export function clearItem(chart) {
  if (chart.selected === null) return;
  chart.selected = null;
  chart.surface.encircle(null);
  clearSelection(chart.element);
}

/** Open the page of what was clicked: charts that stand still know no selection. */
export function openAtOnce(chart, id, event) {
  if (id !== null) open(chart.items[id], event);
}

function click(chart, id, event) {
  if (chart.kind.click) chart.kind.click(chart, id, event);
  else if (id === null) clearItem(chart);
  else if (id === chart.selected || event.ctrlKey || event.metaKey || matchMedia(PHONE).matches) open(chart.items[id], event);
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
    if (id !== null && id === chart.selected) showTip(chart.items[id], { x: event.clientX, y: event.clientY }, AGAIN);
  });
  chart.on(window, "pointercancel", () => {
    pressed = null;
  });
  chart.on(window, "scroll", hideTip, { passive: true });
}

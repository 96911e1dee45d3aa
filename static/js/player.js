// The player under the map: a slider that moves the window along all dates, and a button that lets it run.

import { join, withWindow } from "./address.js";
import { announce, visit } from "./board.js";
import { dayNumber, isoDay, length, same } from "./windows.js";

const BEAT = 700; // ms between two steps, at least
const STEPS = 4; // to a window's length
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

let shown = null; // { window, extent } as the timeline last drew them
let timer = null;

const player = () => document.querySelector("[data-player]");
const isBusy = () => document.querySelector(".plot.is-loading") !== null;
const words = ({ from, to }) => `${DAY.format(new Date(from))} – ${DAY.format(new Date(to))}`;

/** Return the window that begins `days` days into the extent, as long as the one shown. */
function windowAt(days) {
  const from = dayNumber(shown.extent.from) + Number(days);
  return { from: isoDay(from), to: isoDay(from + length(shown.window) - 1) };
}

/** Bring slider and words in step with a window. */
function mark(span) {
  const element = player();
  if (!element) return;
  const [slider, label] = [element.querySelector("input"), element.querySelector("output")];
  slider.max = String(Math.max(length(shown.extent) - length(span), 0));
  slider.value = String(dayNumber(span.from) - dayNumber(shown.extent.from));
  slider.disabled = slider.max === "0";
  slider.setAttribute("aria-valuetext", words(span));
  label.textContent = words(span);
}

/** Lead the page to a window; while it runs the list waits. */
function go(span, { quiet = false } = {}) {
  if (same(span, shown.window)) return;
  visit(join(location.pathname, withWindow(location.search, span)), { quiet });
}

/** Tell button and map whether it runs. */
function tell(isRunning) {
  player()?.querySelector("button").setAttribute("aria-pressed", String(isRunning));
  document.dispatchEvent(new CustomEvent("player", { detail: isRunning }));
}

function stop() {
  if (timer === null) return;
  clearTimeout(timer);
  timer = null;
  tell(false);
  announce();
}

function run() {
  timer = setTimeout(() => {
    if (!player()) return stop();
    if (isBusy()) return run();
    const last = length(shown.extent) - length(shown.window);
    const at = dayNumber(shown.window.from) - dayNumber(shown.extent.from);
    if (at >= last) return stop();
    go(windowAt(Math.min(at + Math.max(1, Math.round(length(shown.window) / STEPS)), last)), { quiet: true });
    return run();
  }, BEAT);
}

/** Start from the beginning when the window stands at the end of all dates. */
function start() {
  if (!shown) return;
  tell(true);
  const last = length(shown.extent) - length(shown.window);
  if (dayNumber(shown.window.from) - dayNumber(shown.extent.from) >= last) go(windowAt(0), { quiet: true });
  run();
}

/** Follow the timeline's window, the slider and the button. */
export function watchPlayer() {
  document.addEventListener("window-drawn", ({ detail }) => {
    shown = detail;
    mark(detail.window);
  });
  document.addEventListener("input", ({ target }) => {
    if (!shown || !target.closest?.("[data-player]")) return;
    const span = windowAt(target.value);
    target.setAttribute("aria-valuetext", words(span));
    target.parentElement.querySelector("output").textContent = words(span);
  });
  document.addEventListener("change", ({ target }) => shown && target.closest?.("[data-player]") && go(windowAt(target.value)));
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.("[data-player] button")) return;
    if (timer === null) start();
    else stop();
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && stop());
}

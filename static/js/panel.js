// The side panel: loaded beside the list, held at the edge of the window while its place there is out of sight.

import { here } from "./board.js";
import { fillForms } from "./filters.js";
import { panelOf } from "./selection.js";
import { KEPT, failure } from "./state.js";

const SEEN = 220; // px of its place that must be in the window
const WIDTH = 344 + 64; // px at the window's edge that it covers
const AGAIN = "Enter again opens its page, Escape closes the panel.";

/** Hold the panel at the window's edge while its place beside the list lies below. */
function place() {
  const panel = panelOf();
  if (!panel || panel.hidden) return;
  const top = panel.closest("[data-panel-slot]").getBoundingClientRect().top;
  panel.classList.toggle("is-floating", top > window.innerHeight - SEEN && !matchMedia("(max-width: 720px)").matches);
}

/** Fetch the panel of the page's address; an earlier load that is still running is dropped. */
function load(panel) {
  panel.setAttribute("hx-sync", "this:replace");
  panel.setAttribute("aria-busy", "true");
  panel.classList.add("is-loading");
  window.htmx?.ajax("GET", here(), { source: panel, target: panel, swap: "innerHTML" });
}

function close(panel) {
  panel.hidden = true;
  panel.replaceChildren();
  panel.classList.remove("is-floating", "is-left");
  say("");
}

function follow({ detail: { id, point } }) {
  const panel = panelOf();
  if (!panel) return;
  fillForms(); // the forms carry the selection along
  if (id === null) return close(panel);
  panel.classList.toggle("is-entering", panel.hidden);
  panel.classList.toggle("is-left", point !== null && point.x > window.innerWidth - WIDTH);
  panel.hidden = false;
  place();
  load(panel);
}

function say(text) {
  const status = document.querySelector("[data-panel-status]");
  if (status) status.textContent = text;
}

function settle(panel) {
  panel.classList.remove("is-loading");
  panel.removeAttribute("aria-busy");
  const title = panel.querySelector(".panel-title, .state")?.textContent.trim();
  const when = panel.querySelector(".panel-when")?.textContent.trim();
  if (title && !panel.hidden) say([title, when, panel.querySelector(".panel-title") ? AGAIN : ""].filter(Boolean).join(". "));
}

function fail(panel) {
  panel.replaceChildren(failure("The panel did not load", KEPT, () => load(panel)));
}

/** Follow the selection, the window and what htmx says of the panel's loads. */
export function watchPanel() {
  const own = (event) => event.target instanceof Element && event.target === panelOf();
  document.addEventListener("selection-changed", follow);
  for (const name of ["scroll", "resize"]) window.addEventListener(name, place, { passive: true });
  document.addEventListener("htmx:before:swap", (event) => {
    const panel = event.target;
    if (!own(event) || (event.detail.ctx.response.status < 400 && !panel.hidden)) return;
    event.preventDefault();
    if (!panel.hidden) fail(panel);
  });
  document.addEventListener("htmx:error", (event) => own(event) && !event.target.hidden && fail(event.target));
  document.addEventListener("htmx:finally:request", (event) => own(event) && settle(event.target));
  place();
}

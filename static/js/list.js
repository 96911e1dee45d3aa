// The list beside the charts: loaded from the page's own address, kept in place while it loads, with a way on when it fails.

import { KEPT, failure } from "./state.js";

const selector = () => document.querySelector("[data-list-target]")?.dataset.listTarget?.split(",")[0].trim();

/** Return the element that holds the page's list, if it has one. */
export function listTarget() {
  const found = selector();
  return found ? document.querySelector(found) : null;
}

/** Load the list of `address` into its place; an earlier load that is still running is dropped. */
export function refreshList(address) {
  const target = listTarget();
  if (!target || !window.htmx) return;
  target.setAttribute("hx-sync", "this:replace");
  target.classList.add("is-loading");
  target.setAttribute("aria-busy", "true");
  window.htmx.ajax("GET", address, { source: target, target, swap: "innerMorph" });
}

function settle(target) {
  target.classList.remove("is-loading");
  target.removeAttribute("aria-busy");
}

const showFailure = (target) =>
  target.replaceChildren(failure("The list did not load", KEPT, () => refreshList(location.pathname + location.search)));

/** Watch htmx: what fails on the server's side is said in a sentence, and never swapped in as a page within the page. */
export function watchList() {
  const own = (event) => event.target instanceof Element && event.target === listTarget();
  document.addEventListener("htmx:before:swap", (event) => {
    if (!own(event) || event.detail.ctx.response.status < 500) return;
    event.preventDefault();
    showFailure(event.target);
  });
  document.addEventListener("htmx:error", (event) => own(event) && showFailure(event.target));
  document.addEventListener("htmx:finally:request", (event) => own(event) && settle(event.target));
}

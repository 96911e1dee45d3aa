// The browser's side of every page: starts what the page's data attributes ask for, now and after every swap.

import { watchEvidence } from "./evidence.js";
import { watchFilters } from "./filters.js";
import { watchHistory } from "./history.js";
import { watchKeys } from "./keys.js";
import { watchRows } from "./lift.js";
import { watchList } from "./list.js";
import { watchPlayer } from "./player.js";
import { watchPanel } from "./panel.js";
import { watchSaving } from "./saving.js";
import { watchSending } from "./sending.js";
import { watchSelection } from "./selection.js";

/** Show what only works with scripts, and hide what only stands in for them. */
function markScripted() {
  for (const element of document.querySelectorAll("[data-scripted][hidden]")) {
    element.hidden = false;
    element.removeAttribute("data-scripted");
  }
  for (const element of document.querySelectorAll("[data-plain]")) element.hidden = true;
}

let charts = null; // what draws them, once a page has one

async function mount() {
  if (!charts && !document.querySelector(".plot[data-chart]")) return;
  charts = await import("./charts.js");
  charts.mountCharts();
}

/** Stand in the first field whose value can't be used: the answer took the focus away with the form that had it. */
function standInProblem() {
  document.querySelector('main [aria-invalid="true"]')?.focus();
}

function boot() {
  markScripted();
  mount();
  standInProblem();
}

boot();
document.addEventListener("htmx:after:swap", boot);
watchList();
watchHistory();
watchFilters();
watchSelection();
watchSending();
watchPanel();
watchSaving((element) => charts?.chartOf(element));
watchRows((id) => charts?.placeOf(id) ?? null);
watchKeys();
watchEvidence();
watchPlayer();

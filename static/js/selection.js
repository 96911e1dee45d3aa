// The selected engagement. Where the page has a panel the address names it, so that Back closes it and a copied address opens it.

import { join, withValue } from "./address.js";
import { isPlainClick } from "./clicks.js";

const KEY = "selected";
const BLUR_WAIT = 500; // ms
const PHONE = "(max-width: 720px)";

let selected = null;
let origin = null; // what had the focus when it was selected

/** Return the id of the selected engagement; null when there is none. */
export const selectedId = () => selected;

/** Say whether pages are opened at once because there is no room for a panel. */
export const isPhone = () => matchMedia(PHONE).matches;

export const panelOf = () => document.querySelector("[data-panel]");

const inAddress = () => new URLSearchParams(location.search).get(KEY) || null;

/** Mark the rows of the selected engagement, also after a list was loaded anew. */
function markRows() {
  for (const row of document.querySelectorAll("[data-engagement]")) {
    const isCurrent = row.dataset.engagement === selected;
    row.classList.toggle("is-current", isCurrent);
    if (isCurrent) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

/** Take in a selection and tell rows, charts and the panel; `point` is where in the window it was made. */
function take(id, { point = null } = {}) {
  selected = id;
  markRows();
  document.dispatchEvent(new CustomEvent("selection-changed", { detail: { id, point } }));
}

/** Return the state of a history entry; `hasOpened` when Back from it closes the panel. htmx would replace a state it has not marked. */
const entry = (hasOpened) => ({ htmx: true, hasOpened });

/** Write the selection into the address: opening is pushed, moving on from one to the next is not, so that Back closes. */
function write(id) {
  const address = join(location.pathname, withValue(location.search, KEY, id));
  if (id !== null && selected !== null && history.state?.hasOpened) history.replaceState(history.state, "", address);
  else history.pushState(entry(id !== null && selected === null), "", address);
}

/** Select an engagement, at `point` of the window. */
export function select(id, { point = null } = {}) {
  if (id === selected) return;
  if (panelOf()) {
    if (!panelOf().contains(document.activeElement)) origin = document.activeElement;
    write(id);
  }
  take(id, { point });
}

/** Let go of the selection: back to the address from which the panel was opened, when that is the last one. */
export function clearSelection() {
  if (selected === null) return;
  if (!panelOf()) return take(null);
  if (history.state?.hasOpened) {
    history.back(); // the page follows its address
  } else {
    write(null);
    follow();
  }
}

/** Follow the address where the page has a panel. */
function follow() {
  const was = selected;
  if (!panelOf() || inAddress() === was) return;
  take(inAddress());
  if (was !== null && selected === null) returnFocus(was);
}

/** Give the focus back to what had it, or to the row of the engagement, unless the reader has moved on. */
function returnFocus(id) {
  const row = document.querySelector(`[data-engagement="${CSS.escape(id)}"] [data-look]`);
  const target = origin?.isConnected && origin !== document.body ? origin : row;
  origin = null;
  const isLost = () => !document.activeElement || document.activeElement === document.body || panelOf()?.contains(document.activeElement);
  const give = () => isLost() && target?.focus({ preventScroll: true });
  give();
  // A moment after it has gone back in the history Chromium takes the focus from whatever has it.
  const taken = ({ relatedTarget }) => relatedTarget === null && setTimeout(give);
  document.addEventListener("focusout", taken, { once: true });
  setTimeout(() => document.removeEventListener("focusout", taken), BLUR_WAIT);
}

/** Open an item's page, in a tab of its own when the event asks for one. */
export function open(item, event) {
  if (!item?.url) return;
  if (event?.ctrlKey || event?.metaKey) window.open(item.url, "_blank", "noopener");
  else location.assign(item.url);
}

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select"; // where Esc has a meaning of its own
const CONTROLS = "a, button, input, label, summary, select, textarea";

/** Act on a click on a row or its quick look: the first looks, the second opens. */
function clickRow(event) {
  const row = event.target.closest?.("[data-engagement]");
  if (!row || row.closest(".plot") || !panelOf() || isPhone() || !isPlainClick(event)) return;
  const isLook = event.target.closest("[data-look]") !== null;
  if (!isLook && (event.target.closest(CONTROLS) || String(getSelection()))) return;
  event.preventDefault();
  if (row.dataset.engagement === selected) open({ url: row.querySelector("a.title")?.href });
  else select(row.dataset.engagement, { point: { x: event.clientX, y: event.clientY } });
}

/** Close on Esc, before anything else that Esc would let go of; an open menu or dialog comes first. */
function closeOnEscape(event) {
  if (event.key !== "Escape" || selected === null || !panelOf()) return;
  if (event.target.matches?.(TYPING) || document.querySelector("details.menu[open], dialog[open]")) return;
  event.preventDefault();
  event.stopPropagation();
  clearSelection();
}

/** Follow selections: the address first, then clicks and keys. */
export function watchSelection() {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-panel-close]") && isPlainClick(event)) {
      event.preventDefault();
      clearSelection();
    } else clickRow(event);
  });
  document.addEventListener("keydown", closeOnEscape, { capture: true });
  document.addEventListener("address-restored", follow);
  document.addEventListener("address-changed", follow);
  document.addEventListener("htmx:after:swap", () => selected !== null && markRows());
  if (panelOf() && inAddress()) selected = inAddress(); // the server opened its panel and marked its row
}

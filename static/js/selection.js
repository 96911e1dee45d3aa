// The selected engagement: its row is marked, its panel opened where the page has one.

let selected = null;

const rowOf = (id) => (id === null ? null : document.querySelector(`[data-engagement="${CSS.escape(id)}"]`));

/** Mark the row of the selected engagement, also after the list was loaded anew. */
function markRow() {
  for (const row of document.querySelectorAll("[data-engagement][data-selected]")) {
    row.classList.remove("is-current");
    row.removeAttribute("data-selected");
  }
  const row = rowOf(selected);
  row?.classList.add("is-current");
  row?.setAttribute("data-selected", "");
}

function openPanel(url) {
  const panel = document.querySelector("[data-panel]");
  if (!panel || !window.htmx) return;
  panel.hidden = false;
  panel.setAttribute("hx-sync", "this:replace");
  window.htmx.ajax("GET", url, { source: panel, target: panel, swap: "innerHTML" });
}

function closePanel() {
  const panel = document.querySelector("[data-panel]");
  if (!panel) return;
  panel.hidden = true;
  panel.replaceChildren();
}

/** Tell the page that an engagement is selected in `element`. */
export function select(element, id, item) {
  element.dispatchEvent(new CustomEvent("engagement-selected", { bubbles: true, detail: { id, url: item.url } }));
}

/** Tell the page that nothing is selected any more. */
export function clearSelection(element) {
  element.dispatchEvent(new CustomEvent("engagement-cleared", { bubbles: true }));
}

/** Open an item's page, in a tab of its own when the event asks for one. */
export function open(item, event) {
  if (!item?.url) return;
  if (event?.ctrlKey || event?.metaKey) window.open(item.url, "_blank", "noopener");
  else location.assign(item.url);
}

/** Follow selections: rows and panel. */
export function watchSelection() {
  document.addEventListener("engagement-selected", ({ detail }) => {
    selected = detail.id;
    markRow(); // without scrolling to it: the mark would slip away from under the pointer
    openPanel(detail.url);
  });
  document.addEventListener("engagement-cleared", () => {
    selected = null;
    markRow();
    closePanel();
  });
  document.addEventListener("htmx:after:swap", () => selected !== null && markRow());
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-panel-close]");
    if (button) clearSelection(button);
  });
}

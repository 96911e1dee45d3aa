// The filter form: a change acts at once, empty fields stay out of the address, and links marked data-stay keep the page.

import { join, withoutBlanks } from "./address.js";
import { visit } from "./board.js";

const WINDOW = ["from", "to"];

/** Return the fields of the window; `data-implied` on both says that they show what is drawn, not what was asked for. */
const windowFields = (form) => WINDOW.map((key) => form.elements[key]).filter(Boolean);

function addressOf(form) {
  const isImplied = windowFields(form).every((field) => field.hasAttribute("data-implied"));
  const isLeftOut = (name) => (isImplied && WINDOW.includes(name)) || form.elements[name]?.hasAttribute?.("data-ignore");
  const entries = [...new FormData(form)].filter(([name]) => !isLeftOut(name));
  return join(new URL(form.action, location.href).pathname, withoutBlanks(entries));
}

function apply(form) {
  const address = addressOf(form);
  if (new URL(address, location.href).pathname !== location.pathname) location.assign(address);
  else visit(address, { push: true });
}

/** Set the fields of the filter forms to what the address says; fields it does not name become empty. */
export function fillForms(search = location.search) {
  const params = new URLSearchParams(search);
  for (const form of document.querySelectorAll("form[data-filters]")) {
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.hasAttribute("data-ignore")) continue;
      const values = params.getAll(field.name);
      if (field.type === "checkbox") field.checked = values.includes(field.value);
      else if (field.type === "radio") field.checked = field.value === (values[0] ?? "");
      else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
      else field.value = values[0] ?? field.options?.[0]?.value ?? "";
    }
  }
}

/** Show the window that is drawn in the fields `from` and `to` of the filter forms. */
export function showWindow(span) {
  const isAsked = new URLSearchParams(location.search).has("from");
  for (const form of document.querySelectorAll("form[data-filters]")) {
    for (const field of windowFields(form)) {
      if (document.activeElement !== field) field.value = span[field.name];
      field.toggleAttribute("data-implied", !isAsked);
    }
  }
}

const isPlainClick = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

/** Act on changes of filter forms and on links that stay on the page. */
export function watchFilters() {
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-filters]") || event.target.hasAttribute("data-ignore")) return;
    event.target.removeAttribute("data-implied");
    apply(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-filters]")) return;
    event.preventDefault();
    apply(event.target);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-stay]");
    if (!link || !isPlainClick(event) || link.pathname !== location.pathname) return;
    event.preventDefault();
    visit(link.pathname + link.search, { push: true });
    fillForms();
  });
  document.addEventListener("address-restored", () => fillForms());
}

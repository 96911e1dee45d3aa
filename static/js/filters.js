// The filter form: a change acts at once, empty fields stay out of the address, and links marked data-stay keep the page.

import { join, withoutBlanks } from "./address.js";
import { visit } from "./board.js";
import { isPlainClick } from "./clicks.js";

function addressOf(form) {
  const entries = [...new FormData(form)].filter(([name]) => !form.elements[name]?.hasAttribute?.("data-ignore"));
  return join(new URL(form.action, location.href).pathname, withoutBlanks(entries));
}

const dayOf = (search) => new URLSearchParams(search).get("asof") ?? "";

function apply(form) {
  const address = addressOf(form);
  const { pathname, search } = new URL(address, location.href);
  // The record of another day is another page: its headline and its lists change too.
  if (pathname !== location.pathname || dayOf(search) !== dayOf(location.search)) location.assign(address);
  else visit(address, { push: true });
}

function fill(field, values) {
  if (field.type === "checkbox") field.checked = values.includes(field.value);
  else if (field.type === "radio") field.checked = field.value === (values[0] ?? "");
  else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
  else field.value = values[0] ?? field.options?.[0]?.value ?? "";
}

const forms = () => document.querySelectorAll("form[data-filters]");

/** Set the fields of the filter forms to what the address says; those it does not name become empty. */
export function fillForms() {
  const params = new URLSearchParams(location.search);
  for (const form of forms()) {
    for (const field of form.elements) if (field.name && !field.hasAttribute("data-ignore")) fill(field, params.getAll(field.name));
  }
}

/** Show the window that is drawn in the fields `from` and `to`: as their value when the address asks for it, else behind them. */
export function showWindow(span) {
  const params = new URLSearchParams(location.search);
  for (const form of forms()) {
    for (const name of ["from", "to"]) {
      const field = form.elements[name];
      if (!field) continue;
      field.placeholder = span[name];
      if (document.activeElement !== field) field.value = params.get(name) ?? "";
    }
  }
}

/** Act on changes of filter forms and on links that stay on the page. */
export function watchFilters() {
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-filters]") && !event.target.hasAttribute("data-ignore")) apply(form);
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

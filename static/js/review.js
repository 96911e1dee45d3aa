// Review by keyboard: J K walk the facts, Y X decide one, E edits it, M P C settle a likely double, A S R end with the article.

const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";
const WAIT = 150; // ms after the last letter before names are asked for

const form = document.querySelector("[data-review]");
const facts = () => [...form.querySelectorAll("[data-fact]")];
const current = () => form.querySelector("[data-fact].is-current");

/** Make a fact the one that the keys speak of. */
function choose(fact) {
  current()?.classList.remove("is-current");
  fact?.classList.add("is-current");
}

/** Go `step` facts on, or to the first or last where none is chosen. */
function walk(step) {
  const every = facts();
  const at = every.indexOf(current());
  const next = at < 0 ? every.at(step > 0 ? 0 : -1) : every[Math.min(Math.max(at + step, 0), every.length - 1)];
  choose(next);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

/** Accept or reject the chosen fact, and go on to the next. */
function decide(verdict) {
  const choice = current()?.querySelector(`input[type=radio][value=${verdict}]`);
  if (!choice) return;
  choice.checked = true;
  walk(1);
}

/** Open what is folded away and stand in its first field. */
function open(details) {
  if (!details) return;
  details.open = true;
  const field = details.querySelector("input:not([type=hidden]), select, textarea");
  field?.focus();
  if (field?.select) field.select();
  details.scrollIntoView({ block: "nearest" });
}

/** Leave a field for the fact that it belongs to; what was typed stays. */
function back(fact) {
  fact.querySelector("details").open = false;
  fact.focus({ preventScroll: true });
}

/** The engagement that the chosen fact is of, the first where none is chosen. */
const engagement = () => current()?.closest("[data-engagement]") ?? form.querySelector("[data-engagement]");

/** Say of the next likely double that it is the same, or that it is not; of the last one again where all are settled. */
function settle(choice) {
  const doubles = [...(engagement()?.querySelectorAll("[data-double]") ?? [])];
  const double = doubles.find((each) => !each.querySelector(":checked")) ?? doubles.at(-1);
  if (!double) return;
  double.querySelector(`input[value=${choice}]`).checked = true;
  double.scrollIntoView({ block: "nearest" });
}

const click = (selector, within = form) => within?.querySelector(selector)?.click();

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  y: () => decide("accept"),
  x: () => decide("reject"),
  e: () => open(current()?.querySelector("details")),
  m: () => settle("same"),
  p: () => settle("apart"),
  c: () => click("[data-compare]", engagement()),
  t: () => open(engagement()?.querySelector("[data-other]")),
  a: () => click("[data-accept]"),
  s: () => click("[data-skip]"),
  r: () => open(form.querySelector("[data-reject]")),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches?.(TYPING)) {
    const fact = event.target.closest("[data-fact]");
    if (!fact || (event.key !== "Escape" && event.key !== "Enter")) return;
    event.preventDefault();
    back(fact);
    return;
  }
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

form.addEventListener("focusin", (event) => {
  const fact = event.target.closest("[data-fact]");
  if (fact) choose(fact);
});

// Once is enough: a second key or click would send the same decisions to an article that they have just changed.
let isSent = false;
form.addEventListener("submit", (event) => {
  if (isSent) event.preventDefault();
  isSent = true;
});
window.addEventListener("pageshow", () => (isSent = false)); // Back may bring the page as it was left

// A value that is typed takes the place of the one that was accepted or rejected.
form.addEventListener("input", (event) => {
  if (!event.target.closest(".edit")) return;
  for (const radio of event.target.closest("[data-fact]").querySelectorAll("[type=radio]")) radio.checked = false;
});

let waiting = 0;
form.addEventListener("input", (event) => {
  const { suggest } = event.target.dataset;
  if (!suggest) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => offer(event.target, suggest), WAIT);
});

/** Offer names on record that begin like what stands in the field. */
async function offer(field, suggest) {
  const asked = new URLSearchParams({ field: suggest, q: field.value });
  const answer = await fetch(`${form.dataset.names}?${asked}`).catch(() => null);
  if (!answer?.ok) return; // without them a name is typed in full
  const { names } = await answer.json();
  field.list?.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
}

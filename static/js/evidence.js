// Facts and the words they rest on: pointing at one marks the other.

const idsOf = (element) => (element?.dataset.claim ?? "").split(/\s+/).filter(Boolean);
const isText = (element) => element.localName === "mark";

/** Return the elements that share a claim with `element`, itself included. */
function partners(element) {
  const ids = idsOf(element);
  return [...document.querySelectorAll("[data-claim]")].filter((each) => idsOf(each).some((id) => ids.includes(id)));
}

function clear() {
  for (const each of document.querySelectorAll("[data-claim].is-active")) each.classList.remove("is-active");
}

/** Mark what shares a claim with `element`; from a fact, bring its words into view where the text scrolls by itself.
 *  The page itself stays: it would move the fact away from under the pointer or the focus. */
function mark(element) {
  clear();
  const found = partners(element);
  for (const each of found) each.classList.add("is-active");
  const words = found.find(isText);
  const box = !isText(element) && words?.closest("[data-evidence-text]");
  if (box && box.scrollHeight > box.clientHeight) box.scrollTo({ top: topWithin(words, box) - box.clientHeight / 2, behavior: motion() });
}

const topWithin = (words, box) => words.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

/** Mark the claim that the address names after #. */
function followHash() {
  const named = location.hash.startsWith("#claim-") && document.getElementById(location.hash.slice(1));
  const words = named && named.closest("[data-claim]");
  if (words) mark(words);
  else if (named) (named.closest("mark") ?? named).classList.add("is-active");
}

/** Open or close every fold inside what the button names. */
function foldAll(button) {
  const opens = button.getAttribute("aria-expanded") !== "true";
  for (const fold of document.querySelectorAll(`${button.dataset.foldAll} details`)) fold.open = opens;
  button.setAttribute("aria-expanded", String(opens));
}

/** Link facts and words on pages that show both. */
export function watchEvidence() {
  const claimOf = (event) => event.target.closest?.("[data-claim]");
  document.addEventListener("pointerover", (event) => {
    const element = claimOf(event);
    if (element && event.pointerType === "mouse") mark(element);
  });
  document.addEventListener("focusin", (event) => {
    const element = claimOf(event);
    if (element) mark(element);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-fold-all]");
    if (button) foldAll(button);
  });
  window.addEventListener("hashchange", followHash);
  followHash();
}

// What stands in place of something that did not load: what failed, that the filters are kept, and a way to try again.

/** Sentences that the server wrote about what was asked. */
export class Problem extends Error {
  constructor(problems = []) {
    super(problems.join(" "));
  }
}

/** Return an element with a class and attributes. */
export function part(className, attributes = {}) {
  const element = document.createElement("div");
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Return the notice of a failure; its button calls `retry`. */
export function failure(title, text, retry) {
  const state = part("state is-error", { role: "alert" });
  const heading = document.createElement("b");
  heading.textContent = title;
  const again = document.createElement("button");
  Object.assign(again, { type: "button", className: "btn", textContent: "Try again" });
  again.addEventListener("click", retry);
  state.append(heading, `${text} `, again);
  return state;
}

export const KEPT = "Your filters are kept.";

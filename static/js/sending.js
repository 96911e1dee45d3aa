// A form sent in place: an answer that is no form (signed out meanwhile, a token that ran out, a failure) never takes its place.

import { failure } from "./state.js";

const SENT = "form[hx-post]";
const WITH_FORM = [200, 422]; // what was asked for; the form with what is wrong in it
const STAYS = "Nothing is stored, and what you typed stays here.";

/** Send the form again with the token of the page as it is now: signing in has changed it. */
async function sendAgain(form) {
  const page = await fetch(form.action)
    .then((answer) => answer.text())
    .catch(() => "");
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector(`#${form.id} [name=csrfmiddlewaretoken]`);
  if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
  form.requestSubmit();
}

/** Say above the form's buttons that nothing was sent; `login` is the address where one signs in again. */
function tell(form, login = "") {
  form.querySelector(".state.is-error")?.remove();
  const notice = failure(login ? "You are signed out" : "It was not sent", STAYS, () => sendAgain(form));
  if (login) {
    const link = Object.assign(document.createElement("a"), { className: "link", href: login, target: "_blank", textContent: "Sign in in a new tab" });
    notice.lastChild.before(link, ", then come back. ");
  }
  form.querySelector(".actions").before(notice);
}

/** Watch htmx for forms whose answer is something else. */
export function watchSending() {
  const form = (event) => (event.target instanceof Element && event.target.matches(SENT) ? event.target : null);
  document.addEventListener("htmx:before:swap", (event) => {
    const { raw, status } = event.detail.ctx.response ?? {};
    if (!form(event) || (WITH_FORM.includes(status) && !raw.redirected)) return;
    event.preventDefault();
    tell(form(event), raw.redirected ? raw.url : "");
  });
  document.addEventListener("htmx:error", (event) => form(event) && tell(form(event)));
}

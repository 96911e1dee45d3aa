// Back and Forward: the page follows its address in place. htmx would fetch the page anew and lose the charts.

import { join, withValue } from "./address.js";
import { announce, follows, here } from "./board.js";

/** The page's address without its selection, which neither charts nor lists wait for. */
const unselected = () => join(location.pathname, withValue(location.search, "selected", null));

/** Follow Back and Forward on pages whose address holds their state. */
export function watchHistory() {
  let last = here();
  let shown = unselected();
  for (const name of ["address-changed", "selection-changed"]) {
    document.addEventListener(name, () => {
      last = here();
      shown = unselected();
    });
  }
  document.addEventListener("htmx:before:history:restore", (event) => {
    if (follows()) event.preventDefault();
  });
  window.addEventListener("popstate", () => {
    if (!follows() || here() === last) return; // only the part after # changed
    last = here();
    if (unselected() !== shown) announce();
    document.dispatchEvent(new CustomEvent("address-restored"));
  });
}

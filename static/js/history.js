// Back and Forward: the page follows its address in place. htmx would fetch the page anew and lose the charts.

import { announce, follows, here } from "./board.js";

/** Follow Back and Forward on pages whose address holds their state. */
export function watchHistory() {
  let shown = here();
  document.addEventListener("address-changed", () => {
    shown = here();
  });
  document.addEventListener("htmx:before:history:restore", (event) => {
    if (follows()) event.preventDefault();
  });
  window.addEventListener("popstate", () => {
    if (!follows() || here() === shown) return; // only the part after # changed
    announce();
    document.dispatchEvent(new CustomEvent("address-restored"));
  });
}

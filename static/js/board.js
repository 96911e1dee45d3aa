// The page's state is its address: changing it, and telling charts and lists that it changed.

import { refreshList } from "./list.js";

/** Return the page's own address without the part after #. */
export const here = () => location.pathname + location.search;

/** Tell linked charts and the list to follow the address. `quiet` leaves the list alone. */
export function announce({ quiet = false } = {}) {
  document.dispatchEvent(new CustomEvent("address-changed"));
  if (!quiet) refreshList(here());
}

/** Lead the page to an address of its own: a deliberate choice is pushed, a movement replaces the entry. `quiet` as in announce. */
export function visit(address, { push = false, quiet = false } = {}) {
  if (address === here()) return;
  history[push ? "pushState" : "replaceState"]({}, "", address);
  announce({ quiet });
}

/** Say whether anything on the page follows its address. */
export const follows = () => document.querySelector("[data-linked], [data-filters], [data-list-target]") !== null;

// One engagement lifted everywhere at once: in the timeline, on the map and in the rows of lists.

let current = "";

/** Lift an engagement and its place, or with neither let everything down again; a row that is read dims no other row. */
export function lift({ engagement = null, place = null, isRow = false } = {}) {
  const key = `${engagement ?? ""}@${place ?? ""}`;
  if (key === current) return;
  current = key;
  document.dispatchEvent(new CustomEvent("engagement-lift", { detail: { engagement, place, isRow } }));
}

/** Return the ids of a chart's items that a lift means: engagements in a timeline or series, places on a map. */
export function liftedIds(kind, items, { engagement, place }) {
  if (kind === "map") return place === null ? [] : [String(place)];
  if (engagement !== null) return [String(engagement)];
  if (place === null) return [];
  return Object.keys(items).filter((id) => String(items[id].place ?? "") === String(place));
}

const rows = () => document.querySelectorAll("[data-engagement]");

function liftRows({ detail: { engagement, place, isRow } }) {
  const isWanted = (row) => (engagement !== null ? row.dataset.engagement === String(engagement) : place !== null && row.dataset.place === String(place));
  const all = [...rows()];
  const isLifting = all.some(isWanted);
  for (const row of all) {
    row.classList.toggle("is-lifted", isLifting && isWanted(row));
    row.parentElement?.classList.toggle("is-lifting", isLifting);
  }
}

/** Lift what a row stands for while the pointer is on it; `placeOf` finds an engagement's place in the charts. */
export function watchRows(placeOf) {
  document.addEventListener("engagement-lift", liftRows);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || event.target.closest?.(".plot")) return;
    const row = event.target.closest?.("[data-engagement]");
    lift(row ? { engagement: row.dataset.engagement, place: row.dataset.place ?? placeOf(row.dataset.engagement), isRow: true } : {});
  });
}

// Which drawn marks stand for which item, and the way among them by keyboard; knows figures, not the page.

/** Return the items of a figure's layout by id. */
export const itemsOf = (figure) => figure?.layout?.meta?.items ?? {};

/** Return every item's place in the lanes, as { id, x, y }: the first day and the top row among its marks, in reading order. */
export function places(figure, axisDays) {
  const found = new Map();
  const items = itemsOf(figure);
  for (const trace of figure?.data ?? []) {
    if (!trace.customdata || trace.mode === "text") continue; // a label stands beside its mark
    trace.customdata.forEach((id, i) => {
      if (id === null || id === undefined || !items[id]) return;
      const at = { id: String(id), x: axisDays((trace.base ?? trace.x)[i]), y: Number(trace.y[i]) };
      const known = found.get(at.id);
      found.set(at.id, known ? { ...known, x: Math.min(known.x, at.x), y: Math.min(known.y, at.y) } : at);
    });
  }
  return [...found.values()].sort((one, other) => one.y - other.y || one.x - other.x);
}

/** Return the id that an arrow key leads to from `id`: along the row by time, between rows to the nearest in time. */
export function neighbour(all, id, key) {
  if (!all.length) return null;
  const at = all.find((each) => each.id === id);
  if (!at) return all[0].id;
  if (key === "ArrowRight" || key === "ArrowLeft") {
    const next = all[all.indexOf(at) + (key === "ArrowRight" ? 1 : -1)];
    return (next ?? at).id;
  }
  const below = key === "ArrowDown";
  const rows = all.map(({ y }) => y).filter((y) => (below ? y > at.y : y < at.y));
  if (!rows.length) return at.id;
  const row = below ? Math.min(...rows) : Math.max(...rows);
  const nearest = all.filter(({ y }) => y === row).sort((one, other) => Math.abs(one.x - at.x) - Math.abs(other.x - at.x));
  return nearest[0].id;
}

/** Return every place of a map as { id, x, y }, east and south growing. */
export function spots(figure) {
  const items = itemsOf(figure);
  const found = new Map();
  for (const trace of figure?.data ?? []) {
    if (trace.type !== "scattergeo") continue;
    trace.customdata?.forEach((id, i) => items[id] && found.set(String(id), { id: String(id), x: trace.lon[i], y: -trace.lat[i] }));
  }
  return [...found.values()].sort((one, other) => one.x - other.x);
}

/** Return the nearest place in the direction of an arrow key; the way straight on counts half as long as the way aside. */
export function towards(all, id, key) {
  const at = all.find((each) => each.id === id);
  if (!at) return all[0]?.id ?? null;
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = null;
  for (const each of all) {
    const ahead = (each.x - at.x) * dx + (each.y - at.y) * dy;
    const aside = Math.abs((each.x - at.x) * dy) + Math.abs((each.y - at.y) * dx);
    if (ahead > 0 && (!best || ahead + 2 * aside < best.way)) best = { id: each.id, way: ahead + 2 * aside };
  }
  return best?.id ?? at.id;
}

/** Return the id whose smallest box holds the point, with `slack` px around each; null for empty space. */
export function hit(boxes, x, y, slack = 3) {
  let best = null;
  for (const box of boxes) {
    if (x < box.left - slack || x > box.right + slack || y < box.top - slack || y > box.bottom + slack) continue;
    const away = Math.hypot(x - (box.left + box.right) / 2, y - (box.top + box.bottom) / 2);
    const size = (box.right - box.left) * (box.bottom - box.top);
    if (!best || size < best.size || (size === best.size && away < best.away)) best = { id: box.id, size, away };
  }
  return best?.id ?? null;
}

/** Write what a tooltip says of an item as lines of text; the first is its title. */
export function lines(item) {
  const sources = typeof item.sources === "number" ? `${item.sources} ${item.sources === 1 ? "source" : "sources"}` : "";
  return [item.title, item.when, item.where, item.parties, sources].filter(Boolean);
}

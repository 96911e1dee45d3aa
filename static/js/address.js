// Addresses: what of a page's state stands in its query string, and what a chart asks for.

const STEP = 20; // px: widths are asked for in steps, so that a scroll bar more or less makes no new request
const WINDOW_KEYS = ["from", "to"];
const FILTER_KEYS = [...WINDOW_KEYS, "country", "org", "person", "place", "kind", "series", "topic", "status", "q", "box"];
const PAGER = ["after", "before"]; // where a page of the list begins or ends: senseless in another window
const LIST_KEYS = [...PAGER, "order", "selected"]; // concern lists, not charts

/** Return the entries whose value is not blank as search parameters. */
export function withoutBlanks(entries) {
  return new URLSearchParams([...entries].filter(([, value]) => typeof value === "string" && value.trim() !== ""));
}

/** Return `path` with the parameters, or alone when there are none. */
export function join(path, params) {
  const search = params.toString();
  return search ? `${path}?${search}` : path;
}

/** Return the query string `search` with its window replaced, at the first page of its list; null takes the window out. */
export function withWindow(search, span) {
  const params = new URLSearchParams(search);
  for (const key of PAGER) params.delete(key);
  for (const key of WINDOW_KEYS) {
    params.delete(key);
    if (span) params.set(key, span[key]);
  }
  return params;
}

/** Return `search` with `key` set to `value`; null takes it out. */
export function withValue(search, key, value) {
  const params = new URLSearchParams(search);
  params.delete(key);
  if (value !== null) params.set(key, value);
  return params;
}

/**
 * Return `search` filtered by a value picked from what is drawn, null no more, at the first page of its list. A page without a filter draws
 * the dates around today, one with a filter all dates: so that picking never widens the page, `span`, the dates drawn, become its own.
 */
export function filtered(search, key, value, span) {
  const params = withValue(search, key, value);
  if (value !== null && !FILTER_KEYS.some((name) => new URLSearchParams(search).get(name))) return withWindow(params, span);
  for (const name of PAGER) params.delete(name);
  return params;
}

/**
 * Return the address that a chart asks: its own, and when it is linked the page's query string too.
 * The page's window goes before the chart's; every other parameter of the chart is fixed. `drop` names page keys that do not concern
 * it; `more` holds what it asks for beside the page, such as how far a map is zoomed.
 */
export function chartAddress(url, { search = "", width = 0, drop = [], more = {} } = {}) {
  const [path, own = ""] = url.split("?");
  const fixed = new URLSearchParams(own);
  const page = new URLSearchParams(search);
  const params = new URLSearchParams();
  for (const [key, value] of fixed) if (!(WINDOW_KEYS.includes(key) && page.has(key))) params.append(key, value);
  const concerns = (key) => !LIST_KEYS.includes(key) && !drop.includes(key) && (WINDOW_KEYS.includes(key) || !fixed.has(key));
  for (const [key, value] of page) if (concerns(key)) params.append(key, value);
  if (width) params.set("width", String(Math.floor(width / STEP) * STEP));
  for (const [key, value] of Object.entries(more)) if (value) params.set(key, String(value));
  return join(path, params);
}

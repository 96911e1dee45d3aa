// Windows of time: { from, to } as ISO days, both included, and their arithmetic in day numbers.

const DAY = 86_400_000; // milliseconds
export const LEAST_DAYS = 7;

/** Return the day number of an ISO day. */
export const dayNumber = (iso) => Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY);

/** Write a day number as an ISO day. */
export const isoDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);

/** Return the length of a window in days. */
export const length = ({ from, to }) => dayNumber(to) - dayNumber(from) + 1;

/** Return a point of a plotly date axis, a date string or milliseconds, in days and fractions of days. */
export function axisDays(value) {
  if (typeof value === "number") return value / DAY;
  const [day, time = "00:00"] = value.replace(" ", "T").split("T");
  return Date.parse(`${day}T${time.length < 5 ? "00:00" : time.slice(0, 12)}Z`) / DAY;
}

/** Read the window that an axis range shows: the range ends where the day after `to` begins. */
export function windowOf([start, end]) {
  const from = Math.round(axisDays(start));
  return { from: isoDay(from), to: isoDay(Math.max(Math.round(axisDays(end)) - 1, from)) };
}

/** Return the axis range of a window. */
export const rangeOf = ({ from, to }) => [from, isoDay(dayNumber(to) + 1)];

/** Keep a window of `days` days that begins at day `from` inside the extent, at least LEAST_DAYS long where there are so many. */
export function fitted(from, days, extent) {
  const first = dayNumber(extent.from);
  const most = length(extent);
  const kept = Math.min(Math.max(Math.round(days), LEAST_DAYS), most);
  const start = Math.min(Math.max(Math.round(from), first), first + most - kept);
  return { from: isoDay(start), to: isoDay(start + kept - 1) };
}

/** Return the axis range of `days` from day `from`, fractions kept, inside the extent: for a window that is still moving. */
export function glided(from, days, extent) {
  const first = dayNumber(extent.from);
  const most = length(extent);
  const kept = Math.min(Math.max(days, Math.min(LEAST_DAYS, most)), most);
  const start = Math.min(Math.max(from, first), first + most - kept);
  return [start, start + kept].map((day) => new Date(day * DAY).toISOString().replace("T", " ").slice(0, -1));
}

/** Zoom a window by `factor` (below 1 shows fewer days) around the share `at` of its width. */
export function zoomed(current, factor, extent, at = 0.5) {
  const days = length(current);
  const wanted = Math.max(Math.round(days * factor), Math.min(LEAST_DAYS, length(extent)));
  return fitted(dayNumber(current.from) + (days - wanted) * at, wanted, extent);
}

/** Move a window by a share of its own length; negative goes back in time. */
export const moved = (current, share, extent) =>
  fitted(dayNumber(current.from) + Math.sign(share) * Math.max(1, Math.round(Math.abs(share) * length(current))), length(current), extent);

/** Return the window that a command (in, out, left, right, all) leads to. */
export function commanded(command, current, extent) {
  switch (command) {
    case "in":
      return zoomed(current, 0.5, extent);
    case "out":
      return zoomed(current, 2, extent);
    case "left":
      return moved(current, -0.5, extent);
    case "right":
      return moved(current, 0.5, extent);
    default:
      return { from: extent.from, to: extent.to };
  }
}

/** Say whether two windows are the same. */
export const same = (one, other) => one?.from === other?.from && one?.to === other?.to;

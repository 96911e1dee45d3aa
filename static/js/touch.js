// Charts under the fingers: one finger moves along, two zoom; up and down stays the page's own, by touch-action.

const STILL = 5; // px: what moves less is a tap

/** Return where two fingers are: the middle between them and how far apart they are, in px. */
export function grip([one, other]) {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, apart: Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)) };
}

/**
 * Follow the fingers on a chart's canvas. `start()` returns what a movement begins from; `pan(begun, dx)` moves by px;
 * `pinch(begun, { ratio, x, y, dx, dy })` zooms by `ratio` about the point where the fingers first were, which has moved by dx and dy.
 */
export function watchTouch(chart, { start, pan, pinch }) {
  const { canvas } = chart;
  const fingers = new Map();
  let begun = null; // what the movement began from, where, and with how many fingers
  let frame = null;

  const begin = () => {
    const at = [...fingers.values()];
    begun = at.length && chart.payload ? { from: start(), first: at.length > 1 ? grip(at) : { ...at[0] }, count: Math.min(at.length, 2), moves: at.length > 1 } : null;
  };
  const move = () => {
    frame = null;
    if (!begun || !begun.from) return;
    const at = [...fingers.values()];
    const { from, first } = begun;
    if (begun.count === 2 && at.length > 1) {
      const now = grip(at);
      pinch(from, { ratio: now.apart / first.apart, x: first.x, y: first.y, dx: now.x - first.x, dy: now.y - first.y });
    } else if (begun.count === 1 && at.length) {
      begun.moves ||= Math.abs(at[0].x - first.x) > STILL;
      if (begun.moves) pan(from, at[0].x - first.x);
    }
  };
  const lift = (event) => {
    if (fingers.delete(event.pointerId)) begin();
  };
  const place = ({ clientX, clientY }) => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  chart.on(canvas, "pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    fingers.set(event.pointerId, place(event));
    begin();
  });
  chart.on(window, "pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, place(event));
    frame ??= requestAnimationFrame(move);
  });
  chart.on(window, "pointerup", lift);
  chart.on(window, "pointercancel", lift); // the page scrolls
}

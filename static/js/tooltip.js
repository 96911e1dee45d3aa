// The tooltip of all charts: one element, hidden from screen readers, which hear the same from the chart's live line.

import { lines } from "./marks.js";

let tip = null;

function element() {
  if (!tip?.isConnected) {
    tip = document.createElement("div");
    tip.className = "plot-tip";
    tip.setAttribute("aria-hidden", "true");
    tip.hidden = true;
    document.body.append(tip);
  }
  return tip;
}

/** Return where a tip of this size goes: right of and below the point, turned round where the window ends. */
export function placed({ x, y }, { width, height }, view, gap = 14) {
  const left = x + gap + width > view.width ? x - gap - width : x + gap;
  const top = y + gap + height > view.height ? y - gap - height : y + gap;
  return { left: Math.max(4, left), top: Math.max(4, top) };
}

/** Show what is known of an item near a point of the window; `hint` says what a click does. */
export function showTip(item, point, hint = "") {
  const own = element();
  const texts = [...lines(item), hint].filter(Boolean).map((text, i) => {
    const line = document.createElement(i ? "span" : "b");
    line.textContent = text;
    return line;
  });
  own.replaceChildren(...texts);
  own.hidden = false;
  const { left, top } = placed(point, own.getBoundingClientRect(), { width: window.innerWidth, height: window.innerHeight });
  Object.assign(own.style, { left: `${left}px`, top: `${top}px` });
}

/** Take the tooltip away. */
export function hideTip() {
  if (tip) tip.hidden = true;
}

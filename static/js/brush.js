// The brush on the strip of all dates: draw a new window, drag its edges or its middle, or use the arrow keys.

import { part } from "./state.js";
import { dayNumber, fitted, length } from "./windows.js";

const EDGE = 8; // px on either side of an edge that take hold of it
const LABEL = "All dates: arrow keys move the window, plus and minus zoom, 0 shows everything";
const COMMANDS = { ArrowLeft: "left", ArrowRight: "right", "+": "in", "=": "in", "-": "out", 0: "all", Home: "all" };

/** Say what a press at `x` px takes hold of; the brush lies from `left` to `right`. */
export function grip(x, { left, right }) {
  const slack = Math.min(EDGE, Math.max(3, (right - left) / 4));
  if (Math.abs(x - left) <= slack) return "from";
  if (Math.abs(x - right) <= slack) return "to";
  return x > left && x < right ? "middle" : "new";
}

/** Return the window after a drag from day `start` to day `now` (fractions count) that took hold of `held` of window `span`. */
export function dragged(held, span, start, now, extent) {
  const from = dayNumber(span.from);
  const end = from + length(span);
  switch (held) {
    case "middle":
      return fitted(from + now - start, end - from, extent);
    case "from":
      return fitted(Math.min(now, end), Math.abs(end - now), extent);
    case "to":
      return fitted(Math.min(now, from), Math.abs(now - from), extent);
    default:
      return fitted(Math.min(start, now), Math.abs(now - start), extent);
  }
}

/** The brush of one timeline. */
export class Brush {
  constructor(chart, { onMove, onWindow, onCommand }) {
    this.chart = chart;
    this.strip = part("plot-strip", { role: "group", tabindex: "0", "aria-label": LABEL });
    this.bar = part("plot-brush");
    this.strip.append(this.bar);
    this.strip.hidden = true;
    chart.canvas.before(this.strip); // before the lanes in tab order
    this.onMove = onMove;
    this.onWindow = onWindow;
    this.onCommand = onCommand;
    this.listen();
  }

  listen() {
    const { chart, strip } = this;
    chart.on(strip, "pointerdown", (event) => this.press(event));
    chart.on(strip, "pointermove", (event) => this.drag(event));
    chart.on(strip, "pointerup", (event) => this.release(event));
    chart.on(strip, "pointercancel", () => this.place(this.span));
    chart.on(strip, "keydown", (event) => {
      const command = !(event.ctrlKey || event.metaKey || event.altKey) && COMMANDS[event.key];
      if (!command) return;
      event.preventDefault();
      this.onCommand(command);
    });
  }

  /** Lay the brush over the strip that was drawn. */
  attach(extent, span) {
    const area = this.chart.canvas.querySelector(".x2y2 .nsewdrag");
    this.strip.hidden = !(area && extent && span);
    if (this.strip.hidden) return;
    this.extent = extent;
    const { left, top, width, height } = area.getBoundingClientRect();
    const origin = this.chart.element.getBoundingClientRect();
    Object.assign(this.strip.style, { left: `${left - origin.left}px`, top: `${top - origin.top}px`, width: `${width}px`, height: `${height}px` });
    this.place(span);
  }

  /** Show a window on the strip. */
  place(span) {
    this.span = span;
    this.draw(span);
  }

  draw(span) {
    const share = (day) => ((day - dayNumber(this.extent.from)) / length(this.extent)) * 100;
    this.bar.style.left = `${share(dayNumber(span.from))}%`;
    this.bar.style.width = `${share(dayNumber(span.to) + 1) - share(dayNumber(span.from))}%`;
  }

  /** Return the day, with its fraction, under a pointer event. */
  dayAt(event) {
    const { left, width } = this.strip.getBoundingClientRect();
    return dayNumber(this.extent.from) + (Math.min(Math.max(event.clientX - left, 0), width) / width) * length(this.extent);
  }

  press(event) {
    if (event.button !== 0) return;
    this.strip.setPointerCapture(event.pointerId);
    const { left } = this.strip.getBoundingClientRect();
    const bar = this.bar.getBoundingClientRect();
    this.held = { what: grip(event.clientX - left, { left: bar.left - left, right: bar.right - left }), start: this.dayAt(event), x: event.clientX };
  }

  drag(event) {
    if (!this.held) return;
    this.shown = dragged(this.held.what, this.span, this.held.start, this.dayAt(event), this.extent);
    this.draw(this.shown);
    this.onMove();
  }

  release(event) {
    const { held, shown } = this;
    this.held = this.shown = null;
    if (!held) return;
    const isClick = Math.abs(event.clientX - held.x) < 4;
    if (!isClick && shown) this.onWindow(shown);
    else if (held.what === "new") this.onWindow(fitted(held.start - length(this.span) / 2, length(this.span), this.extent)); // a click: go there
    else this.draw(this.span);
  }
}

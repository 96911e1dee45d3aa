// One chart: fetches its figure, draws it in the colours of the theme, and follows the address when it is linked.

import { chartAddress } from "./address.js";
import { lift, liftedIds } from "./lift.js";
import { itemsOf } from "./marks.js";
import { watchPointer } from "./pointer.js";
import { selectedId } from "./selection.js";
import { KEPT, Problem, failure, part } from "./state.js";
import { Surface } from "./surface.js";
import { inTheme } from "./tokens.js";

const RESIZE_WAIT = 250; // ms
const CONFIG = {
  displaylogo: false,
  showSendToCloud: false,
  displayModeBar: false,
  responsive: true,
  scrollZoom: false,
  doubleClick: false,
  showTips: false,
};

const wantsTouch = () => matchMedia("(pointer: coarse)").matches;

const face = document.fonts.load('12px "Source Sans 3 Variable"').catch(() => null); // figures are laid out for it

/** A `.plot` element at work; `kind` holds what is particular to timelines and maps. */
export class Chart {
  constructor(element, kind) {
    this.element = element;
    this.kind = kind;
    this.name = element.dataset.chart;
    this.isLinked = element.hasAttribute("data-linked");
    this.label = element.getAttribute("aria-label") ?? "";
    this.canvas = part("plot-canvas");
    this.live = part("vh", { "aria-live": "polite" });
    element.removeAttribute("aria-label");
    element.setAttribute("hx-morph-skip", "");
    element.replaceChildren(this.canvas, this.live);
    this.surface = new Surface(this.canvas);
    this.selected = this.focused = this.left = null;
    this.lifted = {};
    this.life = new AbortController(); // ends every listener that belongs to this chart
    watchPointer(this);
    this.kind.mount?.(this);
    this.watch();
    this.load();
  }

  get items() {
    return itemsOf(this.payload?.figure);
  }

  get address() {
    const { url, select } = this.element.dataset;
    const search = this.isLinked ? location.search : "";
    return chartAddress(url, { search, width: this.element.clientWidth, drop: select ? [] : ["at"], more: this.kind.asks?.(this) });
  }

  /** Listen on `target` for as long as the chart lives. */
  on(target, name, handler, options = {}) {
    target.addEventListener(name, handler, { ...options, signal: this.life.signal });
  }

  watch() {
    this.on(document, "theme-changed", () => this.draw());
    this.on(document, "selection-changed", () => this.payload && this.select());
    this.on(document, "engagement-lift", ({ detail }) => this.lift(detail));
    if (this.isLinked) this.on(document, "address-changed", () => this.load());
    this.resizing = new ResizeObserver(() => {
      clearTimeout(this.resizeTimer);
      this.resizeTimer = setTimeout(() => this.element.clientWidth && this.load(), RESIZE_WAIT);
    });
    this.resizing.observe(this.element);
  }

  /** Lift what `detail` names and is drawn here. */
  lift(detail) {
    this.lifted = detail;
    this.surface.lift(liftedIds(this.name, this.items, { engagement: null, place: null, ...detail }));
  }

  /** Fetch the figure of the current address and draw it; `again` asks even when it was asked before. */
  async load({ again = false } = {}) {
    const address = this.address;
    if (address === this.asked && !again) return;
    this.asked = address;
    this.request?.abort();
    const request = (this.request = new AbortController());
    this.wait(true);
    try {
      const [response] = await Promise.all([fetch(address, { signal: request.signal, headers: { Accept: "application/json" } }), face]);
      const answer = await response.json();
      if (!response.ok) throw new Problem(answer.problems);
      this.payload = answer;
      await this.draw();
      this.tell();
    } catch (error) {
      if (error.name !== "AbortError") this.fail(error);
    } finally {
      if (request === this.request) this.wait(false);
    }
  }

  /** Draw the ring around the selected engagement where it is drawn here; a map's places are selected otherwise. */
  select() {
    if (this.name === "map") return;
    const id = selectedId();
    this.selected = id !== null && this.items[id] ? id : null;
    this.surface.encircle(this.focused ?? this.selected);
  }

  wait(isWaiting) {
    this.element.classList.toggle("is-loading", isWaiting);
    this.element.setAttribute("aria-busy", String(isWaiting));
  }

  /** Draw the last figure in the colours of the current theme. */
  async draw() {
    if (!this.payload) return;
    this.notice?.remove();
    this.figure = inTheme(this.payload.figure, this.element);
    this.kind.prepare?.(this, this.figure, { isTouch: wantsTouch() });
    const config = { ...CONFIG, topojsonURL: this.element.dataset.topojson ?? "/static/geo/" };
    await window.Plotly.react(this.canvas, this.figure.data, this.figure.layout, config);
    this.surface.refresh(this.figure);
    this.lift(this.lifted);
    this.select();
    this.kind.drawn?.(this);
    this.element.dispatchEvent(new CustomEvent("chart-drawn", { bubbles: true }));
  }

  /** Name the chart for screen readers, and say aloud what a reload brought. */
  tell() {
    const { summary = "" } = this.payload;
    const isFirst = !this.canvas.hasAttribute("aria-label");
    this.canvas.setAttribute("role", this.kind.role ?? "img");
    this.canvas.setAttribute("aria-label", [this.label, summary].filter(Boolean).join(": "));
    this.canvas.querySelector(".plot-container")?.setAttribute("aria-hidden", "true");
    if (!isFirst) this.live.textContent = summary;
  }

  fail(error, { title = "", retry = () => this.load({ again: true }) } = {}) {
    const isOurs = error instanceof Problem && error.message;
    const heading = title || (isOurs ? "This chart cannot be drawn" : "The chart did not load");
    this.notice?.remove();
    this.notice = failure(heading, isOurs ? error.message : KEPT, retry);
    this.notice.classList.add("plot-notice");
    this.element.append(this.notice);
  }

  /** Let go of everything the chart holds: plotly would keep its nodes and listeners. */
  destroy() {
    this.request?.abort();
    this.life.abort();
    this.resizing.disconnect();
    clearTimeout(this.resizeTimer);
    this.kind.unmount?.(this);
    window.Plotly.purge(this.canvas);
    lift();
  }
}

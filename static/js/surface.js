// The drawn marks of one chart as things to point at: which element stands for which item, where it is, what is lifted.

import { hit } from "./marks.js";

const LABELS = ".scatterlayer .textpoint, .scattergeo > g > text";
const DRAWN = `.barlayer .point, .scatterlayer .point, ${LABELS}`; // a map's bubbles lie in a scatterlayer too

/** Return the customdata of a drawn element: plotly leaves its trace and point number on the elements. */
function idOf(node, figure) {
  const trace = node.closest(".trace")?.__data__?.[0]?.trace;
  const id = figure.data[trace?.index]?.customdata?.[node.__data__?.i];
  return id === null || id === undefined ? null : String(id);
}

/** The marks of one chart; `refresh` after every drawing. */
export class Surface {
  constructor(canvas) {
    this.canvas = canvas;
    this.nodes = [];
    this.measured = null;
    this.ring = document.createElement("div");
    this.ring.className = "plot-ring";
    this.ring.hidden = true;
    canvas.after(this.ring);
  }

  /** Find the drawn marks of `figure` again. */
  refresh(figure) {
    const all = [...this.canvas.querySelectorAll(DRAWN)].map((node) => ({ node, id: idOf(node, figure), isLabel: node.matches(LABELS) }));
    for (const { node, id } of all) {
      node.classList.toggle("is-item", id !== null); // plotly draws with the elements of the last figure
      node.classList.remove("is-lifted");
    }
    this.canvas.classList.remove("is-lifting");
    this.nodes = all.filter(({ id }) => id !== null);
    this.moved();
  }

  /** Forget where the marks were: they moved. */
  moved() {
    this.measured = null;
  }

  /** Return the marks' boxes in px from the canvas's corner. */
  boxes() {
    if (!this.measured) {
      const origin = this.canvas.getBoundingClientRect();
      this.measured = this.nodes.map(({ node, id, isLabel }) => {
        const { left, right, top, bottom } = node.getBoundingClientRect();
        return { id, isLabel, left: left - origin.left, right: right - origin.left, top: top - origin.top, bottom: bottom - origin.top };
      });
    }
    return this.measured;
  }

  /** Return the id of the item under a pointer event; null over empty space. */
  at(event) {
    const origin = this.canvas.getBoundingClientRect();
    return hit(this.boxes(), event.clientX - origin.left, event.clientY - origin.top, event.pointerType === "touch" ? 10 : 3);
  }

  /** Return the box around an item's marks without its label. */
  boxOf(id) {
    const own = this.boxes().filter((box) => box.id === id && !box.isLabel);
    if (!own.length) return null;
    const edge = (pick, side) => pick(...own.map((box) => box[side]));
    return { left: edge(Math.min, "left"), right: edge(Math.max, "right"), top: edge(Math.min, "top"), bottom: edge(Math.max, "bottom") };
  }

  /** Lift the items with these ids, dimming the others; none of them drawn here lifts nothing. */
  lift(ids) {
    const wanted = new Set(ids);
    const isLifting = this.nodes.some(({ id }) => wanted.has(id));
    this.canvas.classList.toggle("is-lifting", isLifting);
    for (const { node, id } of this.nodes) node.classList.toggle("is-lifted", isLifting && wanted.has(id));
  }

  /** Draw the ring around an item's mark; null takes it away. */
  encircle(id) {
    const box = id === null ? null : this.boxOf(id);
    this.ring.hidden = box === null;
    if (!box) return;
    const gap = 4;
    Object.assign(this.ring.style, {
      left: `${box.left - gap}px`,
      top: `${box.top - gap}px`,
      width: `${box.right - box.left + 2 * gap}px`,
      height: `${box.bottom - box.top + 2 * gap}px`,
    });
  }
}

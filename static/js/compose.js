// A picture of a chart as one SVG document: title, filter and dates over it, where it comes from under it.

const SVG = "http://www.w3.org/2000/svg";
const SANS = '"Source Sans 3 Variable", "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const SERIF = '"Newsreader Variable", Newsreader, Georgia, serif';
const MARGIN = 32; // px on every side
const GAP = 16; // px between chart and words

/** Break `text` into lines of at most `width` px, as `measure` finds them; a word that is too long stays whole. */
export function wrapped(text, width, measure) {
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Write text so that it can stand in XML, in an attribute too; characters that XML forbids are dropped. */
export const escaped = (text) =>
  String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const tag = (name, attributes, content = "") => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return content === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${content}</${name}>`;
};

/** The sheet that is written on from the top: `y` is where the next thing begins. Text, since a parsed document would fall under the page's policy. */
class Sheet {
  constructor(width, colours, measure) {
    this.parts = [];
    this.said = []; // every text on it outside the chart
    this.width = width;
    this.colours = colours;
    this.measure = measure;
    this.y = MARGIN;
  }

  add(name, attributes, content = "") {
    this.parts.push(tag(name, attributes, content));
  }

  /** Write a line; `y` is its baseline. */
  text(words, x, y, { size = 13, weight = 400, family = SANS, colour = "ink-2" } = {}) {
    const style = { "font-family": family, "font-size": size, "font-weight": weight, fill: this.colours(colour) };
    this.said.push(words);
    this.add("text", { x, y, ...style }, escaped(words));
  }

  /** Write a paragraph at the margin and move on. */
  paragraph(words, { size = 13, leading = 1.4, weight = 400, family = SANS, colour = "ink-2" } = {}) {
    const measure = (text) => this.measure(text, `${weight} ${size}px ${family}`);
    for (const line of wrapped(words, this.width - 2 * MARGIN, measure)) {
      this.y += size * leading;
      this.text(line, MARGIN, this.y - size * (leading - 1) * 0.7, { size, weight, family, colour });
    }
  }

  rule(colour, thickness) {
    this.add("rect", { x: MARGIN, y: this.y, width: this.width - 2 * MARGIN, height: thickness, fill: this.colours(colour) });
  }

  /** Draw marks and their names in rows from the margin. */
  legend(entries) {
    let x = MARGIN;
    this.y += GAP + 12;
    for (const { draw, name } of entries) {
      const width = 24 + this.measure(name, `400 12px ${SANS}`) + 16;
      if (x + width > this.width - MARGIN && x > MARGIN) {
        x = MARGIN;
        this.y += 19;
      }
      draw(this, x + 9, this.y - 4);
      this.text(name, x + 24, this.y, { size: 12 });
      x += width;
    }
  }

  /** Put the chart, an SVG document as text, at the margin. */
  chart(svg, height) {
    this.parts.push(svg.replace(/^.*?<svg/s, `<svg x="${MARGIN}" y="${this.y}"`));
    this.y += height;
  }

  /** Close the sheet and return it with its size. */
  finished(faces, title) {
    const { width } = this;
    const height = Math.ceil(this.y + MARGIN);
    const ground = tag("rect", { width, height, fill: this.colours("paper") });
    const style = faces && tag("style", {}, escaped(faces));
    const inside = [tag("title", {}, escaped(title)), style, ground, ...this.parts].join("\n");
    return { svg: tag("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` }, inside), width, height };
  }
}

/**
 * Compose a picture: `plot` is the chart as { svg, width, height }, `words` are { title, filter, dates, note, source }, `legend` what
 * Sheet.legend takes, `colours(name)` reads a token, `measure(text, font)` returns px, `faces(text)` the style rules that carry the type.
 */
export async function compose({ plot, words, legend, colours, measure, faces }) {
  const sheet = new Sheet(plot.width + 2 * MARGIN, colours, measure);
  sheet.paragraph(words.title, { size: 28, leading: 1.18, weight: 500, family: SERIF, colour: "ink" });
  sheet.y += 4;
  sheet.paragraph([words.filter, words.dates].filter(Boolean).join(" · "), { size: 15 });
  if (words.note) sheet.paragraph(words.note, { size: 13, colour: "ink-3" });
  if (legend.length) sheet.legend(legend);
  sheet.y += GAP;
  sheet.chart(plot.svg, plot.height);
  sheet.y += GAP;
  sheet.rule("rule-ink", 1);
  sheet.y += 4;
  sheet.paragraph(words.source, { size: 12 });
  return sheet.finished(await faces(`${sheet.said.join(" ")} ${plot.svg}`), words.title);
}

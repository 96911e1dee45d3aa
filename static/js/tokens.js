// Colour tokens in figures: "var(--kind-visit)" and "var(--kind-visit, 0.32)" become the colours of the current theme.

const TOKEN = /^var\((--[\w-]+)(?:,\s*([\d.]+))?\)(?:\s*\/\s*([\d.]+))?$/;
const CLEAR = "rgba(0,0,0,0)";
const NUMBERS = /[\d.]+/g;

/** Split a token string into its name and opacity; null when it is an ordinary string. */
export function parseToken(text) {
  const found = TOKEN.exec(text);
  return found && { name: found[1], opacity: Number(found[2] ?? found[3] ?? 1) };
}

/** Give a computed colour, "rgb(1, 2, 3)" or "rgba(…)", an opacity on top of its own. */
export function withOpacity(colour, opacity) {
  if (opacity === 1) return colour;
  const [red, green, blue, own = 1] = colour.match(NUMBERS).map(Number);
  return `rgba(${red}, ${green}, ${blue}, ${Number((own * opacity).toFixed(3))})`;
}

/** Copy a figure with every token, however deep, replaced by what `resolve(name, opacity)` returns. */
export function resolveTokens(value, resolve) {
  if (typeof value === "string") {
    const token = value.startsWith("var(") ? parseToken(value) : null;
    return token ? resolve(token.name, token.opacity) : value;
  }
  if (Array.isArray(value)) return value.map((each) => resolveTokens(each, resolve));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolveTokens(each, resolve)]));
}

/** Return a resolver that reads tokens as `probe` computes them now: the browser settles light-dark() in it. */
export function resolverIn(probe) {
  const seen = new Map();
  const textOf = (name) => getComputedStyle(probe).getPropertyValue(name).trim();
  const colourOf = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  return (name, opacity) => {
    const isText = name.startsWith("--font-");
    if (!seen.has(name)) seen.set(name, isText ? textOf(name) : colourOf(name));
    return isText ? seen.get(name) : withOpacity(seen.get(name), opacity);
  };
}

/** Copy a figure for plotly, in the theme that `element` stands in and with the look that all charts share. */
export function inTheme({ data, layout }, element) {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const look = {
    font: { family: "var(--font-sans)", size: 12, color: "var(--ink-2)" },
    showlegend: false,
    paper_bgcolor: CLEAR,
    plot_bgcolor: CLEAR,
  };
  const own = { hovermode: false, autosize: true }; // pointing at marks is ours
  const figure = resolveTokens({ data, layout: { ...look, ...layout, ...own } }, resolverIn(probe));
  probe.remove();
  return figure;
}

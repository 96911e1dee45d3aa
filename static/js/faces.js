// The site's typefaces inside a picture, so that it looks the same where they are not installed.

const WANTED = ["Source Sans 3 Variable", "Newsreader Variable"];

/** Return the @font-face rules of the page's styles in upright letters, as { family, url, range }. */
function faces() {
  const found = [];
  for (const sheet of document.styleSheets) {
    if (sheet.href && new URL(sheet.href).origin !== location.origin) continue;
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule) || rule.style.getPropertyValue("font-style") !== "normal") continue;
      const family = rule.style.getPropertyValue("font-family").replaceAll('"', "");
      const [, path] = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src")) ?? [];
      const range = rule.style.getPropertyValue("unicode-range");
      if (WANTED.includes(family) && path) found.push({ family, url: new URL(path, sheet.href ?? location.href).href, range });
    }
  }
  return found;
}

/** Say whether a unicode-range, "U+0-FF, U+131", covers a character of `text`. */
export function covers(range, text) {
  const spans = range.split(",").map((part) => {
    const [from, to = from] = part.trim().replace(/^u\+/i, "").split("-");
    return [parseInt(from, 16), parseInt(to, 16)];
  });
  return [...text].some((letter) => spans.some(([from, to]) => letter.codePointAt(0) >= from && letter.codePointAt(0) <= to));
}

/** Write bytes in base64. */
function base64(bytes) {
  let text = "";
  const STEP = 0x8000; // a call takes so many arguments safely
  for (let i = 0; i < bytes.length; i += STEP) text += String.fromCharCode(...bytes.subarray(i, i + STEP));
  return btoa(text);
}

/** Return style rules that carry the faces needed to write `text`. */
export async function embedded(text) {
  const needed = faces().filter(({ range }) => !range || covers(range, text));
  const rules = await Promise.all(
    needed.map(async ({ family, url, range }) => {
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      const source = `url("data:font/woff2;base64,${base64(bytes)}") format("woff2")`;
      return `@font-face { font-family: "${family}"; font-weight: 200 900; src: ${source};${range ? ` unicode-range: ${range};` : ""} }`;
    }),
  );
  return rules.join("\n");
}

// Build the custom plotly.js bundle: the core and the trace types that the charts use, without its two outside addresses.
// Run in a scratch folder that holds the packages README.md names: node build.mjs <folder of this file>
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const TRACES = ["scatter", "bar", "heatmap", "scattergeo", "choropleth"];
const OUTSIDE = ["https://cdn.plot.ly/un/", "https://cloud.plotly.com/newchart"]; // defaults of topojsonURL and plotlyServerURL

const [folder] = process.argv.slice(2);
const need = createRequire(path.resolve("noop.js")); // packages lie where the command runs, not beside this file
const readPackage = (directory) => JSON.parse(readFileSync(path.join(directory, "package.json"), "utf8"));

const { metafile, outputFiles } = await need("esbuild").build({
  stdin: {
    contents: `const Plotly = require("plotly.js/lib/core");
      Plotly.register([${TRACES.map((name) => `require("plotly.js/lib/${name}")`)}]);
      module.exports = Plotly;`,
    resolveDir: process.cwd(),
  },
  format: "iife",
  globalName: "Plotly",
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  target: "es2016",
  plugins: [
    need("esbuild-plugin-inline-css")(),
    need("esbuild-plugin-glsl").glsl({ minify: true }),
    need("esbuild-plugin-environment").environmentPlugin({ NODE_DEBUG: false }),
  ],
  alias: { regl: "@plotly/regl", stream: "stream-browserify" },
  define: { global: "window", "define.amd": "false" },
  logLevel: "warning",
});

let code = outputFiles[0].text;
for (const address of OUTSIDE) {
  if (code.split(address).length !== 2) throw new Error(`${address} should occur once: look at plotly.js again`);
  code = code.replace(address, "about:blank");
}
const { version } = readPackage("node_modules/plotly.js");
const banner = `/* plotly.js ${version}, custom bundle: ${TRACES.join(", ")}. MIT and others, see LICENSES.txt */\n`;
writeFileSync(path.join(folder, "plotly.min.js"), banner + code);

/** Return the folder of the package that a bundled file belongs to. */
function packageOf(file) {
  const parts = file.split("/");
  const at = parts.lastIndexOf("node_modules");
  return at < 0 ? null : parts.slice(0, at + (parts[at + 1].startsWith("@") ? 3 : 2)).join("/");
}

/** Write a bundled package's name, version and licence as its authors give it. */
function licence(directory) {
  const { name, version: release, license, author } = readPackage(directory);
  const file = readdirSync(directory).find((each) => /^licen[cs]e/i.test(each));
  const text = file && existsSync(path.join(directory, file)) ? readFileSync(path.join(directory, file), "utf8").trim() : `By ${author?.name ?? author ?? "its authors"}.`;
  return `${name} ${release} (${license})\n${"-".repeat(72)}\n${text.replaceAll("\r", "")}\n`;
}

const packages = [...new Set(Object.keys(metafile.inputs).map(packageOf))].filter(Boolean).sort();
writeFileSync(path.join(folder, "LICENSES.txt"), packages.map(licence).join("\n\n"));

// Make world_110m.json: the 110m countries of plotly.js, and from its 50m file the small ones that 110m leaves out.
// Run in a scratch folder that holds the package README.md names: node build.mjs <output file>
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const LAYERS = ["countries", "land", "coastlines", "ocean"]; // the charts draw countries; the others share their arcs and cost little
const LEAST_ISLE = 0.1; // degrees across: smaller isles of a small state are left out …
const ISLES_KEPT = 4; // … beyond its largest few
const STEP = 0.002; // degrees: coarser steps flatten the atolls of the Marshall Islands

globalThis.window = {}; // the asset file hands its data to a browser
const need = createRequire(path.resolve(process.cwd(), "noop.js"));
need("plotly.js/dist/plotly-geo-assets.js");
const { world_110m: coarse, world_50m: fine } = window.Plotly.topojson;

/** Return an arc's points in degrees. */
function degrees(topology, arc) {
  const { scale, translate } = topology.transform;
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
}

const origin = [-180, -90];
const arcs = [];
const kept = new Map(); // "coarse:12" -> index among `arcs`

/** Add an arc on the coarser grid unless it is there; return its new index. */
function keepArc(name, topology, index) {
  const forward = index < 0 ? ~index : index;
  const key = `${name}:${forward}`;
  if (!kept.has(key)) {
    const points = degrees(topology, topology.arcs[forward]).map((point) => point.map((value, axis) => Math.round((value - origin[axis]) / STEP)));
    const distinct = points.filter((point, i) => i === 0 || point[0] !== points[i - 1][0] || point[1] !== points[i - 1][1]);
    const line = distinct.length > 1 ? distinct : points.slice(0, 2);
    kept.set(key, arcs.push(line.map((point, i) => (i ? [point[0] - line[i - 1][0], point[1] - line[i - 1][1]] : point))) - 1);
  }
  return index < 0 ? ~kept.get(key) : kept.get(key);
}

/** Rewrite the arc numbers of a geometry, however deep they are nested. */
const renumber = (name, topology, numbers) =>
  numbers.map((each) => (Array.isArray(each) ? renumber(name, topology, each) : keepArc(name, topology, each)));

/** Return a geometry's polygons as rings of arcs. */
const polygons = ({ type, arcs: rings }) => (type === "Polygon" ? [rings] : rings);

/** Return how many degrees a polygon's outer ring is across. */
function across(topology, [ring]) {
  const points = ring.flatMap((index) => degrees(topology, topology.arcs[index < 0 ? ~index : index]));
  return Math.max(...[0, 1].map((axis) => Math.max(...points.map((point) => point[axis])) - Math.min(...points.map((point) => point[axis]))));
}

/** Leave out the specks of an archipelago: no map shows them, and each costs time at every drawing. */
function withoutSpecks(geometry) {
  const ranked = polygons(geometry).map((polygon) => ({ polygon, size: across(fine, polygon) })).sort((one, other) => other.size - one.size);
  const kept = ranked.filter(({ size }, rank) => rank < ISLES_KEPT || size >= LEAST_ISLE);
  return { ...geometry, type: "MultiPolygon", arcs: kept.map(({ polygon }) => polygon) };
}

const copy = (name, topology) => (geometry) => ({ ...geometry, arcs: renumber(name, topology, geometry.arcs) });

const objects = {};
for (const layer of LAYERS) objects[layer] = { type: "GeometryCollection", geometries: coarse.objects[layer].geometries.map(copy("coarse", coarse)) };
const known = new Set(coarse.objects.countries.geometries.map(({ id }) => id));
const small = fine.objects.countries.geometries.filter(({ id }) => id && !known.has(id));
objects.countries.geometries.push(...small.map(withoutSpecks).map(copy("fine", fine)));

// plotly.js draws the first feature of a code: the parts of a country become one.
const countries = new Map();
for (const geometry of objects.countries.geometries) {
  const known = countries.get(geometry.id);
  countries.set(geometry.id, known ? { ...known, type: "MultiPolygon", arcs: [...polygons(known), ...polygons(geometry)] } : geometry);
}
objects.countries.geometries = [...countries.values()];

const topology = { type: "Topology", transform: { scale: [STEP, STEP], translate: origin }, objects, arcs };
await writeFile(process.argv[2], JSON.stringify(topology) + "\n");
console.log(`${countries.size} countries and territories, ${new Set(small.map(({ id }) => id)).size} of them from 50m`);

// The map under the fingers: one turns it east and west, two zoom and move it.

import { watchTouch } from "./touch.js";

const SCALES = [0.5, 40]; // plotly's projection scale
const HIGHEST = 80; // degrees of latitude in the middle

const between = (value, [least, most]) => Math.min(most, Math.max(least, value));
const around = (longitude) => ((((longitude + 180) % 360) + 360) % 360) - 180;

/** Return the view after it was moved by px and zoomed by `ratio`; `width` px show the whole earth at scale 1. */
export function moved({ lon, lat, scale, width }, { dx = 0, dy = 0, ratio = 1 }) {
  const degrees = 360 / (width * scale);
  return {
    lon: around(lon - dx * degrees),
    lat: between(lat + dy * degrees, [-HIGHEST, HIGHEST]),
    scale: between(scale * ratio, SCALES),
  };
}

/** Let fingers move a map. */
export function watchMapTouch(chart) {
  const show = ({ lon, lat, scale }) =>
    window.Plotly.relayout(chart.canvas, {
      "geo.projection.rotation.lon": lon,
      "geo.center.lon": lon,
      "geo.center.lat": lat,
      "geo.projection.scale": scale,
    });
  watchTouch(chart, {
    start: () => {
      const geo = chart.canvas._fullLayout?.geo;
      return geo && { lon: geo.projection.rotation.lon, lat: geo.center.lat, scale: geo.projection.scale, width: chart.canvas.clientWidth };
    },
    pan: (from, dx) => show(moved(from, { dx })),
    pinch: (from, movement) => show(moved(from, movement)),
  });
}

// Which country lies under the pointer: the map's own outlines answer, by the code that the server names them with.

/** Return the ISO code of the country whose outline holds the event's point, when it took part in something; else null. */
export function countryAt(chart, event) {
  const { countries = {} } = chart.payload?.figure.layout.meta ?? {};
  for (const path of chart.canvas.querySelectorAll(".choroplethlayer path")) {
    const code = countries[path.__data__?.loc ?? path.__data__?.id];
    if (!code) continue;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(path.getScreenCTM().inverse());
    if (path.isPointInFill(point)) return code;
  }
  return null;
}

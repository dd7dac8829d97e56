// Signs drawn as lines: as characters, many machines of firms show an empty box for them.
const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  close: "M5 5l14 14M19 5L5 19",
  send: "M12 20V5M5 12l7-7 7 7",
  up: "M7 11v9H4v-9zM7 11l4-7c1.5 0 2.5 1 2.3 2.6L13 10h5.2c1.2 0 2 1.1 1.7 2.3l-1.6 6.2c-.2.9-1 1.5-2 1.5H7",
  down: "M7 13V4H4v9zM7 13l4 7c1.5 0 2.5-1 2.3-2.6L13 14h5.2c1.2 0 2-1.1 1.7-2.3l-1.6-6.2C18.1 4.6 17.3 4 16.3 4H7",
};

/** @param {keyof typeof PATHS} name  @returns {SVGElement} which says nothing: the name belongs to the button around it */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" })) svg.setAttribute(key, value);
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

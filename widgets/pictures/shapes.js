// What the schematic pictures are drawn with: a few shapes, and colours that stay as they are, by day and by night,
// because a photograph does.

const SVG = "http://www.w3.org/2000/svg";

const COLOURS = {
  table: "#6f6355",
  paper: "#fbf6ea",
  edge: "#b9ae98",
  line: "#8d8675",
  faint: "#ddd4c0",
  red: "#a4483a",
  rose: "#f0d9d2",
  green: "#5f7f56",
  leaf: "#8aa774",
  blue: "#4a6c86",
  water: "#8fb0c2",
  sky: "#d6e4ea",
  cloud: "#9aa7ae",
  storm: "#56636d",
  straw: "#d9b86a",
  earth: "#a58a63",
  roof: "#b5654a",
  wall: "#efe3cb",
  skin: "#e2b892",
  hair: "#3a302a",
  grey: "#b9b6b0",
  white: "#ffffff",
  ink: "#2b2f31",
  slate: "#44586a",
};

/** One SVG element; a fill or stroke is the name of a colour. */
export function shape(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    const coloured = name === "fill" || name === "stroke";
    node.setAttribute(name, coloured ? COLOURS[value] || "none" : String(value));
  }
  node.append(...children);
  return node;
}

export function rect(x, y, width, height, fill, more = {}) {
  return shape("rect", { x, y, width, height, fill, ...more });
}

export function disc(cx, cy, r, fill, more = {}) {
  return shape("circle", { cx, cy, r, fill, ...more });
}

/** A filled outline. */
export function area(d, fill, more = {}) {
  return shape("path", { d, fill, ...more });
}

/** A drawn line. */
export function stroke(d, colour, width = 2, more = {}) {
  const round = { "stroke-linecap": "round", "stroke-linejoin": "round" };
  return shape("path", { d, fill: "none", stroke: colour, "stroke-width": width, ...round, ...more });
}

export function group(transform, ...children) {
  return shape("g", { transform }, ...children);
}

/** Lines of writing nobody can read: one bar per width. */
export function writing(x, y, widths, { step = 8, height = 3, fill = "line" } = {}) {
  return widths.map((width, row) => rect(x, y + row * step, width, height, fill, { rx: height / 2 }));
}

/** A code of squares that no scanner reads, of `size` units at a place. */
export function squareCode(x, y, size, seed = 5) {
  const cells = 11;
  const unit = size / cells;
  const dots = [rect(x - unit, y - unit, size + 2 * unit, size + 2 * unit, "white")];
  for (let row = 0; row < cells; row += 1) {
    for (let column = 0; column < cells; column += 1) {
      const corner = (row < 4 && (column < 4 || column > 6)) || (row > 6 && column < 4);
      const dark = (row * 7 + column * 13 + row * column * seed) % 5 < 2;
      if (!corner && dark) dots.push(rect(x + column * unit, y + row * unit, unit, unit, "ink"));
    }
  }
  for (const [column, row] of [
    [0, 0],
    [8, 0],
    [0, 8],
  ]) {
    dots.push(rect(x + column * unit, y + row * unit, 3 * unit, 3 * unit, "ink"));
    dots.push(rect(x + (column + 0.7) * unit, y + (row + 0.7) * unit, 1.6 * unit, 1.6 * unit, "white"));
    dots.push(rect(x + (column + 1.1) * unit, y + (row + 1.1) * unit, 0.8 * unit, 0.8 * unit, "ink"));
  }
  return dots;
}

// Papers and cards on a table, as a phone would photograph them: well, or with one of the usual faults.

import { area, disc, group, rect, shape, squareCode, stroke, writing } from "./shapes.js";

const FAULTS = {
  blurred: { place: "translate(80 55) rotate(-2)", blurred: true },
  cut: { place: "translate(126 76) rotate(-7) scale(1.25)" },
  glare: { place: "translate(80 55) rotate(1)", over: glare },
  dark: { place: "translate(80 55) rotate(-1)", over: dusk },
};
const WELL = { place: "translate(80 55) rotate(-1)" };

const SHEETS = {
  "land-page-1": () => [
    rect(-30, -31, 60, 4, "line"),
    rect(-22, -23, 44, 6, "red"),
    ...writing(-46, -8, [70, 84, 60, 76]),
    stamp(34, 25),
  ],
  "land-page-2": () => [...writing(-48, -32, [52, 88, 70, 82, 40], { step: 7 }), ...grid(-48, 6, 4, 3, 24, 9)],
  "land-page-3": () => [
    rect(-20, -33, 40, 4, "line"),
    area("M-34 16 L-28 -20 L18 -24 L36 -4 L26 22 Z", "rose", { stroke: "red", "stroke-width": 1.5 }),
    stroke("M-28 -20 L-4 19 M18 -24 L8 21", "red", 1),
    ...writing(-46, 29, [34, 24], { step: 4, height: 2 }),
  ],
  "land-page-4": () => grid(-44, -28, 4, 3, 23, 20),
  "birth-record": () => [
    rect(-26, -32, 52, 5, "blue"),
    ...writing(-44, -20, [60, 84, 74, 84, 52, 70], { step: 7 }),
    disc(-34, 28, 4, "edge"),
    disc(-28, 23.5, 1.3, "edge"),
    stamp(32, 24),
  ],
  "marriage-record": () => [
    rect(-28, -32, 56, 5, "red"),
    ...writing(-44, -18, [38, 34, 38, 30], { step: 8 }),
    ...writing(6, -18, [36, 30, 38, 28], { step: 8 }),
    disc(-5, 25, 7, "none", { stroke: "straw", "stroke-width": 2 }),
    disc(5, 25, 7, "none", { stroke: "straw", "stroke-width": 2 }),
  ],
  "form": () => [
    rect(-28, -32, 56, 5, "ink"),
    ...boxes([84, 84, 40, 84]),
    rect(14, 22, 30, 11, "white", { stroke: "edge" }),
  ],
  "form-filled": () => [rect(-28, -32, 56, 5, "ink"), ...boxes([84, 84, 40, 84]), ...hand(4), ...signature()],
  "form-unsigned": () => [
    rect(-28, -32, 56, 5, "ink"),
    ...boxes([84, 84, 40, 84]),
    ...hand(4),
    rect(14, 22, 30, 11, "white", { stroke: "red", "stroke-dasharray": "3 2" }),
  ],
  "letter": () => [...writing(-46, -30, [50], { height: 4 }), ...writing(-46, -18, [88, 90, 84, 88, 60]), stamp(32, 24)],
  "receipt": () => [
    rect(-20, -32, 40, 5, "ink"),
    ...writing(-44, -18, [40, 34, 46], { step: 10 }),
    ...writing(24, -18, [20, 20, 20], { step: 10, fill: "ink" }),
    stroke("M-46 14 H46", "edge", 1, { "stroke-dasharray": "3 3" }),
    rect(10, 20, 34, 6, "green"),
  ],
  "note": () => [
    stroke("M-44 -22 q6 -8 12 0 t12 0 t12 0 t12 0 t12 0", "blue", 2),
    stroke("M-44 -6 q6 -8 12 0 t12 0 t12 0 t12 0 t12 0 t12 0", "blue", 2),
    stroke("M-44 10 q6 -8 12 0 t12 0 t12 0", "blue", 2),
    stroke("M-44 26 q6 -8 12 0 t12 0 t12 0 t12 0 t12 0", "blue", 2),
  ],
};

const CARDS = {
  "id-card": () => [
    rect(-56, -35, 112, 70, "sky", { rx: 5, stroke: "water" }),
    rect(-24, -28, 68, 4, "slate"),
    rect(-48, -18, 24, 32, "white", { stroke: "water" }),
    disc(-36, -7, 6, "cloud"),
    area("M-46 14 q0 -12 10 -12 t10 12 z", "cloud"),
    ...writing(-14, -16, [46, 58, 40, 54, 34], { step: 8, fill: "slate" }),
    ...squareCode(36, -17, 11),
    sample(),
  ],
  "id-card-back": () => [
    rect(-56, -35, 112, 70, "sky", { rx: 5, stroke: "water" }),
    rect(-46, -26, 22, 17, "straw", { rx: 3 }),
    stroke("M-46 -17.500 h22 M-35 -26 v17", "earth", 1),
    ...writing(-12, -26, [50, 38], { fill: "slate" }),
    disc(26, 0, 7, "none", { stroke: "water", "stroke-width": 1.5 }),
    disc(26, 0, 3.5, "none", { stroke: "water", "stroke-width": 1.5 }),
    ...writing(-48, 16, [96, 96], { step: 7, height: 4, fill: "slate" }),
    sample(),
  ],
  "health-card": () => [
    rect(-56, -35, 112, 70, "paper", { rx: 5, stroke: "edge" }),
    rect(-56, -35, 112, 13, "leaf", { rx: 5 }),
    area("M-40 -12 h8 v8 h8 v8 h-8 v8 h-8 v-8 h-8 v-8 h8 z", "green", { transform: "translate(0 4)" }),
    ...writing(-16, -12, [58, 44, 52, 36], { step: 9 }),
    sample(),
  ],
  "bank-card": () => [
    rect(-56, -35, 112, 70, "slate", { rx: 6 }),
    rect(-46, -20, 18, 14, "straw", { rx: 3 }),
    ...[0, 1, 2, 3].flatMap((block) => [0, 1, 2, 3].map((dot) => disc(-44 + block * 25 + dot * 5, 8, 1.7, "white"))),
    ...writing(-46, 20, [44], { height: 4, fill: "cloud" }),
    ...writing(20, -18, [26], { height: 5, fill: "cloud" }),
  ],
};

/** The painters by name: each paper or card well photographed, and with each fault behind a dash. */
export const PAPERS = {
  ...named("", { ...SHEETS, ...CARDS }, WELL),
  ...Object.assign({}, ...Object.entries(FAULTS).map(([fault, how]) => named(`-${fault}`, { ...SHEETS, ...CARDS }, how))),
  "clear": photo(sheet(SHEETS["land-page-1"]), WELL),
  "wrong-side": photo(sheet(SHEETS["land-page-4"]), WELL),
  ...Object.fromEntries(
    ["blurred", "cut", "glare", "dark"].map((fault) => [fault, photo(sheet(SHEETS["land-page-1"]), FAULTS[fault])]),
  ),
};

function named(ending, painters, how) {
  const pairs = Object.entries(painters);
  return Object.fromEntries(
    pairs.map(([name, paint]) => [`${name}${ending}`, photo(name in SHEETS ? sheet(paint) : paint, how)]),
  );
}

function sheet(paint) {
  return () => [rect(-56, -38, 112, 76, "paper", { rx: 2, stroke: "edge" }), ...paint()];
}

function photo(paint, { place, blurred, over }) {
  return () => {
    const paper = group(place, ...paint());
    if (blurred) paper.setAttribute("class", "cn-pic-blurred");
    return [rect(0, 0, 160, 110, "table"), paper, ...(over ? over() : [])];
  };
}

function glare() {
  return [60, 42, 24].map((rx, ring) =>
    shape("ellipse", { cx: 92, cy: 48, rx, ry: rx * 0.62, fill: "white", opacity: [0.5, 0.5, 0.95][ring] }),
  );
}

function dusk() {
  return [rect(0, 0, 160, 110, "ink", { opacity: 0.72 })];
}

// A plain ring: a real seal has an emblem, and no drawing of ours has one.
function stamp(x, y) {
  return disc(x, y, 9, "none", { stroke: "red", "stroke-width": 2.5 });
}

function sample() {
  const words = shape("text", {
    "x": 0,
    "y": 6,
    "fill": "red",
    "opacity": 0.55,
    "font-size": 19,
    "font-weight": 600,
    "letter-spacing": 4,
    "text-anchor": "middle",
  });
  words.textContent = "MẪU";
  return group("rotate(-14)", words);
}

function grid(x, y, columns, rows, width, height) {
  const cells = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      cells.push(
        rect(x + column * width, y + row * height, width - 4, height - 4, "none", { stroke: "edge", "stroke-width": 1 }),
      );
    }
  }
  return cells;
}

function boxes(widths) {
  return widths.map((width, row) => rect(-44, -20 + row * 11, width, 7, "white", { stroke: "edge" }));
}

function hand(rows) {
  const lines = [];
  for (let row = 0; row < rows; row += 1) {
    lines.push(stroke(`M-40 ${-16 + row * 11} q3 -4 6 0 t6 0 t6 0 t6 0`, "blue", 1.4));
  }
  return lines;
}

function signature() {
  return [
    rect(14, 22, 30, 11, "white", { stroke: "edge" }),
    stroke("M18 30 q4 -10 8 -2 t6 -2 t8 0", "blue", 1.6),
  ];
}

// Things that change hands, codes to point at, and pictures of a screen.

import { area, disc, group, rect, squareCode, stroke, writing } from "./shapes.js";

/** The painters by name. */
export const THINGS = {
  "parcel": () => [
    rect(0, 0, 160, 110, "faint"),
    area("M40 40 L80 24 L120 40 V82 L80 98 L40 82 Z", "earth"),
    area("M40 40 L80 56 L120 40 L80 24 Z", "straw"),
    stroke("M80 56 V98 M60 32 L100 48", "table", 2),
    rect(46, 60, 24, 14, "paper", { transform: "skewY(21) translate(0 -20)" }),
  ],
  "gift": () => [
    rect(0, 0, 160, 110, "rose"),
    rect(50, 48, 60, 42, "red"),
    rect(44, 38, 72, 14, "roof"),
    rect(75, 38, 10, 52, "straw"),
    stroke("M80 38 q-22 -4 -16 -14 q8 -6 16 14 q8 -20 16 -14 q6 10 -16 14", "straw", 4),
  ],
  "banknotes": () => [
    rect(0, 0, 160, 110, "table"),
    ...[-8, 0, 8].map((turn) =>
      group(
        `translate(80 56) rotate(${turn})`,
        rect(-46, -22, 92, 44, "leaf", { rx: 2, stroke: "green" }),
        disc(0, 0, 13, "none", { "stroke": "green", "stroke-width": 2 }),
        rect(-40, -17, 12, 6, "green"),
        rect(28, 11, 12, 6, "green"),
      ),
    ),
  ],
  "qr": () => [rect(0, 0, 160, 110, "faint"), ...squareCode(45, 20, 70)],
  "poster-qr": () => [
    rect(0, 0, 160, 110, "wall"),
    ...poster(80, "slate"),
    ...squareCode(63, 44, 34),
    ...writing(58, 88, [44, 30], { step: 6, fill: "cloud" }),
  ],
  "poster-qr-plain": () => [
    rect(0, 0, 160, 110, "wall"),
    ...poster(80, "roof"),
    ...squareCode(63, 44, 34, 3),
    ...writing(58, 88, [44, 30], { step: 6, fill: "cloud" }),
  ],
  "shop-qr": () => [...shop(), ...squareCode(65, 34, 30), ...writing(62, 72, [36], { height: 4, fill: "slate" })],
  "shop-qr-covered": () => [
    ...shop(),
    ...squareCode(65, 34, 30),
    group(
      "rotate(7 82 50)",
      rect(60, 28, 44, 44, "paper", { stroke: "edge" }),
      area("M104 72 l-11 0 l11 -10 z", "edge"),
      ...squareCode(67, 35, 30, 3),
    ),
    ...writing(62, 76, [36], { height: 4, fill: "slate" }),
  ],
  "flyer-qr": () => [
    rect(0, 0, 160, 110, "cloud"),
    group("rotate(-8 80 55)", rect(48, 12, 64, 86, "straw"), ...writing(56, 20, [48, 40], { fill: "red", height: 5 })),
    ...squareCode(66, 46, 30, 7),
  ],
  "transfer": () => [
    ...handset(),
    disc(80, 32, 9, "green"),
    stroke("M75.500 32 l3.500 3.500 l6 -7", "white", 2),
    ...writing(62, 48, [36], { height: 5, fill: "ink" }),
    ...writing(58, 60, [20, 16, 22], { step: 9, fill: "grey" }),
    ...writing(84, 60, [18, 18, 14], { step: 9, fill: "slate" }),
  ],
  "transfer-failed": () => [
    ...handset(),
    disc(80, 32, 9, "red"),
    stroke("M76.500 28.500 l7 7 m0 -7 l-7 7", "white", 2),
    ...writing(62, 48, [36], { height: 5, fill: "ink" }),
    ...writing(58, 60, [44, 30], { step: 9, fill: "grey" }),
  ],
  "web-page": () => [
    ...handset(),
    rect(56, 17, 48, 8, "faint", { rx: 4 }),
    rect(56, 30, 48, 16, "roof"),
    ...writing(58, 52, [44, 36], { fill: "grey" }),
    ...[68, 78].map((y) => rect(58, y, 44, 7, "white", { stroke: "edge" })),
    rect(58, 90, 44, 7, "red", { rx: 2 }),
  ],
  "message": () => [
    ...handset(),
    rect(57, 24, 36, 16, "faint", { rx: 5 }),
    ...writing(61, 28, [26, 18], { step: 6, fill: "line" }),
    rect(57, 46, 40, 22, "faint", { rx: 5 }),
    ...writing(61, 50, [30, 30, 20], { step: 6, fill: "line" }),
    rect(70, 74, 33, 14, "water", { rx: 5 }),
  ],
  "phone": () => [...handset(), ...[0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => tile(row, column)))],
};

function tile(row, column) {
  const colour = ["slate", "green", "roof", "straw", "blue"][(row * 3 + column) % 5];
  return rect(59 + column * 15, 26 + row * 18, 11, 11, colour, { rx: 3 });
}

function handset() {
  return [
    rect(0, 0, 160, 110, "faint"),
    rect(50, 4, 60, 112, "ink", { rx: 8 }),
    rect(54, 13, 52, 100, "white", { rx: 2 }),
    rect(74, 7, 12, 2, "cloud", { rx: 1 }),
  ];
}

function poster(middle, colour) {
  return [
    rect(middle - 34, 8, 68, 96, "paper", { stroke: "edge" }),
    rect(middle - 34, 8, 68, 22, colour),
    ...writing(middle - 24, 14, [48, 34], { step: 7, fill: "white" }),
  ];
}

function shop() {
  return [
    rect(0, 0, 160, 110, "wall"),
    rect(0, 92, 160, 18, "earth"),
    rect(52, 18, 56, 68, "white", { rx: 3, stroke: "edge" }),
    rect(52, 18, 56, 9, "green"),
    area("M64 86 h32 l8 8 h-48 z", "table"),
  ];
}

// Places, weather and a map.

import { area, disc, group, rect, shape, stroke } from "./shapes.js";

/** The painters by name. */
export const PLACES = {
  "house": () => [...country("sky"), ...house(46, 38)],
  "house-flooded": () => [...country("cloud"), ...house(46, 38), ...water(76)],
  "village-hall": () => [
    ...country("sky"),
    rect(30, 46, 100, 44, "wall"),
    area("M22 48 L80 22 L138 48 Z", "roof"),
    ...[40, 58, 96, 114].map((x) => rect(x, 56, 8, 34, "white")),
    rect(73, 60, 14, 30, "slate"),
  ],
  "clinic": () => [
    ...country("sky"),
    rect(30, 40, 100, 50, "white", { stroke: "edge" }),
    area("M74 46 h12 v-8 h0 v8 h0 z M76 48 h8 v6 h6 v8 h-6 v6 h-8 v-6 h-6 v-8 h6 z", "green"),
    rect(72, 72, 16, 18, "slate"),
    rect(40, 56, 18, 12, "water"),
    rect(102, 56, 18, 12, "water"),
  ],
  "field": () => [
    ...country("sky"),
    ...[0, 1, 2, 3].map((row) => stroke(`M0 ${72 + row * 10} q40 -5 80 0 t80 0`, "leaf", 4)),
    disc(132, 22, 11, "straw"),
  ],
  "field-flooded": () => [
    ...country("cloud"),
    ...water(60),
    ...[18, 44, 70, 104, 128, 146].map((x) => stroke(`M${x} 78 v-12 m0 5 l-5 -5 m5 5 l5 -5`, "green", 2)),
    ...rain(10),
  ],
  "road-flooded": () => [
    ...country("cloud"),
    area("M66 60 h28 l46 50 h-120 z", "storm"),
    ...water(80),
    stroke("M22 92 v-34 M22 58 h20 v14 h-20", "red", 3),
    area("M22 58 h20 v14 h-20 z", "white", { stroke: "red", "stroke-width": 3 }),
  ],
  "storm": () => [
    rect(0, 0, 160, 110, "storm"),
    rect(0, 92, 160, 18, "green"),
    cloud(52, 28),
    cloud(104, 22),
    ...rain(14),
    stroke("M120 92 q2 -28 -14 -46", "hair", 4),
    stroke("M106 46 q-18 -6 -26 4 M106 46 q-16 4 -18 16 M106 46 q-6 -12 -24 -12", "green", 4),
  ],
  "weather-map": () => [
    rect(0, 0, 160, 110, "water"),
    area("M0 0 h66 q-14 22 6 40 q26 18 14 46 q-6 12 -10 24 h-76 z", "leaf", { stroke: "green" }),
    ...[26, 18, 10].map((r) => disc(118, 50, r, "none", { "stroke": "white", "stroke-width": 3 })),
    disc(118, 50, 4, "red"),
    stroke("M112 52 q-24 8 -40 2", "red", 2.5, { "stroke-dasharray": "5 4" }),
  ],
  "map": () => [
    rect(0, 0, 160, 110, "wall"),
    area("M0 78 q40 -18 80 0 t80 -8 v40 h-160 z", "water"),
    stroke("M0 30 H160 M52 0 V76 M108 0 L120 70", "white", 7),
    rect(14, 42, 26, 16, "leaf"),
    rect(66, 42, 30, 18, "leaf"),
    pin(82, 30),
  ],
  "river": () => [...country("sky"), area("M60 60 q40 14 10 26 t30 24 h60 v-24 q-50 -10 -30 -26 z", "water")],
};

function country(sky) {
  return [rect(0, 0, 160, 110, sky), area("M0 62 q40 -14 80 -2 t80 -4 v54 h-160 z", "green")];
}

function house(x, y) {
  return [
    group(
      `translate(${x} ${y})`,
      rect(4, 18, 62, 36, "wall"),
      area("M-4 20 L35 -6 L74 20 Z", "roof"),
      rect(28, 30, 14, 24, "earth"),
      rect(10, 28, 12, 12, "water"),
      rect(48, 28, 12, 12, "water"),
    ),
  ];
}

function water(y) {
  const waves = [0, 1, 2].map((row) => stroke(`M${row * 9 - 10} ${y + 9 + row * 10} q8 -5 16 0 t16 0 t16 0 t16 0`, "sky", 1.6));
  return [area(`M0 ${y} q20 -5 40 0 t40 0 t40 0 t40 0 v60 h-160 z`, "water", { opacity: 0.92 }), ...waves];
}

function rain(count) {
  const drops = [];
  for (let drop = 0; drop < count; drop += 1) {
    drops.push(stroke(`M${8 + ((drop * 47) % 150)} ${14 + ((drop * 31) % 48)} l-4 11`, "white", 1.6, { opacity: 0.75 }));
  }
  return drops;
}

function cloud(x, y) {
  return shape("path", { d: `M${x - 30} ${y + 12} a12 12 0 0 1 6 -22 a18 18 0 0 1 34 -2 a13 13 0 0 1 14 24 z`, fill: "cloud" });
}

function pin(x, y) {
  return group(
    `translate(${x} ${y})`,
    area("M0 20 q-14 -16 -14 -26 a14 14 0 0 1 28 0 q0 10 -14 26 z", "red"),
    disc(0, -6, 5, "white"),
  );
}

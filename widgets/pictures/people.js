// People, drawn plainly: a face says who is meant, never who it is.

import { area, disc, group, rect, shape, stroke } from "./shapes.js";

const LOOKS = {
  "portrait-man": { hair: "hair", clothes: "blue" },
  "portrait-woman": { hair: "hair", clothes: "red", long: true },
  "portrait-old-man": { hair: "grey", clothes: "earth", old: true },
  "portrait-old-woman": { hair: "grey", clothes: "green", old: true, bun: true },
  "portrait-young-man": { hair: "hair", clothes: "leaf", fringe: true },
  "portrait-young-woman": { hair: "hair", clothes: "straw", long: true, fringe: true },
  "portrait-officer": { hair: "hair", clothes: "slate", collar: true },
};

/** The painters by name. */
export const PEOPLE = {
  ...Object.fromEntries(Object.entries(LOOKS).map(([name, look]) => [name, () => portrait(look)])),
  "family": () => [
    rect(0, 0, 160, 110, "sky"),
    rect(0, 84, 160, 26, "leaf"),
    group("translate(18 34) scale(0.72)", ...person(LOOKS["portrait-old-woman"])),
    group("translate(88 34) scale(0.72)", ...person(LOOKS["portrait-man"])),
    group("translate(62 60) scale(0.5)", ...person(LOOKS["portrait-young-woman"])),
  ],
  // A face on a video call that is no face.
  "face-on-video": () => frozen({ hair: "hair", clothes: "leaf", fringe: true, worried: true }),
  "nobody": () => [
    rect(0, 0, 160, 110, "faint"),
    disc(80, 46, 19, "grey"),
    area("M42 110 q0 -38 38 -38 t38 38 z", "grey"),
  ],
};

function portrait(look) {
  return [rect(0, 0, 160, 110, "sky"), group("translate(46 8)", ...person(look))];
}

/** A video that has stopped: the face stands still and worried, strips of the picture are out of place, blocks are left. */
function frozen(look) {
  const [back, face] = portrait(look);
  const strips = [[0, 24, 12, "cloud"], [96, 30, 64, "sky"], [20, 58, 34, "slate"], [104, 78, 56, "cloud"]];
  const blocks = [[54, 20], [62, 20], [98, 44], [98, 52], [90, 52], [50, 66], [58, 74], [102, 92], [94, 92]];
  const shades = ["skin", "cloud", "slate"];
  return [
    back,
    face,
    ...strips.map(([x, y, width, shade]) => rect(x, y, width, 5, shade, { opacity: 0.75 })),
    ...blocks.map(([x, y], place) => rect(x, y, 8, 8, shades[place % shades.length])),
    group("translate(134 24)", disc(0, 0, 13, "ink", { opacity: 0.7 }), stroke("M0 -7 a7 7 0 1 1 -6.500 4.500", "white", 2.5)),
  ];
}

// 68 units wide and 102 high, the head in the middle.
function person({ hair, clothes, long, old, bun, fringe, collar, worried }) {
  const behind = [];
  if (long) behind.push(area("M12 34 q0 -32 22 -32 t22 32 v28 h-44 z", hair));
  if (bun) behind.push(disc(34, 4, 8, hair));
  const face = [
    rect(27, 50, 14, 16, "skin"),
    area("M0 102 q0 -40 34 -40 t34 40 z", clothes),
    area("M25 62 l9 12 l9 -12 z", "skin"),
    shape("ellipse", { cx: 34, cy: 36, rx: 17, ry: 20, fill: "skin" }),
    area("M15 34 q-2 -26 19 -26 t19 26 q-4 -13 -12 -15 q-18 2 -26 15 z", hair),
    disc(27, 37, 1.8, "ink"),
    disc(41, 37, 1.8, "ink"),
    worried ? stroke("M29 49.500 q5 -4 10 0", "red", 1.8) : stroke("M28 47 q6 5 12 0", "red", 1.8),
  ];
  if (worried) face.push(stroke("M22.500 32 l7 -3 M45.500 32 l-7 -3", hair, 1.8));
  if (fringe) face.push(area("M17 28 q6 -14 18 -12 q14 0 16 12 q-16 -7 -34 0 z", hair));
  if (old) {
    face.push(stroke("M28 26 q6 -1.500 12 0 M23 46 q-0.500 3 1 5 M45 46 q0.500 3 -1 5", "earth", 1.1));
  }
  if (collar) face.push(area("M22 63 l12 13 l-12 6 z M46 63 l-12 13 l12 6 z", "white"));
  return [...behind, ...face];
}

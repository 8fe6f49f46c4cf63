// The resident's face, drawn with a few lines: what it shows is also said in words beside it.

const SVG = "http://www.w3.org/2000/svg";

const COATS = { plum: "#7b4a63", teal: "#2f6b66", brown: "#76573c", blue: "#3c5a7d" };
const SKIN = "#e0b48f";
const SHADE = "#b98a66";
const HAIRS = ["#8d8a88", "#a5a29f", "#cdcac6"]; // how grey at 60, at 70, at 80
const CLOTH = "#7a3f3c";
const FOLD = "#5f2f2f";
const WOVEN = "#e3b96a";
const LINE = "#4a342a";

const BROWS = {
  afraid: "M56 68q10 -7 18 -3M126 68q-10 -7 -18 -3",
  uneasy: "M56 69q9 -5 18 -3M126 69q-9 -5 -18 -3",
  calm: "M56 67q9 -4 18 -1M126 67q-9 -4 -18 -1",
  glad: "M56 65q9 -5 18 -1M126 65q-9 -5 -18 -1",
};
const MOUTHS = {
  afraid: "M81 116q10 -7 20 0",
  uneasy: "M81 114q10 -2 20 0",
  calm: "M80 112q11 4 22 0",
  glad: "M77 109q14 13 28 0",
};
// How far the lids come down, in units of the drawing.
const LIDS = { fresh: 0, tiring: 2, tired: 4, worn: 6 };

// What the years drew: beside and under the eyes, and from 75 on over the brow.
const YEARS = "M56 81l-6 -3M55 86l-7 1M126 81l6 -3M127 86l7 1M60 95q6 4 12 0M110 95q6 4 12 0M85 127q6 3 12 0";
const BROW = "M74 59q17 -4 34 0M78 64.5q13 -3 26 0";

/** A face that can change, of the age that is written beside it: {node, update(mood, strength, holder)}. */
export function drawFace(portrait, age) {
  const coat = COATS[portrait.coat];
  const grey = HAIRS[Math.min(Math.max(Math.floor(age / 10) - 6, 0), 2)];
  const brows = line("");
  const mouth = line("");
  const lids = [lid(66), lid(116)];
  const arm = line("", { stroke: coat, "stroke-width": 17 });
  const hand = shape("ellipse", { rx: 11, ry: 9, fill: SKIN });
  const phone = shape("rect", { width: 26, height: 42, rx: 5, fill: "#27343a" });
  const node = shape(
    "svg",
    { viewBox: "0 0 182 190", class: "cn-her-face", "aria-hidden": "true", focusable: "false" },
    ...hairBehind(portrait.hair, grey),
    shape("path", { d: "M30 190q2 -44 61 -44t61 44z", fill: coat }),
    shape("path", { d: "M76 132h30v18q-15 12 -30 0z", fill: SHADE }),
    shape("ellipse", { cx: 91, cy: 90, rx: 42, ry: 49, fill: SKIN }),
    line(age < 75 ? YEARS : YEARS + BROW, { stroke: SHADE, "stroke-width": 1.6 }),
    ...hairBefore(portrait.hair, grey),
    eye(66),
    eye(116),
    ...lids,
    brows,
    line("M91 82q-5 14 2 16", { stroke: SHADE }),
    line("M52 96q5 4 9 4M130 96q-5 4 -9 4M62 112q-3 6 0 11M120 112q3 6 0 11", { stroke: SHADE, "stroke-width": 1.6 }),
    mouth,
    ...(portrait.glasses ? glasses() : []),
    phone,
    arm,
    hand,
  );
  return {
    node,
    update(mood, strength, holder) {
      brows.setAttribute("d", BROWS[mood]);
      mouth.setAttribute("d", MOUTHS[mood]);
      for (const each of lids) each.setAttribute("height", String(2 + LIDS[strength]));
      pose(arm, hand, phone, mood, holder);
    },
  };
}

/** Her hand: on the phone, drawn back, or empty while somebody else holds it. */
function pose(arm, hand, phone, mood, holder) {
  const back = mood === "afraid";
  const [x, y] = holder !== "her" ? [128, 176] : back ? [112, 178] : [138, 158];
  arm.setAttribute("d", `M146 186q-2 -14 ${x - 146} ${y - 186}`);
  hand.setAttribute("cx", String(x));
  hand.setAttribute("cy", String(y));
  phone.setAttribute("x", holder === "her" ? "140" : "154");
  phone.setAttribute("y", holder === "her" ? "126" : "104");
  phone.setAttribute("opacity", holder === "her" ? "1" : "0.35");
}

function hairBehind(hair, grey) {
  if (hair === "bun") return [shape("circle", { cx: 91, cy: 34, r: 19, fill: grey })];
  if (hair === "scarf") return [shape("path", { d: "M128 56q26 6 26 46q-8 8 -17 3q2 -30 -14 -38z", fill: FOLD })]; // its end, beside the ear
  return [];
}

/** A scarf lies folded on the head, with a woven edge, and leaves the hair at the temples free. */
function hairBefore(hair, grey) {
  if (hair === "scarf") {
    return [
      shape("path", { d: "M48 96q-8 -52 43 -54q51 2 43 54q-3 -20 -13 -28q-14 -9 -30 -9t-30 9q-10 8 -13 28z", fill: grey }),
      shape("path", { d: "M41 73q0 -46 50 -46t50 46q-20 -21 -50 -21t-50 21z", fill: CLOTH }),
      line("M46 64q18 -17 45 -17t45 17", { stroke: WOVEN, "stroke-width": 3, "stroke-dasharray": "1 6" }),
      line("M52 50q14 -15 39 -15", { stroke: FOLD, "stroke-width": 2 }),
    ];
  }
  if (hair === "cap") return [shape("path", { d: "M46 72q2 -36 45 -36t45 36q-45 -14 -90 0z", fill: "#54605f" })];
  return [shape("path", { d: "M47 86q-2 -48 44 -48t44 48q-8 -26 -44 -30q-36 4 -44 30z", fill: grey })];
}

function glasses() {
  const rim = { fill: "none", stroke: "#5a5f63", "stroke-width": 2.4 };
  return [
    shape("rect", { x: 50, y: 73, width: 33, height: 25, rx: 11, ...rim }),
    shape("rect", { x: 99, y: 73, width: 33, height: 25, rx: 11, ...rim }),
    line("M83 83q8 -4 16 0", { stroke: "#5a5f63", "stroke-width": 2.4 }),
  ];
}

function eye(cx) {
  return shape("ellipse", { cx, cy: 85, rx: 4.2, ry: 4.8, fill: LINE });
}

function lid(cx) {
  return shape("rect", { x: cx - 7, y: 78, width: 14, height: 2, fill: SKIN });
}

function line(d, more = {}) {
  return shape("path", { d, fill: "none", stroke: LINE, "stroke-width": 2.6, "stroke-linecap": "round", ...more });
}

function shape(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

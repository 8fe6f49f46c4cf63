// The resident's face, drawn with a few lines: what it shows is also said in words beside it.

const SVG = "http://www.w3.org/2000/svg";

const COATS = { plum: "#7b4a63", teal: "#2f6b66", brown: "#76573c", blue: "#3c5a7d" };
const SKIN = "#e0b48f";
const SHADE = "#b98a66";
const HAIR = "#8d8a88";
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

/** A face that can change: {node, update(mood, strength, holder)}. */
export function drawFace(portrait) {
  const coat = COATS[portrait.coat];
  const brows = line("");
  const mouth = line("");
  const lids = [lid(66), lid(116)];
  const arm = line("", { stroke: coat, "stroke-width": 17 });
  const hand = shape("ellipse", { rx: 11, ry: 9, fill: SKIN });
  const phone = shape("rect", { width: 26, height: 42, rx: 5, fill: "#27343a" });
  const node = shape(
    "svg",
    { viewBox: "0 0 182 190", class: "cn-her-face", "aria-hidden": "true", focusable: "false" },
    ...hairBehind(portrait.hair),
    shape("path", { d: "M30 190q2 -44 61 -44t61 44z", fill: coat }),
    shape("path", { d: "M76 132h30v18q-15 12 -30 0z", fill: SHADE }),
    shape("ellipse", { cx: 91, cy: 90, rx: 42, ry: 49, fill: SKIN }),
    ...hairBefore(portrait.hair),
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

function hairBehind(hair) {
  if (hair === "bun") return [shape("circle", { cx: 91, cy: 34, r: 19, fill: HAIR })];
  if (hair === "scarf") return [shape("path", { d: "M42 92q-6 -58 49 -58t49 58l8 54h-114z", fill: "#a9745b" })];
  return [];
}

function hairBefore(hair) {
  if (hair === "scarf") return [shape("path", { d: "M48 84q4 -44 43 -44t43 44q-12 -30 -43 -30t-43 30z", fill: "#8f5d47" })];
  if (hair === "cap") return [shape("path", { d: "M46 72q2 -36 45 -36t45 36q-45 -14 -90 0z", fill: "#54605f" })];
  return [shape("path", { d: "M47 86q-2 -48 44 -48t44 48q-8 -26 -44 -30q-36 4 -44 30z", fill: HAIR })];
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

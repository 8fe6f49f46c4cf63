// Schematic photos of a paper, drawn here so that no picture of a real document is ever needed.

const SVG = "http://www.w3.org/2000/svg";

/** A drawn photo: "clear", "blurred", "cut", "glare" or "wrong-side"; words beside it say what it shows. */
export function picture(name) {
  const frame = shape("svg", {
    viewBox: "0 0 160 110",
    class: "cn-picture",
    "aria-hidden": "true",
    focusable: "false",
  });
  frame.append(shape("rect", { width: 160, height: 110, class: "cn-pic-table" }));
  const paper = shape("g", { transform: PLACES[name] || PLACES.clear });
  paper.append(shape("rect", { x: -56, y: -38, width: 112, height: 76, rx: 2, class: "cn-pic-paper" }));
  paper.append(...(name === "wrong-side" ? backOfPaper() : frontOfPaper()));
  if (name === "blurred") paper.setAttribute("class", "cn-pic-blurred");
  frame.append(paper);
  if (name === "glare") frame.append(...glare());
  return frame;
}

const PLACES = {
  clear: "translate(80 55) rotate(-1)",
  blurred: "translate(80 55) rotate(-2)",
  cut: "translate(126 76) rotate(-7) scale(1.25)",
  glare: "translate(80 55) rotate(1)",
  "wrong-side": "translate(80 55) rotate(-1)",
};

function frontOfPaper() {
  const lines = [-8, 0, 8, 16].map((y, row) =>
    shape("rect", { x: -46, y, width: [70, 84, 60, 76][row], height: 3, class: "cn-pic-line" }),
  );
  return [
    shape("rect", { x: -30, y: -31, width: 60, height: 4, class: "cn-pic-line" }),
    shape("rect", { x: -22, y: -23, width: 44, height: 6, class: "cn-pic-title" }),
    ...lines,
    shape("circle", { cx: 34, cy: 25, r: 9, class: "cn-pic-seal" }),
  ];
}

function backOfPaper() {
  const squares = [];
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 4; column += 1) {
      squares.push(
        shape("rect", { x: -44 + column * 23, y: -28 + row * 20, width: 18, height: 15, class: "cn-pic-cell" }),
      );
    }
  }
  return squares;
}

function glare() {
  return [60, 42, 24].map((radius, ring) =>
    shape("ellipse", { cx: 92, cy: 48, rx: radius, ry: radius * 0.62, class: `cn-pic-glare cn-pic-glare-${ring}` }),
  );
}

function shape(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
}

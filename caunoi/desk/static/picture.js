// A portal as a picture: boxes with a small sketch of each screen, arrows with the words of the actions.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 208;
const PAD = 12;
const TITLE_LINE = 18;
const ROW = 20;
const CHAR = 7.1; // average width of a letter of the title
const SMALL_CHAR = 6.1;
const LABELS = 3;
const SOFTNESS = 8;

/** Lays out and draws: {node, width, height, start}, start being how far to the right the first screen is. `all` draws the arrows that start on nearly every screen, too. */
export function drawPicture(dagre, picture, all, words) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 28, ranksep: 30, edgesep: 14, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  const arrows = picture.arrows.filter((arrow) => all || !arrow.everywhere);
  const depth = depths(picture.screens, arrows);
  const inOrder = [...picture.screens].sort((one, other) => depth.get(one.id) - depth.get(other.id));
  const boxes = inOrder.map((screen) => boxOf(screen, picture.traced, words));
  for (const box of boxes) graph.setNode(box.screen.id, { width: WIDTH, height: box.height });
  const lines = paired(arrows, depth).map((line, place) => {
    const labels = [...labelsOf(line.on, words), ...labelsOf(line.back, words, "↑ ")];
    const width = Math.max(...labels.map((label) => label.text.length)) * SMALL_CHAR + 10;
    const weight = depth.get(line.head) === depth.get(line.tail) + 1 ? 3 : 1;
    const laid = { width, height: labels.length * 15 + 4, labelpos: "c", weight };
    graph.setEdge(line.tail, line.head, laid, String(place));
    return { ...line, labels, place };
  });
  dagre.layout(graph);
  const { width, height } = graph.graph();
  const node = draw("svg", {
    viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
    class: "portal-picture",
    role: "group",
  });
  const titles = new Map(picture.screens.map((screen) => [screen.id, screen.title]));
  const edgeOf = (line) => graph.edge(line.tail, line.head, String(line.place));
  node.append(
    heads(),
    ...lines.map((line) => drawLine(line, edgeOf(line), picture.traced, titles, words)),
    ...boxes.map((box) => drawBox(box, graph.node(box.screen.id), picture.traced, words)),
    ...lines.map((line) => drawLabels(line, edgeOf(line), picture.traced)),
  );
  return { node, width, height, start: graph.node(inOrder[0].id).x };
}

/** Arrows between two screens in one line: {tail, head, on, back}, which leads from the start onwards. */
function paired(arrows, depth) {
  const lines = new Map();
  for (const arrow of arrows) {
    const back = depth.get(arrow.from) > depth.get(arrow.to);
    const [tail, head] = back ? [arrow.to, arrow.from] : [arrow.from, arrow.to];
    const same = [`${tail} ${head}`, `${head} ${tail}`].find((key) => lines.has(key));
    const line = lines.get(same) || { tail, head, on: null, back: null };
    line[line.tail === arrow.from ? "on" : "back"] = arrow;
    lines.set(same || `${tail} ${head}`, line);
  }
  return [...lines.values()];
}

function draw(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, String(value));
  }
  node.append(...children);
  return node;
}

function heads() {
  const head = (id) =>
    draw(
      "marker",
      { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, orient: "auto-start-reverse", class: id },
      draw("path", { d: "M0 0.5 L8 4 L0 7.5 z" }),
    );
  return draw("defs", {}, head("head-covered"), head("head-uncovered"));
}

function boxOf(screen, traced, words) {
  const title = wrapped(screen.title, Math.floor((WIDTH - 2 * PAD) / CHAR), 2);
  const flags = [
    screen.start && ["start", words.is_start],
    screen.goal && ["goal", words.is_goal],
    !screen.reachable && ["bad", words.is_unreachable],
    screen.dead_end && ["bad", words.is_dead_end],
    traced && !screen.covered && ["uncovered", words.is_uncovered],
  ].filter(Boolean);
  const head = PAD + title.length * TITLE_LINE + (flags.length > 0 ? 22 : 0) + 4;
  return { screen, title, flags, head, height: head + screen.sketch.length * ROW + PAD };
}

function drawBox({ screen, title, flags, head, height }, { x, y }, traced, words) {
  const looks = ["box"];
  if (!screen.reachable || screen.dead_end) looks.push("is-bad");
  if (traced) looks.push(screen.covered ? "is-covered" : "is-uncovered");
  const name = [screen.title, ...flags.map(([, text]) => text)].join(", ");
  const node = draw("a", {
    href: `#screen-${screen.id}`,
    class: looks.join(" "),
    "data-screen": screen.id,
    transform: `translate(${x - WIDTH / 2} ${y - height / 2})`,
    "aria-label": name,
  });
  node.append(draw("rect", { class: "box-frame", width: WIDTH, height, rx: 8 }));
  title.forEach((line, place) =>
    node.append(text(line, PAD, PAD + 13 + place * TITLE_LINE, "box-title")),
  );
  let left = PAD;
  for (const [kind, label] of flags) {
    const width = label.length * SMALL_CHAR + 12;
    const top = PAD + title.length * TITLE_LINE + 2;
    node.append(draw("rect", { class: `flag flag-${kind}`, x: left, y: top, width, height: 18, rx: 9 }));
    node.append(text(label, left + 6, top + 13, `flag-text flag-text-${kind}`));
    left += width + 4;
  }
  screen.sketch.forEach(([kind, label], place) => node.append(...sketched(kind, label, head + place * ROW, words)));
  return node;
}

const INNER = WIDTH - 2 * PAD;

function sketched(kind, label, top, words) {
  const fits = Math.floor((INNER - 16) / SMALL_CHAR);
  if (kind === "input")
    return [draw("rect", { class: "sk-input", x: PAD, y: top + 2, width: INNER, height: 16, rx: 3 }), text(cut(label, fits), PAD + 6, top + 14, "sk-text")];
  if (kind === "main" || kind === "action")
    return [draw("rect", { class: `sk-${kind}`, x: PAD, y: top + 2, width: INNER, height: 16, rx: 8 }), text(cut(label, fits), PAD + 8, top + 14, `sk-text sk-text-${kind}`)];
  if (kind === "more") return [text(words.and_more.replace("{n}", label), PAD, top + 14, "sk-text sk-soft")];
  if (kind === "notice") return [draw("rect", { class: "sk-notice", x: PAD, y: top + 2, width: INNER, height: 15, rx: 3 })];
  if (kind === "heading") return [bar(PAD, top + 7, INNER * 0.6, 6)];
  if (kind === "message") return [draw("rect", { class: "sk-message", x: PAD, y: top + 2, width: INNER * 0.75, height: 15, rx: 7 })];
  if (kind === "picture") return [draw("rect", { class: "sk-input", x: PAD, y: top + 1, width: 30, height: 17, rx: 2 }), bar(PAD + 38, top + 8, INNER * 0.5, 4)];
  if (kind === "facts") return [bar(PAD, top + 5, INNER * 0.3, 4), bar(PAD + INNER * 0.4, top + 5, INNER * 0.5, 4), bar(PAD, top + 12, INNER * 0.25, 4), bar(PAD + INNER * 0.4, top + 12, INNER * 0.4, 4)];
  return [bar(PAD, top + 5, INNER, 4), bar(PAD, top + 12, INNER * 0.7, 4)];
}

function bar(x, y, width, height) {
  return draw("rect", { class: "sk-bar", x, y, width, height, rx: 2 });
}

function look(covered, traced) {
  return !traced || covered ? "covered" : "uncovered";
}

const taken = (arrow) => arrow !== null && Object.values(arrow.labels).some(Boolean);

function drawLine(line, edge, traced, titles, words) {
  const head = (arrow) => (arrow ? `url(#head-${look(taken(arrow), traced)})` : null);
  const node = draw("path", {
    class: `arrow is-${look(taken(line.on) || taken(line.back), traced)}`,
    d: curve(edge.points),
    "marker-end": head(line.on),
    "marker-start": head(line.back),
  });
  const names = [line.on, line.back].filter(Boolean).map((arrow) =>
    words.arrow_name
      .replace("{from}", titles.get(arrow.from))
      .replace("{to}", titles.get(arrow.to))
      .replace("{labels}", Object.keys(arrow.labels).join("; ")),
  );
  node.append(draw("title", {}, names.join("\n")));
  return node;
}

function drawLabels({ labels }, edge, traced) {
  const node = draw("g", { class: "arrow-label", "aria-hidden": "true" });
  const height = labels.length * 15 + 2;
  const top = edge.y - height / 2;
  node.append(draw("rect", { x: edge.x - edge.width / 2, y: top, width: edge.width, height, rx: 4 }));
  labels.forEach((label, place) => {
    const words = text(label.text, edge.x, top + 12 + place * 15, `label-text is-${look(label.covered, traced)}`);
    words.setAttribute("text-anchor", "middle");
    node.append(words);
  });
  return node;
}

/** A line that goes softly through all points of the layout. */
function curve(points) {
  const at = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  const pulled = (from, before, after, sign) => ({
    x: from.x + (sign * (after.x - before.x)) / SOFTNESS,
    y: from.y + (sign * (after.y - before.y)) / SOFTNESS,
  });
  let path = `M${at(points[0])}`;
  for (let place = 0; place < points.length - 1; place += 1) {
    const [from, to] = [points[place], points[place + 1]];
    const before = points[place - 1] || from;
    const after = points[place + 2] || to;
    path += `C${at(pulled(from, before, to, 1))} ${at(pulled(to, from, after, -1))} ${at(to)}`;
  }
  return path;
}

/** How many arrows each screen is from a start; what cannot be reached counts as farthest. */
function depths(screens, arrows) {
  const found = new Map(screens.filter((screen) => screen.start).map((screen) => [screen.id, 0]));
  for (const [id, depth] of found) {
    for (const arrow of arrows) if (arrow.from === id && !found.has(arrow.to)) found.set(arrow.to, depth + 1);
  }
  for (const screen of screens) if (!found.has(screen.id)) found.set(screen.id, screens.length);
  return found;
}

/** What stands at a line for the arrow of one direction: [{text, covered}]. */
function labelsOf(arrow, words, sign = "") {
  if (arrow === null) return [];
  const all = Object.entries(arrow.labels).map(([label, covered]) => ({ text: sign + cut(label, 22), covered }));
  if (all.length <= LABELS) return all;
  const more = { text: words.and_more.replace("{n}", all.length - LABELS), covered: true };
  return [...all.slice(0, LABELS), more];
}

function text(words, x, y, look) {
  return draw("text", { x, y, class: look }, words);
}

/** A text that is as wide as so many small letters; capitals and digits are wider. */
function cut(label, length) {
  let room = length;
  for (const [place, letter] of [...label].entries()) {
    room -= /[\p{Lu}\d]/u.test(letter) ? 1.3 : 1;
    if (room < 0) return `${[...label].slice(0, place - 1).join("").trimEnd()}…`;
  }
  return label;
}

function wrapped(label, length, most) {
  const lines = [];
  for (const word of label.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && `${last} ${word}`.length <= length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length > most) lines[most - 1] = cut(`${lines.slice(most - 1).join(" ")}`, length);
  return lines.slice(0, most).map((line) => cut(line, length));
}

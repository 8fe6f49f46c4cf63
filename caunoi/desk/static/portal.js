// A portal on the desk: its picture, moved and sized by buttons and keys, and a live mock-up at the chosen screen.

import { follow, onNews, said } from "./parts.js";
import { openPane } from "./pane.js";
import { drawPicture } from "./picture.js";
import { openWay } from "./steps.js";
import { make } from "../../../widgets/dom.js";

const STEP = 1.25;
const LEAST = 0.2;
const MOST = 2.5;
const READABLE = 0.85;
const PAN_PX = 160;

const page = JSON.parse(document.getElementById("desk-page").textContent);
const place = document.querySelector("[data-picture]");
const everywhere = document.querySelector("[data-everywhere]");
const stage = document.querySelector("[data-live]");
const language = document.querySelector("[data-live-lang]");
const way = openWay();
const live = openPane(stage, import(page.module), way);
const layout = import(page.layout);
let shown = null;
let drawn = "";
let zoom = null;
let screen = null;

async function ask(address) {
  const answer = await fetch(address, { cache: "no-store" }).catch(() => null);
  return answer && answer.ok ? answer.json() : null;
}

async function renew() {
  const answer = await ask(page.picture);
  if (!answer || !answer.picture) return;
  const text = JSON.stringify([answer.picture, everywhere.querySelector("input").checked]);
  if (text === drawn) return;
  drawn = text;
  everywhere.hidden = !answer.picture.arrows.some((arrow) => arrow.everywhere);
  const all = everywhere.querySelector("input").checked;
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.screen : null;
  const { scrollLeft, scrollTop } = place;
  const { default: dagre } = await layout;
  shown = drawPicture(dagre, answer.picture, all, said);
  place.replaceChildren(shown.node);
  if (zoom === null) begin();
  else {
    size(zoom);
    place.scrollTo(scrollLeft, scrollTop);
  }
  if (held) place.querySelector(`[data-screen="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  mark();
  if (screen === null) choose(answer.picture.screens.find((each) => each.start).id, false);
}

function size(next) {
  zoom = Math.min(MOST, Math.max(LEAST, next));
  shown.node.setAttribute("width", Math.round(shown.width * zoom));
  shown.node.setAttribute("height", Math.round(shown.height * zoom));
}

function zoomBy(factor) {
  const [x, y] = [place.scrollLeft + place.clientWidth / 2, place.scrollTop + place.clientHeight / 2];
  const before = zoom;
  size(zoom * factor);
  place.scrollTo((x * zoom) / before - place.clientWidth / 2, (y * zoom) / before - place.clientHeight / 2);
}

/** Large enough to read, with the start in the middle of the upper edge. */
function begin() {
  size(Math.max(READABLE, Math.min(1, place.clientWidth / shown.width)));
  place.scrollTo(shown.start * zoom - place.clientWidth / 2, 0);
}

function fit() {
  size(Math.min(1, place.clientWidth / shown.width, place.clientHeight / shown.height));
  place.scrollTo(0, 0);
}

const ZOOMS = { in: () => zoomBy(STEP), out: () => zoomBy(1 / STEP), fit };
const PANS = { left: [-PAN_PX, 0], right: [PAN_PX, 0], up: [0, -PAN_PX], down: [0, PAN_PX] };
const KEYS = { "+": "in", "=": "in", "-": "out", 0: "fit" };

async function choose(id, anew = true) {
  screen = id;
  if (anew) way.put([]);
  mark();
  const answer = await ask(`${page.views}?screen=${encodeURIComponent(id)}&lang=${language.value}`);
  if (!answer || screen !== id) return;
  if (answer.view) await live.show(answer.view);
  else if (stage.childElementCount === 0) stage.append(make("p", { class: "soft" }, said.no_view));
}

function mark() {
  for (const box of place.querySelectorAll("[data-screen]")) {
    if (box.dataset.screen === screen) box.setAttribute("aria-current", "true");
    else box.removeAttribute("aria-current");
  }
}

for (const button of document.querySelectorAll("[data-zoom]"))
  button.addEventListener("click", () => shown && ZOOMS[button.dataset.zoom]());
for (const button of document.querySelectorAll("[data-pan]"))
  button.addEventListener("click", () => place.scrollBy(...PANS[button.dataset.pan]));
place.addEventListener("keydown", (key) => {
  if (key.ctrlKey || key.metaKey || key.altKey) return;
  if (KEYS[key.key] && shown) {
    key.preventDefault();
    ZOOMS[KEYS[key.key]]();
  } else if (key.key === " " && key.target.dataset.screen) {
    key.preventDefault();
    choose(key.target.dataset.screen);
  }
});
document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-screen]");
  if (!box) return;
  event.preventDefault();
  choose(box.dataset.screen);
  if (!place.contains(box)) document.querySelector(".live").scrollIntoView({ block: "nearest" });
});
language.addEventListener("change", () => screen && choose(screen, false));
everywhere.querySelector("input").addEventListener("change", renew);
onNews(() => {
  renew();
  if (screen) choose(screen, false);
});
renew();
follow();

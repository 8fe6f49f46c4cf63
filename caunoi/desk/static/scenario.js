// A scenario on the desk: mock-ups side by side on one way, the way in words with its score, and saving it as a trace.

import { follow, onNews, replace, said, say } from "./parts.js";
import { openPane } from "./pane.js";
import { openWay } from "./steps.js";
import { fill, make } from "../../../widgets/dom.js";

const SETTLE_MS = 80;
const WIDE_PX = 1200;

const page = JSON.parse(document.getElementById("desk-page").textContent);
const module = import(page.module);
const way = openWay();
const panes = new Map();
const board = document.querySelector("[data-panes]");
const told = document.querySelector("[data-way]");
const form = document.querySelector("[data-save]");
let seen = "";
let asked = 0;

/** The mock-ups that are chosen, in the order of the choosers: [{mode, lang, name}]. */
function chosen() {
  const modes = [...document.querySelectorAll("input[name=mode]:checked")];
  const langs = [...document.querySelectorAll("input[name=lang]:checked")];
  return modes.flatMap((mode) =>
    langs.map((lang) => ({
      mode: mode.value,
      lang: lang.value,
      name: fill(said.pane_name, { mode: said.modes[mode.value], language: lang.dataset.name }),
    })),
  );
}

function arrange() {
  const wanted = chosen();
  const keys = wanted.map(({ mode, lang }) => `${mode}-${lang}`);
  for (const [key, pane] of panes) {
    if (keys.includes(key)) continue;
    pane.live.close();
    pane.node.remove();
    panes.delete(key);
  }
  wanted.forEach((each, place) => {
    const key = keys[place];
    if (!panes.has(key)) panes.set(key, newPane(each, key));
    if (board.children[place] !== panes.get(key).node) board.insertBefore(panes.get(key).node, board.children[place]);
  });
  board.dataset.count = Math.min(panes.size, 2);
  for (const pane of panes.values()) pane.renew();
}

function newPane({ mode, lang, name }, key) {
  const stage = make("div", { class: "pane-stage" });
  const node = make(
    "section",
    { class: "pane", "aria-labelledby": `pane-${key}` },
    make("h2", { id: `pane-${key}`, class: "pane-title" }, name),
    stage,
  );
  // In “Show” nobody does anything: it has a way of its own.
  const live = openPane(stage, module, mode === "show" ? openWay() : way);
  return {
    node,
    live,
    async renew() {
      const answer = await ask(`${page.views}?mode=${mode}&lang=${lang}`);
      if (!answer) return;
      if (answer.view) await live.show(answer.view);
      else if (stage.childElementCount === 0) stage.append(make("p", { class: "soft" }, said.no_view));
    },
  };
}

async function ask(address) {
  const answer = await fetch(address, { cache: "no-store" }).catch(() => null);
  return answer && answer.ok ? answer.json() : null;
}

async function send(address, body) {
  const headers = { "Content-Type": "application/json", "X-XSRFToken": page.xsrf };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
  if (!answer) return { ok: false, body: { error: { message: said.lost } } };
  return { ok: answer.ok, body: await answer.json() };
}

async function score() {
  asked += 1;
  const mine = asked;
  const { ok, body } = await send(page.walk, { events: way.events() });
  if (mine !== asked || !ok) return;
  document.querySelector("[data-way-stale]").hidden = body.html !== null;
  if (body.html === null) return;
  replace(told, body.html);
  seen = body.digest;
  form.querySelector("[data-points]").textContent = body.scored ? `${body.points} / ${body.max_points}` : "–";
}

let settling = null;
way.onChange(() => {
  clearTimeout(settling);
  settling = setTimeout(score, SETTLE_MS);
});

async function save(event) {
  event.preventDefault();
  const outcome = form.querySelector("[data-outcome]");
  const { id, kind } = Object.fromEntries(new FormData(form));
  const { ok, body } = await send(page.traces, { id, kind, events: way.events(), digest: seen });
  outcome.hidden = false;
  outcome.className = `notice notice-${ok ? "success" : "error"}`;
  outcome.textContent = ok ? fill(said.saved, body) : body.error.message;
  await score();
}

async function load(button) {
  const trace = await ask(`${page.trace}?id=${encodeURIComponent(button.dataset.load)}`);
  if (!trace) return;
  way.put(trace.events);
  say(fill(said.loaded, trace));
  document.querySelector(".workbench").scrollIntoView({ block: "start" });
}

if (innerWidth >= WIDE_PX) {
  const other = document.documentElement.lang === "en" ? "vi" : "en";
  document.querySelector(`input[name=lang][value=${other}]`).checked = true;
} else {
  // One under the other: the first is enough to begin with.
  const modes = [...document.querySelectorAll("input[name=mode]:checked")];
  for (const extra of modes.slice(0, -1)) extra.checked = false;
}
for (const box of document.querySelectorAll(".choosers input")) box.addEventListener("change", arrange);
document.querySelector("[data-undo]").addEventListener("click", () => {
  way.undo();
  say(said.undone);
});
document.querySelector("[data-clear]").addEventListener("click", () => {
  way.put([]);
  say(said.cleared);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-load]");
  if (button) load(button);
});
form.addEventListener("submit", save);
onNews(() => {
  for (const pane of panes.values()) pane.renew();
  score();
});
arrange();
score();
follow();

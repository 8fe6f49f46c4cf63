// An item set on the desk: each item drawn as trainees see it, beside its key; an answer given here is marked at once.

import { follow, onNews, replace, said } from "./parts.js";
import { openPane } from "./pane.js";
import { openWay } from "./steps.js";
import { make } from "../../../widgets/dom.js";

const page = JSON.parse(document.getElementById("desk-page").textContent);
const module = import(page.module);
const place = document.querySelector("[data-items]");
const language = document.querySelector("[data-items-lang]");
const rows = new Map();

async function renew() {
  const answer = await fetch(`${page.views}?lang=${language.value}`, { cache: "no-store" }).catch(() => null);
  if (!answer || !answer.ok) return;
  const { items } = await answer.json();
  if (!items) {
    if (rows.size === 0) place.replaceChildren(make("p", { class: "soft" }, said.no_view));
    return;
  }
  if (rows.size === 0) place.replaceChildren();
  const ids = items.map((item) => item.id);
  for (const [id, row] of rows) {
    if (ids.includes(id)) continue;
    row.live.close();
    row.node.remove();
    rows.delete(id);
  }
  items.forEach((item, position) => {
    if (!rows.has(item.id)) rows.set(item.id, newRow(item.id));
    const row = rows.get(item.id);
    if (place.children[position] !== row.node) place.insertBefore(row.node, place.children[position]);
    row.live.show(item.view);
    replace(row.key, item.html);
    row.judge();
  });
}

function newRow(id) {
  const stage = make("div", { class: "item-stage" });
  const key = make("div", { class: "item-key" });
  const way = openWay();
  async function judge() {
    const answers = way.events().filter((event) => event.answer === id);
    const line = key.querySelector("[data-mark]");
    if (answers.length === 0 || !line) return;
    const headers = { "Content-Type": "application/json", "X-XSRFToken": page.xsrf };
    const body = JSON.stringify({ item: id, response: answers[answers.length - 1].to });
    const answer = await fetch(page.mark, { method: "POST", headers, body }).catch(() => null);
    if (answer && answer.ok) line.textContent = (await answer.json()).html.trim();
  }
  way.onChange(judge);
  return {
    node: make("section", { class: "item-row", "aria-label": id }, stage, key),
    live: openPane(stage, module, way),
    key,
    judge,
  };
}

language.addEventListener("change", renew);
onNews(renew);
renew();
follow();

// What a screen says: headings, texts, notices, lists, facts, pictures and messages.

import { make } from "./dom.js";
import { paragraphs, steady, write } from "./lines.js";
import { drawMessage } from "./messages.js";
import { notice } from "./notice.js";
import { picture } from "./pictures.js";

/** One block: {node, update(vars)}, of facts also `rows`; `show(variable, value)` gives the words for a value. */
export function drawBlock(block, show, ui) {
  if (block.kind === "facts") return facts(block, show);
  return { node: DRAWN[block.kind](block, ui), update: () => {} };
}

const DRAWN = {
  heading: (block) => make("h4", { class: "cn-block-heading" }, ...steady(block.text)),
  text: (block) => make("div", { class: "cn-block-text" }, ...paragraphs(block.text)),
  notice: (block) => notice(block.tone, ...paragraphs(block.text)),
  list: (block) => make("ul", { class: "cn-block-list" }, ...block.items.map((item) => make("li", {}, ...steady(item)))),
  picture: (block) => make("div", { class: "cn-block-picture" }, picture(block.picture, block.label)),
  message: drawMessage,
};

function facts(block, show) {
  const rows = block.facts.map((fact) => {
    const value = make("dd", {}, ...steady(fact.text || ""));
    return { fact, value, node: make("div", {}, make("dt", {}, ...steady(fact.label)), value) };
  });
  return {
    node: make("dl", { class: "cn-block-facts" }, ...rows.map((row) => row.node)),
    rows: rows.map((row) => row.node),
    update(vars) {
      for (const { fact, value } of rows) {
        if (fact.show) write(value, show(fact.show, vars[fact.show]));
      }
    },
  };
}

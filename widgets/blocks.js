// What a screen says: headings, texts, notices, lists and facts.

import { make, paragraphs } from "./dom.js";
import { notice } from "./notice.js";

/** One block: {node, update(vars)}; `show(variable, value)` gives the words for a value. */
export function drawBlock(block, show) {
  if (block.kind === "facts") return facts(block, show);
  return { node: DRAWN[block.kind](block), update: () => {} };
}

const DRAWN = {
  heading: (block) => make("h4", { class: "cn-block-heading" }, block.text),
  text: (block) => make("div", { class: "cn-block-text" }, ...paragraphs(block.text)),
  notice: (block) => notice(block.tone, ...paragraphs(block.text)),
  list: (block) => make("ul", { class: "cn-block-list" }, ...block.items.map((item) => make("li", {}, item))),
};

function facts(block, show) {
  const rows = block.facts.map((fact) => {
    const value = make("dd", {}, fact.text || "");
    return { fact, value, node: make("div", {}, make("dt", {}, fact.label), value) };
  });
  return {
    node: make("dl", { class: "cn-block-facts" }, ...rows.map((row) => row.node)),
    update(vars) {
      for (const { fact, value } of rows) {
        if (fact.show) value.textContent = show(fact.show, vars[fact.show]);
      }
    },
  };
}

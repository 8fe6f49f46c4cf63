// What was said and done so far, to read again.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { steady } from "./lines.js";
import { start, step } from "./machine.js";
import { eventWords, herWords, wordingOf } from "./talk_words.js";

/** The history: {node, update(events)}. */
export function drawTalkPast(view) {
  const { talk, ui } = view;
  const list = make("ol", { class: "cn-talk-lines" });
  const node = make("details", { class: "cn-talk-past", hidden: true }, make("summary", {}, icon("chevron-right"), ui.talk_past), list);
  let drawn = -1;
  return {
    node,
    update(events) {
      if (events.length === drawn) return;
      drawn = events.length;
      const lines = exchanges(view, events);
      node.hidden = lines.length === 0;
      list.replaceChildren(...lines.map(({ yours, hers, event }) =>
        make("li", {},
          make("p", { class: "cn-message cn-message-own" }, make("span", { class: "cn-spoken" }, `${ui.own_message}: `), ...steady(yours)),
          make("p", { class: "cn-message" }, make("span", { class: "cn-message-sender" }, talk.name), make("br"), ...steady(hers)),
          event ? make("p", { class: "cn-message" }, ...steady(event)) : null)));
    },
  };
}

/** Every turn as {yours, hers, event}, in the words in which it was said. */
function exchanges(view, events) {
  const { core, talk } = view;
  let state = start(core);
  const lines = [];
  for (const event of events) {
    const { vars } = state;
    const move = vars.tongue || event.do;
    const next = step(core, state, event);
    if (event.restart === true && next.ok) lines.length = 0;
    if (next.ok && next.state.vars.turn > vars.turn && talk.moves[move]) {
      const after = next.state.vars;
      lines.push({ yours: wordingOf(talk, move, vars), hers: herWords(talk, after), event: eventWords(talk, after) });
    }
    state = next.state;
  }
  return lines;
}

// The task as it is handed over: who the resident is and what is to be done.

import { drawAloud, textsInSight } from "./aloud.js";
import { fill, make } from "./dom.js";
import { icon } from "./icons.js";
import { paragraphs, steady } from "./lines.js";

/** The brief, unfolded at first: {node, fold(), leave()}. */
export function drawBrief(view) {
  const { title, brief, persona, ui } = view;
  const name = make("h3", { class: "cn-brief-title" }, make("span", { class: "cn-brief-kicker" }, ui.task), ...steady(title));
  const told = make("div", { class: "cn-brief-words" }, ...paragraphs(brief));
  if (persona) told.append(drawPersona(persona, ui));
  const aloud = drawAloud(ui, view.lang, () => textsInSight(told));
  told.append(aloud.node);
  const head = make("summary", {}, name, icon("chevron-right"));
  const node = make("details", { class: "cn-brief", open: true }, head, told);
  return {
    node,
    leave: aloud.leave,
    fold() {
      node.open = false;
      aloud.stop();
    },
  };
}

function drawPersona(persona, ui) {
  const who = fill(ui.persona, { name: persona.name, age: persona.age });
  const words = make("div", {}, make("p", { class: "cn-persona-name" }, ...steady(who)), ...paragraphs(persona.about));
  return make("div", { class: "cn-persona" }, icon("user-round"), words);
}

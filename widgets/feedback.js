// What a practice run tells afterwards: each thing to watch, done or not yet, and why it matters to the resident.

import { fill, make } from "./dom.js";
import { icon } from "./icons.js";
import { judge } from "./judge.js";
import { paragraphs } from "./lines.js";

/** The feedback panel of a finished practice run: {node, title}; `events` are those of this try. */
export function drawFeedback(view, events) {
  const { ui } = view;
  const { verdicts, wrong_turns: taken, vetoes } = judge(view.core, view, events);
  const title = make("h3", { class: "cn-feedback-title", tabindex: "-1" }, ui.feedback_title);
  const node = make("section", { class: "cn-feedback" }, title);
  const never = said(view.vetoes, vetoes);
  if (never.length > 0) node.append(group("cn-turns", "triangle-alert", ui.vetoes_title, never));
  const kinds = [
    ["cn-unmet", "circle-dashed", ui.criterion_unmet, (verdict) => verdict.counted && verdict.met === 0],
    ["cn-unmet", "circle-dashed", ui.criterion_partly, (verdict) => verdict.met > 0 && verdict.met < verdict.of],
    ["cn-met", "circle-check", ui.criterion_met, (verdict) => verdict.met === verdict.of],
    ["cn-unmet", "circle-dashed", ui.criterion_uncounted, (verdict) => !verdict.counted],
  ];
  for (const [look, sign, heading, fits] of kinds) {
    const reasons = view.criteria.filter((_, place) => fits(verdicts[place])).map((criterion) => criterion.why);
    if (reasons.length > 0) node.append(group(look, sign, heading, reasons));
  }
  const turns = said(view.wrong_turns, taken);
  if (turns.length > 0) node.append(group("cn-turns", "route", ui.turns_title, turns));
  const met = verdicts.filter((verdict) => verdict.met === verdict.of).length;
  const total = verdicts.filter((verdict) => verdict.counted).length;
  title.after(make("p", {}, fill(ui.feedback_summary, { met, total })));
  return { node, title };
}

/** What is said about those of the watched things that happened. */
function said(watched, incidents) {
  const happened = incidents.map((incident) => incident.id);
  return watched.filter((each) => happened.includes(each.id)).map((each) => each.say);
}

function group(look, sign, heading, texts) {
  const lines = texts.map((text) => make("li", {}, icon(sign), make("div", {}, ...paragraphs(text))));
  return make("div", { class: look }, make("h4", {}, heading), make("ul", { class: "cn-criteria" }, ...lines));
}

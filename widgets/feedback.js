// What a practice run tells afterwards: each thing to watch, done or not yet, and why it matters to the resident.

import { fill, make, paragraphs } from "./dom.js";
import { icon } from "./icons.js";
import { judge, wrongTurns } from "./judge.js";

/** The feedback panel of a finished practice run: {node, title}; `events` are those of this try. */
export function drawFeedback(view, events) {
  const verdicts = judge(view.core, view.criteria, events);
  const met = verdicts.filter((verdict) => verdict.met === verdict.of).length;
  const title = make("h3", { class: "cn-feedback-title", tabindex: "-1" }, view.ui.feedback_title);
  const rows = verdicts.map((verdict, place) => criterion(view.ui, verdict, view.criteria[place]));
  const turns = wrongTurns(view.core, view.wrong_turns, events).map((id) => view.wrong_turns.find((turn) => turn.id === id));
  const node = make(
    "section",
    { class: "cn-feedback" },
    title,
    make("p", {}, fill(view.ui.feedback_summary, { met, total: verdicts.length })),
    make("ul", { class: "cn-criteria" }, ...rows),
  );
  if (turns.length > 0) {
    node.append(
      make("h4", {}, view.ui.turns_title),
      make("ul", { class: "cn-turns" }, ...turns.map((turn) => make("li", {}, ...paragraphs(turn.say)))),
    );
  }
  return { node, title };
}

function criterion(ui, verdict, { why }) {
  const whole = verdict.met === verdict.of;
  const state = whole ? ui.criterion_met : verdict.met > 0 ? ui.criterion_partly : ui.criterion_unmet;
  return make(
    "li",
    { class: whole ? "cn-met" : "cn-unmet" },
    icon(whole ? "circle-check" : "circle-dashed"),
    make("div", {}, make("strong", {}, state), ...paragraphs(why)),
  );
}

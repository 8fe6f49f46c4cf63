// What stands beside the portal, by mode: the player of a show, the guide's mark, hints and feedback of practice,
// one calm line in a test. The modes are values of one table, so that a mode cannot forget a case.

import { bubble } from "./bubble.js";
import { fill, make } from "./dom.js";
import { drawFeedback } from "./feedback.js";
import { icon } from "./icons.js";
import { steady, write } from "./lines.js";
import { player } from "./player.js";
import { actionLabel } from "./screen.js";
import { actionBack, eventOf, finished, nameOf, sinceRestart, stepHere } from "./way.js";

/**
 * The coach of a mode: {node, update(scene), stop()}. `hands` is {append(event), again(), say(text)};
 * a scene is {state, events, screen, acted, own, locked}: acted tells that this person just pressed something here,
 * own that they pressed or typed.
 */
export function coachOf(mode, view, hands) {
  return COACHES[mode](view, hands);
}

const COACHES = { show, guided, practice, test };

function show(view, hands) {
  const mark = bubble(view.ui.next_step);
  let here = null;
  const intro = make("p", { class: "cn-coach-line" }, ...steady(view.ui.show_intro));
  const controls = player(view.ui, { next: () => here && hands.append(eventOf(here)), again: hands.again });
  return {
    node: panel(intro, controls.node),
    stop: controls.stop,
    update({ state, screen, acted }) {
      const over = finished(view.goal, state);
      here = over ? null : stepHere(view, state);
      const text = here ? here.say : view.ui.show_over;
      point(mark, here, screen, text, acted);
      controls.update(text, here === null);
      intro.hidden = state.done > 0;
      if (acted) hands.say(`${view.screens[state.screen].title}. ${text}`);
    },
  };
}

function guided(view, hands) {
  const mark = bubble(view.ui.next_step);
  const line = make("p", { class: "cn-coach-line" });
  let before = "";
  return {
    node: panel(line, againButton(view.ui, hands)),
    stop: mark.clear,
    update({ state, screen, own, locked }) {
      mark.clear();
      const over = finished(view.goal, state);
      const here = over || locked ? null : stepHere(view, state);
      const back = over || here || locked ? null : actionBack(view, state);
      const spoken = here ? here.say : lineOf(view, state, over, back);
      const moved = own && spoken !== before;
      before = spoken;
      if (here) point(mark, here, screen, here.say, moved);
      else if (back) point(mark, { do: back }, screen, spoken, moved);
      write(line, locked ? view.ui.locked : here ? view.ui.guided_intro : spoken);
      if (moved) hands.say(spoken);
    },
  };
}

function practice(view, hands) {
  const said = make("p", { class: "cn-hint", hidden: true });
  const line = make("p", { class: "cn-coach-line" });
  const place = make("div", { class: "cn-feedback-place" });
  let scene = null;
  let feedbackOf = null;

  function hint() {
    const here = stepHere(view, scene.state);
    const back = here ? null : actionBack(view, scene.state);
    const text = here ? here.hint : lineOf(view, scene.state, false, back);
    hands.append({ hint: here ? nameOf(here) : scene.state.screen });
    said.hidden = false;
    said.replaceChildren(icon("lightbulb"), make("span", {}, ...steady(text)));
    hands.say(text);
  }

  const ask = make(
    "button",
    { type: "button", class: "cn-button cn-coach-main", onclick: hint },
    icon("lightbulb"),
    view.ui.hint,
  );
  return {
    node: panel(line, make("div", { class: "cn-coach-buttons" }, ask, againButton(view.ui, hands)), said),
    below: place,
    stop: () => {},
    update(next) {
      const moved = !scene || scene.state.done !== next.state.done;
      scene = next;
      const over = finished(view.goal, next.state);
      if (moved) said.hidden = true;
      ask.hidden = over || next.locked;
      write(line, next.locked ? view.ui.locked : over ? view.ui.practice_over : view.ui.practice_intro);
      if (!over) {
        place.replaceChildren();
        feedbackOf = null;
      } else if (feedbackOf !== next.state.done) {
        const feedback = drawFeedback(view, sinceRestart(next.events));
        const first = feedbackOf === null;
        place.replaceChildren(feedback.node);
        feedbackOf = next.state.done;
        if (first && next.acted) {
          feedback.title.focus({ preventScroll: true });
          feedback.node.scrollIntoView({ block: "start" });
        }
      }
    },
  };
}

function test(view, hands) {
  const line = make("p", { class: "cn-coach-line" });
  let wasOver = false;
  return {
    node: panel(line),
    stop: () => {},
    update({ state, acted, locked }) {
      const over = finished(view.goal, state);
      write(line, locked ? view.ui.locked : over ? view.ui.test_over : view.ui.test_intro);
      if (over && !wasOver && acted) hands.say(view.ui.test_over);
      wasOver = over;
    },
  };
}

function panel(...content) {
  return make("div", { class: "cn-coach" }, ...content);
}

function againButton(ui, hands) {
  return make(
    "button",
    { type: "button", class: "cn-button", onclick: hands.again },
    icon("rotate-ccw"),
    ui.start_over,
  );
}

function point(mark, guide, screen, text, reveal) {
  const target = guide && screen.target(guide);
  if (!target) {
    mark.clear();
    return;
  }
  mark.show(target, text);
  if (reveal) mark.reveal();
}

/** What to say where no step of the way applies: the end, the way back, or a fresh start. */
function lineOf(view, state, over, back) {
  if (over) return view.ui.guided_over;
  if (!back) return view.ui.off_path;
  return fill(view.ui.off_path_back, { action: actionLabel(view, state.screen, back) });
}

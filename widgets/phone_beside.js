// The resident's phone beside her: the steps of the task, and the screen that stands on it now. It is hers: nothing on
// it can be pressed from here.

import { fill, make, mind } from "./dom.js";
import { drawFrame } from "./frame.js";
import { icon } from "./icons.js";
import { steady, write } from "./lines.js";
import { drawScreen } from "./screen.js";
import { ofHer, stepInFocus } from "./talk_words.js";

const ROOM_PX = 700; // with less, what can be said comes first and her phone is told in a line
const OFF_THE_WAY = ["slips", "level2"]; // after these her phone shows another screen than that of the step
// It was just pressed, so her phone stands on what it opens; with any other answer on where it is pressed.
const PRESSES = ["does", "alone", "redoes", "follows", "shows", "echoes", "taken"];
const DONE = {
  her: { icon: "check", title: "talk_done_by_her" },
  trainee: { icon: "user-round", title: "talk_done_by_you" },
  elsewhere: { icon: "route", title: "talk_done_elsewhere" },
};
const QUIET = { awaits: () => undefined, put: () => {}, act: () => {}, settled: () => {} };

/**
 * Her phone: {node, update(state, off, elsewhere), arrival(), target(action)}; a step that was done, or is next, can be turned to.
 * `elsewhere` says that her last answer was about another step. arrival() is the screen that stands on the phone, {id, text}.
 */
export function drawPhoneBeside(view, desk) {
  const { talk, ui } = view;
  const screensOf = Object.entries(talk.phone.inputs).map(([name, inputs]) => [name, { inputs, actions: {} }]);
  const portal = { ...talk.phone.portal, kind: "phone" }; // a site, too, stands here on a phone
  const phone = { ...view, ...talk.phone, portal, core: { screens: Object.fromEntries(screensOf) } };
  const summary = make("span", {});
  const named = ofHer(talk, ui.talk_phone);
  const frame = drawFrame({ ...phone, ui: { ...ui, frame_name: named } });
  const screens = new Map();
  const inside = make("details", { class: "cn-beside-screen", open: window.innerWidth >= ROOM_PX }, make("summary", {}, icon("chevron-right"), summary), frame.node);
  const steps = talk.steps.map((step, place) => drawStep(step, place, desk));
  const node = make(
    "section",
    { class: "cn-beside", "aria-label": named },
    make("ol", { class: "cn-beside-steps" }, ...steps.map((step) => step.node)),
    inside,
  );
  let on = null;
  let arrival = null;

  function screenNamed(name) {
    if (!screens.has(name)) screens.set(name, drawScreen(phone, name, { ...QUIET, ui, numbers: [] }));
    return screens.get(name);
  }

  return {
    node,
    update(state, off, elsewhere) {
      const { vars } = state;
      const here = stepInFocus(talk, vars);
      const name = screenOf(here, vars, elsewhere);
      const screen = screenNamed(name);
      const held = { ...talk.phone.vars, ...here.vars, _said: "" };
      screen.update({ ...state, vars: held }, null, true);
      const shows = fill(ui.talk_phone_shows, { screen: talk.phone.screens[name].title });
      arrival = { id: `phone ${name}`, text: shows };
      // Not even a stop for Tab: a locked field of one's own can still be read by going there, hers cannot.
      for (const each of screen.node.querySelectorAll("button, input, select")) each.disabled = true;
      if (on !== name) frame.hold(screen.node, talk.phone.screens[name]);
      frame.update(held);
      on = name;
      write(summary, shows);
      for (const step of steps) step.update(vars, view, off);
    },
    arrival: () => arrival,
    target(action) {
      const step = steps.find((each) => each.action === action);
      return step ? { mark: step.button, after: step.node.parentNode } : null;
    },
  };
}

function screenOf(step, vars, elsewhere) {
  if (OFF_THE_WAY.includes(vars.trouble)) return step.astray;
  const opened = vars[`by_${step.id}`] !== "" && (vars.end !== "" || (PRESSES.includes(vars.react) && !elsewhere));
  return opened ? step.opens : step.screen;
}

function drawStep(step, place, desk) {
  const action = `about-${step.id}`;
  const mark = make("span", { class: "cn-beside-mark" });
  const done = make("span", { class: "cn-spoken" });
  const button = make("button", { type: "button", class: "cn-beside-step", onclick: () => desk.act(action) }, mark, make("span", {}, ...steady(step.name)), done);
  const node = make("li", {}, button);
  return {
    action,
    node,
    button,
    update(vars, { talk, ui }, off) {
      const by = vars[`by_${step.id}`];
      const here = vars.focus === step.id;
      mind(button, "aria-current", here ? "step" : null);
      button.disabled = off || (!here && !desk.open(action, vars));
      const how = DONE[by];
      mark.replaceChildren(how ? icon(how.icon) : String(place + 1));
      mark.title = how ? ofHer(talk, ui[how.title]) : "";
      done.textContent = how ? ` (${mark.title})` : "";
    },
  };
}

// A visit: the resident and what she says, her phone beside her, and the menu of what a helper can say and do.
// It answers to the same calls as a drawn screen, so modes, coach and sink are those of every mock-up.

import { fill, freshId, make } from "./dom.js";
import { drawFace } from "./face.js";
import { write } from "./lines.js";
import { drawPhoneBeside } from "./phone_beside.js";
import { drawTalkMenu } from "./talk_menu.js";
import { drawTalkPast } from "./talk_past.js";
import { eventWords, herWords, ofHer, stepInFocus } from "./talk_words.js";

/** Draws a visit; the result is as drawScreen gives it. `desk` is that of the mock-up, with events(). */
export function drawTalk(view, name, desk) {
  const { talk, ui } = view;
  const title = make("h3", { class: "cn-screen-title", tabindex: "-1", id: freshId("talk") }, talk.name);
  const face = drawFace(talk.portrait, talk.age);
  const turnedTo = make("p", { class: "cn-talk-turned", hidden: true });
  const words = make("blockquote", { class: "cn-talk-words" });
  const event = make("p", { class: "cn-talk-event", hidden: true });
  const look = make("p", { class: "cn-talk-look" });
  const meters = talk.meters ? drawMeters(ui) : null;
  const phone = drawPhoneBeside(view, desk);
  const menu = drawTalkMenu(view, desk);
  const past = drawTalkPast(view);
  const her = make(
    "div",
    { class: "cn-talk-her" },
    make("div", { class: "cn-talk-said" }, title, turnedTo, words, event, look),
    make("div", { class: "cn-talk-face" }, face.node, meters && meters.node),
  );
  const node = make(
    "div",
    { class: "cn-screen cn-talk", role: "group", "aria-labelledby": title.id },
    her,
    phone.node,
    menu.node,
    past.node,
  );
  let heard = null;
  let turn = null;
  let turned = false;
  let about = null;
  let spokenAt = null; // the step in focus when her words were said

  return {
    name,
    node,
    title,
    update(state, _, off) {
      const { vars } = state;
      const mood = rung(talk.moods, vars.conf);
      const strength = rung(talk.strengths, vars.fat);
      const shown = [mood[2], strength[2], vars.needs_aid && !vars.aid ? talk.strain : null, handOf(vars, view)];
      if (turn !== vars.turn) spokenAt = vars.focus;
      const elsewhere = vars.focus !== spokenAt;
      face.update(mood[1], strength[1], vars.holder);
      turnedTo.hidden = !elsewhere;
      write(turnedTo, elsewhere ? fill(ui.talk_turned, { step: stepInFocus(talk, vars).name, kin: talk.kin }) : "");
      about = elsewhere ? { id: `about ${vars.focus}`, text: turnedTo.textContent } : null;
      write(words, herWords(talk, vars));
      event.hidden = vars.event === "";
      write(event, eventWords(talk, vars));
      write(look, shown.filter(Boolean).join(" "));
      if (meters) meters.update(vars);
      phone.update(state, off, elsewhere);
      menu.update(state, off);
      past.update(desk.events());
      const told = [words, event, look].map((each) => each.textContent);
      heard = { id: `turn ${vars.turn}`, text: [...told, vars.end === "" ? "" : ui.talk_over].filter(Boolean).join(" ") };
      turned = turn !== null && turn !== vars.turn;
      if (turned) her.scrollIntoView({ block: "nearest" });
      turn = vars.turn;
    },
    flush: () => true,
    target: (step) => menu.target(step.do) || phone.target(step.do),
    /** Whether the last update brought her next turn: then the focus goes to her, as to any new screen. */
    turned: () => turned,
    /** What a screen reader hears: after a turn she and how she looks, then a step one has turned to, then her phone. */
    arrivals: () => [heard, ...(about ? [about] : []), phone.arrival()],
    news: () => [],
    focusMessage() {},
  };
}

/** The last of [[from, ...]] that a number reaches, or the first. */
function rung(rungs, number) {
  return rungs.filter((each) => each[0] <= number).pop() || rungs[0];
}

function handOf(vars, { talk, ui }) {
  return vars.holder === "her" ? ofHer(talk, ui.talk_phone_hers) : ui.talk_phone_yours;
}

// Where each is good and where it is not: much confidence, little tiredness.
const CONFIDENT = { min: 0, max: 10, low: 4, high: 6, optimum: 10 };
const TIRED = { min: 0, max: 10, low: 4, high: 7, optimum: 0 };

function drawMeters(ui) {
  const bars = [
    ["conf", ui.talk_confidence, CONFIDENT],
    ["fat", ui.talk_tiredness, TIRED],
  ].map(([variable, label, scale]) => ({ variable, label, bar: make("meter", scale), shown: make("span", { "aria-hidden": "true" }) }));
  const rows = bars.map(({ label, bar, shown }) => make("label", {}, make("span", {}, label), " ", shown, bar));
  return {
    node: make("div", { class: "cn-talk-meters" }, ...rows),
    update(vars) {
      for (const { variable, label, bar, shown } of bars) {
        bar.value = vars[variable];
        shown.textContent = `${vars[variable]}/10`;
        bar.textContent = fill("{label}: {n}/10", { label, n: vars[variable] });
      }
    },
  };
}

// A portal to practise in. It holds no state of its own: what is on the screen is the replay of the events.

import { drawBrief } from "./brief.js";
import { coachOf } from "./coach.js";
import { announcer, make } from "./dom.js";
import { drawFrame } from "./frame.js";
import { holds, replay } from "./machine.js";
import { drawScreen } from "./screen.js";
import { drawTalk } from "./talk.js";
import { keepKeys } from "./shortcuts.js";
import { openSink } from "./sink.js";
import { drawStage } from "./stage.js";
import { drawTrace } from "./trace.js";

const PHONE_PX = 700;

function render({ model, el }) {
  const view = model.get("view");
  const sink = openSink(model);
  const showing = view.mode === "show";
  let played = []; // the events of a show stay here: nobody did them
  const events = () => (showing ? played : sink.events());

  const spoken = announcer();
  const arrived = announcer(); // of its own, so that the coach's words and a message's arrival do not replace each other
  const brief = drawBrief(view);
  const frame = drawFrame(view);
  const trace = sink.hosted || showing ? null : drawTrace(view.ui);
  const coach = coachOf(view.mode, view, { append, again, say: spoken.say });
  const root = make("div", {
    role: "group",
    class: `cn cn-mockup cn-mode-${view.mode}`,
    lang: view.lang,
    "aria-label": view.title,
  });
  const below = [coach.below, trace && trace.node].filter(Boolean);
  const stage = drawStage({ brief: brief.node, frame: frame.node, coach: coach.node, below });
  root.append(stage.node, spoken.node, arrived.node);
  el.replaceChildren(root);
  if (!sink.hosted) keepKeys(root);

  let screen = null;
  let pressed = false;
  let waiting = null;
  let unsettled = [];
  let known = [];

  function append(event) {
    if (!showing && sink.locked) return;
    if (showing) played = [...played, event];
    else sink.append(event);
    paint("acted");
  }

  function again() {
    screen = null;
    if (showing) {
      played = [];
      paint("acted");
    } else {
      append({ restart: true });
    }
  }

  const desk = {
    ui: view.ui,
    events,
    numbers: view.numbers,
    awaits: (name) => (view.mode === "guided" ? awaited(name) : undefined),
    put(name, value) {
      if (showing || sink.locked) return;
      sink.append({ set: name, to: value });
      paint("typed");
    },
    /** Under a finger nothing moves: a complaint above a button would push it away between press and click. */
    settled(then) {
      if (pressed) unsettled.push(then);
      else then();
    },
    /** Whether an action of this screen could be done with these variables. */
    open(name, vars) {
      const action = view.core.screens[screen.name].actions[name];
      return action !== undefined && (!action.when || holds(action.when, vars));
    },
    act(name) {
      if (!screen.flush()) return;
      append({ do: name });
      if (root.getBoundingClientRect().width < PHONE_PX) brief.fold();
    },
  };

  function awaited(name) {
    const guide = view.steps.find((step) => step.screen === screen.name && step.set === name);
    return guide && guide.to;
  }

  /** Draws what the events say; `cause` is "acted" (a press, so the focus may move), "typed" or "elsewhere". */
  function paint(cause) {
    const acted = cause === "acted";
    if (pressed && !acted) {
      waiting = waiting === "typed" ? waiting : cause; // under a finger nothing moves; drawn when it is lifted
      return;
    }
    const { state } = replay(view.core, events());
    const entered = screen === null || screen.name !== state.screen;
    if (entered) {
      screen = view.talk ? drawTalk(view, state.screen, desk) : drawScreen(view, state.screen, desk);
      frame.hold(screen.node, view.screens[state.screen]);
    }
    frame.update(state.vars);
    const said = view.said[state.vars._said] || null;
    screen.update(state, said, showing || sink.locked);
    if (acted && !showing) settleFocus(entered, said);
    announce(acted, entered);
    if (acted && showing && entered) frame.node.scrollIntoView({ block: "nearest" });
    coach.update({ state, events: events(), screen, acted, own: cause !== "elsewhere", locked: sink.locked });
    if (trace) trace.update(events());
  }

  /** Says what a press brought without moving the focus: what changed on the screen, and what arrived from outside. */
  function announce(acted, entered) {
    const here = screen.arrivals();
    const fresh = here.filter((each) => !known.includes(each.id));
    known = here.map((each) => each.id);
    const told = [...(entered ? [] : screen.news()), ...fresh.map((each) => each.text)];
    if (acted && told.length > 0) arrived.say(told.join(" "));
  }

  function settleFocus(entered, said) {
    if (entered) {
      screen.title.focus({ preventScroll: true });
      frame.node.scrollIntoView({ block: "start" });
    } else if (said) {
      screen.focusMessage();
    } else if (screen.turned() || !root.contains(document.activeElement) || document.activeElement.closest("[hidden]")) {
      screen.title.focus({ preventScroll: true }); // what was pressed is gone, such as a message put away
    } else {
      document.activeElement.scrollIntoView({ block: "nearest" }); // a line above it may have pushed it out of sight
    }
  }

  const press = () => {
    pressed = true;
  };
  const lift = () => {
    pressed = false;
    const [cause, late] = [waiting, unsettled];
    waiting = null;
    unsettled = [];
    setTimeout(() => {
      for (const then of late) then();
      if (cause !== null) paint(cause);
    }, 0);
  };
  const flush = () => screen.flush();
  const whenHidden = () => document.visibilityState === "hidden" && !showing && flush();
  root.addEventListener("pointerdown", press, true);
  window.addEventListener("pointerup", lift);
  window.addEventListener("pointercancel", lift);
  document.addEventListener("visibilitychange", whenHidden);
  const stopListening = [sink.onChange(() => paint("elsewhere")), sink.onFlush(flush)];
  paint("elsewhere");

  return () => {
    coach.stop();
    brief.leave();
    frame.leave();
    stage.leave();
    window.removeEventListener("pointerup", lift);
    window.removeEventListener("pointercancel", lift);
    document.removeEventListener("visibilitychange", whenHidden);
    for (const stop of stopListening) stop();
  };
}

export default { render };

// What a helper can do, by kind: say, show, wait, touch, arrange, leave. What needs thought lies on the tongue first, and can be
// taken back from there.

import { fill, freshId, make, mind } from "./dom.js";
import { icon } from "./icons.js";
import { write } from "./lines.js";
import { stepInFocus, wordingOf } from "./talk_words.js";

const PRESSED = ["her", "trainee"]; // a step that was done on the phone can be done there once more

/** The menu: {node, update(state, off), target(action)}. */
export function drawTalkMenu(view, desk) {
  const { talk, ui } = view;
  const buttons = new Map();
  const kinds = talk.menu.map((each) => drawKind(each, ui, desk, buttons, choose));
  const tongue = drawTongue(view, desk);
  const again = make("p", { class: "cn-talk-again" });
  const choices = make("div", { class: "cn-talk-choices" }, again, make("div", { class: "cn-talk-kinds" }, ...kinds.map((kind) => kind.tab)), ...kinds.map((kind) => kind.list));
  const over = make("p", { class: "cn-talk-over", hidden: true }, ui.talk_over);
  const node = make("section", { class: "cn-talk-menu", "aria-label": ui.talk_menu }, choices, tongue.node, over);
  let held = "";

  function choose(kind) {
    for (const each of kinds) each.open(each.kind === kind);
  }

  choose(talk.menu[0].kind);
  return {
    node,
    update({ vars }, off) {
      for (const [name, { button, words }] of buttons) {
        write(words, wordingOf(talk, name, vars));
        button.parentNode.hidden = !desk.open(name, { ...vars, tongue: "" });
        button.disabled = off;
      }
      for (const kind of kinds) kind.update(vars.turn);
      again.hidden = !PRESSED.includes(vars[`by_${vars.focus}`]);
      write(again, again.hidden ? "" : fill(ui.talk_again, { step: stepInFocus(talk, vars).name }));
      choices.hidden = vars.tongue !== "" || vars.end !== "";
      over.hidden = vars.end === "";
      tongue.update(vars, off);
      if (vars.tongue !== held && vars.tongue !== "" && !off) tongue.focus();
      if (held !== "" && vars.tongue === "" && vars.end === "" && !off) buttons.get(held).button.focus({ preventScroll: true });
      held = vars.tongue;
    },
    target(action) {
      if (tongue.actions[action]) return { mark: tongue.actions[action], after: tongue.actions[action].parentNode };
      if (!buttons.has(action)) return null;
      choose(kinds.find((kind) => kind.moves.includes(action)).kind);
      const { button } = buttons.get(action);
      return { mark: button, after: button };
    },
  };
}

const kindNames = (ui) => ({
  say: ui.talk_say,
  show: ui.talk_show,
  wait: ui.talk_wait,
  touch: ui.talk_touch,
  arrange: ui.talk_arrange,
  leave: ui.talk_leave,
});

function drawKind({ kind, moves }, ui, desk, buttons, choose) {
  const id = freshId("kind");
  const name = kindNames(ui)[kind];
  const items = moves.map((move) => {
    const words = make("span", {});
    const button = make("button", { type: "button", class: "cn-talk-move", onclick: () => desk.act(move) }, words);
    buttons.set(move, { button, words });
    return make("li", {}, button);
  });
  const list = make("ul", { class: "cn-talk-moves", id, "aria-label": name }, ...items);
  const tab = make("button", { type: "button", class: "cn-talk-kind", "aria-controls": id, onclick: () => choose(kind) }, name);
  return {
    kind,
    moves,
    tab,
    list,
    open(wanted) {
      list.hidden = !wanted;
      mind(tab, "aria-expanded", wanted ? "true" : "false");
    },
    // Another one stands first at the next turn, so that no place in the list is a good one by itself.
    update(turn) {
      tab.hidden = items.every((item) => item.hidden);
      const first = turn % items.length;
      if (list.firstChild !== items[first]) list.replaceChildren(...items.slice(first), ...items.slice(0, first));
    },
  };
}

function drawTongue({ talk, ui }, desk) {
  const pause = make("p", { class: "cn-talk-pause", id: freshId("pause") }, ui.talk_pause);
  const weighed = make("p", { class: "cn-talk-held", id: freshId("held") });
  const back = make("button", { type: "button", class: "cn-button", onclick: () => desk.act("take-back") }, icon("arrow-left"), ui.talk_take_back);
  const go = make("button", { type: "button", class: "cn-button cn-coach-main", onclick: () => desk.act("go-on") }, ui.talk_go_on);
  const node = make(
    "div",
    { class: "cn-talk-tongue", role: "group", "aria-labelledby": `${pause.id} ${weighed.id}`, tabindex: "-1", hidden: true },
    pause,
    weighed,
    make("div", { class: "cn-coach-buttons" }, back, go),
  );
  return {
    node,
    actions: { "go-on": go, "take-back": back },
    focus() {
      node.focus({ preventScroll: true });
      node.scrollIntoView({ block: "nearest" });
    },
    update(vars, off) {
      node.hidden = vars.tongue === "";
      write(weighed, vars.tongue === "" ? "" : wordingOf(talk, vars.tongue, vars));
      back.disabled = off;
      go.disabled = off;
    },
  };
}

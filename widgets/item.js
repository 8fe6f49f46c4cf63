// One question of a quiz, by kind. It shows a response and hands in a new one; it never knows whether that is right.
// Each kind draws the controls of an item: {node, update(response), flush(), settle?(), stop?(), close(off)}; response is
// null while there is none. `options` stand in the order in which they are shown; `desk` is {ui, practice, numbers,
// answer(response), complain(text|null), say(text)}, of which `numbers` are texts whose numbers may be typed.

import { freshId, make } from "./dom.js";
import { message } from "./judged.js";
import { longText } from "./longtext.js";
import { match } from "./match.js";
import { orderList } from "./order.js";
import { tickable } from "./ticks.js";
import { number, short } from "./typed.js";

const FREE_ROWS = 6;

function single(item, options, desk) {
  const name = freshId("item");
  const ticks = options.map((option) => {
    const tick = tickable("radio", name, option.label);
    tick.control.addEventListener("change", () => desk.answer(option.id));
    return tick;
  });
  return ticked(ticks, (response, place) => response === options[place].id);
}

function several(item, options, desk) {
  const ticks = options.map((option) => tickable("checkbox", "", option.label));
  const chosen = () => options.filter((_, place) => ticks[place].control.checked).map((option) => option.id);
  for (const tick of ticks) tick.control.addEventListener("change", () => desk.answer(chosen()));
  return ticked(ticks, (response, place) => Array.isArray(response) && response.includes(options[place].id));
}

function ticked(ticks, isOn) {
  return {
    node: make("div", { class: "cn-ticks" }, ...ticks.map((tick) => tick.node)),
    flush: () => true,
    update(response) {
      ticks.forEach((tick, place) => {
        tick.control.checked = isOn(response, place);
      });
    },
    close(off) {
      for (const tick of ticks) tick.control.disabled = off;
    },
  };
}

function ordered(item, options, desk) {
  const ids = options.map((option) => option.id);
  const list = orderList(options, desk.ui, { moved: desk.answer, say: desk.say, keeps: !desk.practice });
  const whole = (response) =>
    Array.isArray(response) && response.length === ids.length && ids.every((id) => response.includes(id));
  return {
    node: list.node,
    flush: () => true,
    settle: list.settle,
    update: (response) => list.update(whole(response) ? response : ids, whole(response)),
    close: list.close,
  };
}

function reply(item, options, desk) {
  const said = item.thread.map((each) =>
    make(
      "li",
      { class: each.own ? "cn-said-own" : null },
      make("span", { class: "cn-said-who" }, each.who),
      make("span", { class: "cn-said-text" }, each.text),
    ),
  );
  const choice = single(item, options, desk);
  const thread = make(
    "div",
    { class: "cn-thread" },
    make("ol", { "aria-label": desk.ui.thread_name }, ...said),
    make("p", { class: "cn-made-up" }, desk.ui.made_up),
  );
  return { ...choice, node: make("div", {}, thread, choice.node) };
}

function free(item, options, desk) {
  let kept = "";
  let locked = false;
  const field = longText({
    ui: desk.ui,
    rows: FREE_ROWS,
    most: item.max_chars,
    numbers: desk.numbers,
    attributes: { "aria-label": desk.ui.your_answer },
    kept: () => kept,
    locked: () => locked,
    keep: desk.answer,
    say: desk.say,
  });
  return {
    node: make("div", { class: "cn-free" }, ...field.nodes),
    flush: field.flush,
    stop: field.stop,
    update(response) {
      kept = response === null ? "" : String(response);
      field.paint();
    },
    close(off) {
      locked = off;
    },
  };
}

export const KINDS = { single, several, order: ordered, match, number, short, message, reply, free };

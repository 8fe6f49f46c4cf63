// One question of a quiz, by kind. It shows a response and hands in a new one; it never knows whether that is right.

import { freshId, make, mind, tidy } from "./dom.js";
import { orderList } from "./order.js";
import { holdsPrivateNumber } from "./privacy.js";
import { tickable } from "./ticks.js";

const LONGEST_ANSWER = 200;

/**
 * The controls of an item: {node, update(response), flush(), settle?(), close(off)}; response is null while there is none.
 * `desk` is {ui, practice, answer(response), complain(text|null), say(text)}; `order` are the option ids as they are shown.
 */
export function drawAnswer(item, order, desk) {
  const shown = order.map((id) => item.options.find((option) => option.id === id));
  return KINDS[item.kind](shown, desk);
}

const KINDS = { single, several, order: ordered, short };

function single(options, desk) {
  const name = freshId("item");
  const ticks = options.map((option) => {
    const tick = tickable("radio", name, option.label);
    tick.control.addEventListener("change", () => desk.answer(option.id));
    return tick;
  });
  return ticked(ticks, (response, place) => response === options[place].id);
}

function several(options, desk) {
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

function ordered(options, desk) {
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

function short(_, desk) {
  const control = make("input", {
    class: "cn-input",
    type: "text",
    maxlength: LONGEST_ANSWER,
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": desk.ui.your_answer,
  });
  let dirty = false;

  function flush() {
    if (!dirty) return true;
    const refused = holdsPrivateNumber(control.value, []);
    desk.complain(refused ? desk.ui.private_number : null);
    mind(control, "aria-invalid", refused ? "true" : null);
    if (refused) return false;
    dirty = false;
    desk.answer(tidy(control.value));
    return true;
  }

  control.addEventListener("input", () => {
    dirty = true;
  });
  control.addEventListener("change", flush);
  control.addEventListener("keydown", (key) => {
    if (key.key === "Enter") flush();
  });
  return {
    node: control,
    flush,
    update(response) {
      if (!dirty) control.value = response === null ? "" : String(response);
    },
    close(off) {
      control.readOnly = off;
    },
  };
}

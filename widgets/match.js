// Finding what goes together: a list to choose from beside each part, or radio buttons where there is little to choose.

import { freshId, make } from "./dom.js";
import { tickable } from "./ticks.js";

const FEW = 3;

/** The response is {part: option}, without the parts that have no option yet. */
export function match(item, options, desk) {
  let response = {};
  const choose = (part, option) => desk.answer({ ...response, [part]: option });
  const draw = options.length <= FEW ? radios : list;
  const rows = item.parts.map((part) => draw(part, options, desk.ui, (option) => choose(part.id, option)));
  return {
    node: make("div", { class: "cn-match" }, ...rows.map((row) => row.node)),
    flush: () => true,
    update(next) {
      response = next === null ? {} : next;
      item.parts.forEach((part, place) => rows[place].show(response[part.id]));
    },
    close(off) {
      for (const row of rows) row.close(off);
    },
  };
}

function list(part, options, ui, chosen) {
  const id = freshId("match");
  const control = make(
    "select",
    { class: "cn-input", id, onchange: () => chosen(control.value) },
    make("option", { value: "", disabled: true }, ui.choose),
    ...options.map((option) => make("option", { value: option.id }, option.label)),
  );
  return {
    node: make(
      "div",
      { class: "cn-match-row" },
      make("label", { class: "cn-match-part", for: id }, part.label),
      make("div", { class: "cn-select" }, control),
    ),
    show(option) {
      control.value = option || "";
    },
    close(off) {
      control.disabled = off;
    },
  };
}

function radios(part, options, ui, chosen) {
  const name = freshId("match");
  const ticks = options.map((option) => tickable("radio", name, option.label));
  ticks.forEach((tick, place) => tick.control.addEventListener("change", () => chosen(options[place].id)));
  return {
    node: make(
      "fieldset",
      { class: "cn-match-row" },
      make("legend", { class: "cn-match-part" }, part.label),
      make("div", { class: "cn-ticks" }, ...ticks.map((tick) => tick.node)),
    ),
    show(option) {
      ticks.forEach((tick, place) => {
        tick.control.checked = options[place].id === option;
      });
    },
    close(off) {
      for (const tick of ticks) tick.control.disabled = off;
    },
  };
}

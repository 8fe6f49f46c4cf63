// The inputs of a screen that are chosen: one of a few, one of many, several, a drawn photo or code, a tick.

import { freshId, make } from "./dom.js";
import { drawFinder } from "./finder.js";
import { picture } from "./pictures.js";
import { grouped, labelled, showMessage } from "./shells.js";
import { tickable } from "./ticks.js";

const MOST_RADIOS = 5;
const FOUND = ["photo", "scan"];
const DRAWN = ["file", ...FOUND];

/**
 * The field of a chosen input; its shape is that of typedField. A choice counts at once; what arrow keys only pass over
 * never does, so that a way by keyboard is judged as the same way by finger.
 */
export function chosenField(input, desk) {
  if (input.kind === "toggle") return toggle(input, desk);
  if (input.kind === "several") return several(input, desk);
  if (input.kind === "choice" && input.options.length > MOST_RADIOS) return list(input, desk);
  return radios(input, desk);
}

function radios(input, desk) {
  const shell = grouped(input);
  const name = freshId("choice");
  let passing = null; // where the arrow keys stand; it counts when the group is left
  let arrow = false;
  const ticks = input.options.map((option) => {
    const inside = DRAWN.includes(input.kind) ? picture(option.picture) : null;
    const tick = tickable("radio", name, option.label, inside);
    tick.control.addEventListener("change", () => choose(option.id));
    return tick;
  });
  const finder = FOUND.includes(input.kind) ? drawFinder(input, desk.ui) : null;
  if (finder) shell.place(finder.node);
  if (DRAWN.includes(input.kind)) shell.node.classList.add("cn-field-drawn");
  shell.place(make("div", { class: "cn-ticks" }, ...ticks.map((tick) => tick.node)));

  function choose(option) {
    passing = option;
    if (finder) finder.update(option);
    if (!arrow || option === desk.awaits(input.id)) flush();
  }

  function flush() {
    const option = passing;
    passing = null;
    if (option !== null) desk.put(input.id, option);
    return true;
  }

  shell.node.addEventListener("keydown", ({ key }) => {
    arrow = key.startsWith("Arrow");
    if (!arrow) flush(); // before Tab looks for the next field, which the choice may have brought
  });
  shell.node.addEventListener("keyup", () => {
    arrow = false;
  });
  shell.node.addEventListener("focusout", (leaving) => {
    if (!shell.node.contains(leaving.relatedTarget)) flush();
  });

  return {
    node: shell.node,
    target: ticks[0].control,
    flush,
    update(vars, message) {
      const chosen = passing === null ? vars[input.id] : passing;
      if (finder) finder.update(chosen);
      input.options.forEach((option, place) => {
        ticks[place].control.checked = chosen === option.id;
      });
      shell.tell(message);
    },
    close: (off) => closeAll(ticks, off),
  };
}

function list(input, desk) {
  const shell = labelled(input);
  const options = input.options.map((option) => make("option", { value: option.id }, option.label));
  const control = make(
    "select",
    { class: "cn-input" },
    make("option", { value: "", disabled: true }, desk.ui.choose),
    ...options,
  );
  control.addEventListener("change", () => desk.put(input.id, control.value));
  shell.place(control, make("div", { class: "cn-select" }, control));
  return {
    node: shell.node,
    target: control,
    flush: () => true,
    update(vars, message) {
      control.value = String(vars[input.id]);
      shell.tell(message);
    },
    close(off) {
      control.disabled = off;
    },
  };
}

function several(input, desk) {
  const shell = grouped(input);
  const ticks = input.options.map((option) => {
    const tick = tickable("checkbox", "", option.label);
    tick.control.addEventListener("change", () => desk.put(`${input.id}.${option.id}`, tick.control.checked));
    return tick;
  });
  shell.place(make("div", { class: "cn-ticks" }, ...ticks.map((tick) => tick.node)));
  return {
    node: shell.node,
    target: ticks[0].control,
    targets: new Map(input.options.map((option, place) => [`${input.id}.${option.id}`, ticks[place]])),
    flush: () => true,
    update(vars, message) {
      input.options.forEach((option, place) => {
        ticks[place].control.checked = vars[`${input.id}.${option.id}`] === true;
      });
      shell.tell(message);
    },
    close: (off) => closeAll(ticks, off),
  };
}

function toggle(input, desk) {
  const { node: label, control } = tickable("checkbox", "", input.label);
  const notice = make("p", { class: "cn-field-message", id: freshId("message"), hidden: true });
  const hint = input.hint ? make("p", { class: "cn-field-hint", id: freshId("hint") }, input.hint) : null;
  control.setAttribute(
    "aria-describedby",
    [hint, notice]
      .filter(Boolean)
      .map((each) => each.id)
      .join(" "),
  );
  control.addEventListener("change", () => desk.put(input.id, control.checked));
  return {
    node: make("div", { class: "cn-field cn-field-toggle" }, notice, label, hint),
    target: control,
    flush: () => true,
    update(vars, message) {
      control.checked = vars[input.id] === true;
      showMessage(notice, message);
    },
    close(off) {
      control.disabled = off;
    },
  };
}

function closeAll(ticks, off) {
  for (const tick of ticks) tick.control.disabled = off;
}

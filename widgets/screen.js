// One screen of a portal. It is built once when it is entered and then only updated, so that no button is replaced
// under a finger and no cursor is lost.

import { drawBlock } from "./blocks.js";
import { chosenField } from "./choices.js";
import { dateField, readableDate } from "./dates.js";
import { freshId, make, paragraphs } from "./dom.js";
import { typedField } from "./fields.js";
import { icon } from "./icons.js";
import { holds } from "./machine.js";
import { notice } from "./notice.js";

/**
 * Draws a screen: {node, title, update(state, said, off), flush(), target(step), focusMessage()}.
 * `desk` is {ui, numbers, awaits(input), put(input, value), act(action)}; said is a message or null; off locks every control.
 */
export function drawScreen(view, name, desk) {
  const screen = view.screens[name];
  const title = make("h3", { class: "cn-screen-title", tabindex: "-1", id: freshId("screen") }, screen.title);
  const message = make("div", { class: "cn-said", tabindex: "-1" });
  const show = (variable, value) => shownValue(view, variable, value);
  const blocks = screen.blocks.map((block) => ({ when: block.when, ...drawBlock(block, show) }));
  const fields = screen.inputs.map((input) => ({
    id: input.id,
    when: input.when,
    ...drawField(input, view, name, desk),
  }));
  const actions = screen.actions.map((action) => ({
    id: action.id,
    when: action.when,
    style: action.style,
    node: drawAction(action, desk),
  }));
  const backs = actions.filter((action) => action.style === "back");
  const others = actions.filter((action) => action.style !== "back");
  const parts = [...blocks, ...fields, ...actions];

  const node = make(
    "div",
    { class: "cn-screen", role: "group", "aria-labelledby": title.id },
    ...backs.map((action) => action.node),
    title,
    message,
    ...blocks.map((block) => block.node),
    ...fields.map((field) => field.node),
    others.length > 0 ? make("div", { class: "cn-actions" }, ...others.map((action) => action.node)) : null,
  );

  const shownField = (id) => fields.find((field) => field.id === id && !field.node.hidden);

  return {
    name,
    node,
    title,
    update(state, said, off) {
      for (const part of parts) part.node.hidden = Boolean(part.when) && !holds(part.when, state.vars);
      for (const block of blocks) block.update(state.vars);
      const at = said && said.at && shownField(said.at) ? said.at : null;
      for (const field of fields) {
        field.update(state.vars, field.id === at ? said : null);
        field.close(off);
      }
      for (const action of actions) action.node.disabled = off;
      message.replaceChildren(...(said && at === null ? [notice(said.tone, ...paragraphs(said.text))] : []));
      this.said = at === null ? message : shownField(at).target;
    },
    /** Hands in what is typed; false (and the focus on the spot) when something typed may not be handed in. */
    flush() {
      const stuck = fields.filter((field) => !field.node.hidden).filter((field) => !field.flush());
      if (stuck.length > 0) stuck[0].target.focus();
      return stuck.length === 0;
    },
    /** The element a step is about: {mark, after}, the thing to ring and the element the bubble follows, or null. */
    target(step) {
      if (step.do !== undefined) {
        const action = actions.find((each) => each.id === step.do && !each.node.hidden);
        return action ? { mark: action.node, after: action.node } : null;
      }
      for (const field of fields.filter((each) => !each.node.hidden)) {
        if (field.id === step.set) return { mark: field.node, after: field.node };
        const tick = field.targets && field.targets.get(step.set);
        if (tick) return { mark: tick.node, after: tick.node };
      }
      return null;
    },
    focusMessage() {
      this.said.focus({ preventScroll: true });
      this.said.scrollIntoView({ block: "center" });
    },
  };
}

/** What a screen writes for the value of a variable: an option's label, a date as people write it, yes or no. */
function shownValue(view, name, value) {
  if (value === true) return view.ui.yes;
  if (value === false) return view.ui.no;
  if (value === "" || value === undefined) return view.ui.not_filled;
  const labels = view.labels[name];
  if (labels && value in labels) return labels[value];
  return readableDate(String(value));
}

function drawField(input, view, screen, desk) {
  if (input.kind === "date") return dateField(input, desk);
  if (["choice", "several", "file", "toggle"].includes(input.kind)) return chosenField(input, desk);
  if (input.kind !== "number") return typedField(input, desk);
  const { min, max } = view.core.screens[screen].inputs[input.id];
  return typedField({ ...input, min, max }, desk);
}

function drawAction(action, desk) {
  const look = action.main ? "cn-button cn-button-main" : LOOKS[action.style];
  const words = make("span", {}, action.label);
  const content = { row: [words, icon("chevron-right")], back: [icon("arrow-left"), words] }[action.style] || [
    words,
  ];
  return make("button", { type: "button", class: look, onclick: () => desk.act(action.id) }, ...content);
}

const LOOKS = { button: "cn-button", link: "cn-link", row: "cn-row", back: "cn-back" };

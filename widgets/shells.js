// What every field has around its controls: a name, a hint, and a place for one sentence about what to change.

import { freshId, make, mind } from "./dom.js";
import { steady } from "./lines.js";

/**
 * A field with one control: {node, place(control), tell(message)}; the control is named by a label.
 * A message is {text, tone} or null, and stands under the name, above the control.
 */
export function labelled(input) {
  const id = freshId("field");
  const { hint, notice, tell } = aside(input, id);
  const label = make("label", { class: "cn-field-name", for: id }, ...steady(input.label));
  const node = make("div", { class: `cn-field cn-field-${input.kind}` }, label, hint, notice);
  let control = null;
  return {
    node,
    place(element, ...around) {
      control = element;
      control.id = id;
      mind(control, "aria-describedby", hint ? hint.id : null);
      node.append(...(around.length > 0 ? around : [control]));
    },
    tell(message) {
      tell(message);
      const wrong = message !== null && message.tone === "error";
      mind(control, "aria-invalid", wrong ? "true" : null);
      mind(control, "aria-describedby", described(hint, message === null ? null : notice));
    },
  };
}

/** A field of several controls: the same, but a group named by its legend. */
export function grouped(input) {
  const { hint, notice, tell } = aside(input, freshId("group"));
  const legend = make("legend", { class: "cn-field-name" }, ...steady(input.label));
  const node = make("fieldset", { class: `cn-field cn-field-${input.kind}` }, legend, hint, notice);
  mind(node, "aria-describedby", hint ? hint.id : null);
  return {
    node,
    place: (...controls) => node.append(...controls),
    tell(message) {
      tell(message);
      mind(node, "aria-describedby", described(hint, message === null ? null : notice));
    },
  };
}

/** Writes a message into an element that is always there, so that screen readers notice the change. */
export function showMessage(node, message) {
  const text = message === null ? "" : message.text;
  if (node.textContent === text && node.dataset.tone === (message ? message.tone : "")) return;
  node.dataset.tone = message ? message.tone : "";
  node.textContent = text;
  node.hidden = message === null;
}

function aside(input, stem) {
  const hint = input.hint ? make("p", { class: "cn-field-hint", id: `${stem}-hint` }, input.hint) : null;
  const notice = make("p", { class: "cn-field-message", id: `${stem}-message`, hidden: true });
  return { hint, notice, tell: (message) => showMessage(notice, message) };
}

function described(...nodes) {
  const ids = nodes.filter((node) => node !== null).map((node) => node.id);
  return ids.length > 0 ? ids.join(" ") : null;
}

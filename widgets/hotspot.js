// Pressing the right place on a drawn screen. The screen is the portal's own; over each control lies a button that
// answers, so that nothing on the screen acts and every control is found by finger, keyboard and screen reader.

import { make } from "./dom.js";
import { drawFrame } from "./frame.js";
import { drawScreen } from "./screen.js";

/** The response is the id of a control. */
export function hotspot(item, options, desk) {
  const view = { ...item.screen, ui: desk.ui };
  const drawn = view.screens[view.name];
  const screen = drawScreen(view, view.name, { ui: desk.ui, numbers: [], awaits: () => null, put() {}, act() {} });
  screen.update({ screen: view.name, vars: { ...view.core.vars, _said: "" }, done: 0 }, null, true);
  const frame = drawFrame(view);
  frame.hold(screen.node, drawn.address);
  const presses = [
    ...drawn.inputs.map((input) => [input, screen.target({ set: input.id })]),
    ...drawn.actions.map((action) => [action, screen.target({ do: action.id })]),
  ]
    .filter(([, target]) => target !== null)
    .map(([control, target]) => cover(target.mark, control, () => desk.answer(control.id)));
  return {
    node: make("div", { class: "cn cn-mockup cn-hotspot" }, frame.node),
    flush: () => true,
    update(response) {
      for (const press of presses) press.button.setAttribute("aria-pressed", String(press.id === response));
    },
    close(off) {
      for (const press of presses) press.button.disabled = off;
    },
  };
}

/** Lays a button over a control, which itself can no longer be reached. */
function cover(node, control, pressed) {
  const button = make("button", {
    type: "button",
    class: "cn-hot-press",
    "aria-label": control.label,
    "aria-pressed": "false",
    onclick: pressed,
  });
  const place = make("div", { class: "cn-hot" });
  node.replaceWith(place);
  node.inert = true;
  place.append(node, button);
  return { id: control.id, button };
}

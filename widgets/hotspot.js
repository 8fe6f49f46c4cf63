// Pressing the right place on a drawn screen. The screen is the portal's own; over each control lies a button that
// answers, so that nothing on the screen acts and every control is found by finger, keyboard and screen reader.

import { make } from "./dom.js";
import { drawFrame } from "./frame.js";
import { actionLabel, drawScreen } from "./screen.js";

/** The response is the id of a control. */
export function hotspot(item, options, desk) {
  const view = { ...item.screen, ui: desk.ui };
  const drawn = view.screens[view.name];
  const still = { ui: desk.ui, numbers: [], awaits: () => null, put() {}, act() {}, settled() {} };
  const screen = drawScreen(view, view.name, still);
  screen.update({ screen: view.name, vars: { ...view.core.vars, _said: "" }, done: 0 }, null, true);
  const frame = drawFrame(view);
  frame.hold(screen.node, drawn);
  const presses = [
    ...drawn.inputs.map(({ id, label }) => ({ id, label, target: screen.target({ set: id }) })),
    ...actionsOf(drawn).map((id) => ({ id, label: actionLabel(view, view.name, id), target: screen.target({ do: id }) })),
  ]
    .filter(({ target }) => target !== null)
    .map(({ id, label, target }) => ({ id, button: cover(target.mark, label, () => desk.answer(id)) }));
  return {
    node: make("div", { class: "cn cn-mockup cn-hotspot" }, frame.node),
    flush: () => true,
    stop: frame.leave,
    update(response) {
      for (const press of presses) press.button.setAttribute("aria-pressed", String(press.id === response));
    },
    close(off) {
      for (const press of presses) press.button.disabled = off;
    },
  };
}

function actionsOf({ actions, tabs, banners, home }) {
  const apart = [...tabs.map((tab) => tab.action), ...banners.map((banner) => banner.action), home];
  return [...actions.map((action) => action.id), ...apart.filter(Boolean)];
}

/** Lays a button over a control, which itself can no longer be reached. */
function cover(node, label, pressed) {
  const button = make("button", {
    type: "button",
    class: "cn-hot-press",
    "aria-label": label,
    "aria-pressed": "false",
    onclick: pressed,
  });
  const place = make("div", { class: "cn-hot" });
  node.replaceWith(place);
  node.inert = true;
  node.setAttribute("aria-hidden", "true"); // for browsers that do not know inert
  place.append(node, button);
  return button;
}

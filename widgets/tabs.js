// What stands at the foot of a phone: the tabs of an app, and the button that leads to the home screen.

import { drawBadge } from "./actions.js";
import { make, mind } from "./dom.js";
import { portalIcon } from "./portal_icons.js";

/** The foot of a screen: {node, update(vars, off), target(action)}; node is null where there is nothing. */
export function drawFoot({ tabs, home }, desk) {
  const drawn = tabs.map((tab) => drawTab(tab, desk));
  const bar = make("div", { class: "cn-tabs", role: "group", "aria-label": desk.ui.tabs_name }, ...drawn.map((tab) => tab.node));
  const button = make(
    "button",
    { type: "button", class: "cn-home", onclick: () => desk.act(home) },
    portalIcon("home"),
    make("span", {}, desk.ui.home_screen),
  );
  const parts = [tabs.length > 0 ? bar : null, home ? button : null].filter(Boolean);
  return {
    node: parts.length > 0 ? make("div", { class: "cn-foot" }, ...parts) : null,
    update(vars, off) {
      for (const tab of drawn) tab.update(vars, off);
      button.disabled = off;
    },
    target(action) {
      if (home && action === home) return { mark: button, after: button };
      const tab = drawn.find((each) => each.action === action);
      return tab ? { mark: tab.node, after: bar } : null;
    },
  };
}

function drawTab({ action, label, icon, on, badge }, desk) {
  const dot = drawBadge(badge, desk.ui);
  const node = make(
    "button",
    { type: "button", class: "cn-tab", onclick: () => desk.act(action) },
    portalIcon(icon),
    make("span", {}, label),
    dot.node,
  );
  mind(node, "aria-current", on ? "page" : null);
  return {
    action,
    node,
    update(vars, off) {
      node.disabled = off;
      dot.update(vars);
    },
  };
}

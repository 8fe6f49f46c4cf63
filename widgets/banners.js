// A message that arrives on the same phone: it lies over the screen until it is opened or put away.

import { fill, make } from "./dom.js";
import { steady } from "./lines.js";
import { holds } from "./machine.js";
import { portalIcon } from "./portal_icons.js";

/** The banners of a screen: {node, update(vars, off), shown(), target(action)}; shown() are {id, text} of those in sight. */
export function drawBanners(banners, desk) {
  const all = banners.map((banner) => drawBanner(banner, desk));
  return {
    node: make("div", { class: "cn-banners" }, ...all.map((banner) => banner.node)),
    update(vars, off) {
      for (const banner of all) banner.update(vars, off);
    },
    shown: () => all.filter((banner) => !banner.node.hidden).map(({ id, text }) => ({ id, text })),
    target(action) {
      const banner = all.find((each) => each.buttons.has(action) && !each.node.hidden);
      return banner ? { mark: banner.buttons.get(action), after: banner.node } : null;
    },
  };
}

function drawBanner({ action, dismiss, sender, text, when }, desk) {
  const open = make(
    "button",
    { type: "button", class: "cn-banner-open", onclick: () => desk.act(action) },
    portalIcon("bell"),
    make(
      "span",
      { class: "cn-act-words" },
      make("span", { class: "cn-act-label" }, ...steady(sender)),
      make("span", { class: "cn-act-about" }, ...steady(text)),
    ),
  );
  const away = make(
    "button",
    { type: "button", class: "cn-banner-away", onclick: () => desk.act(dismiss) },
    portalIcon("x"),
    make("span", {}, desk.ui.banner_away),
    make("span", { class: "cn-spoken" }, sender),
  );
  const named = { role: "group", "aria-label": fill(desk.ui.banner_from, { sender }) };
  const node = make("div", { class: "cn-banner", ...named }, open, away);
  return {
    id: action,
    text: fill(desk.ui.banner_arrived, { sender, text }),
    node,
    buttons: new Map([
      [action, open],
      [dismiss, away],
    ]),
    update(vars, off) {
      node.hidden = !holds(when, vars);
      open.disabled = off;
      away.disabled = off;
    },
  };
}

// The drawn browser, app or phone around a portal, with the practice band that is always in sight.

import { drawAloud, textsInSight } from "./aloud.js";
import { fill, make } from "./dom.js";
import { icon } from "./icons.js";
import { holds } from "./machine.js";
import { portalIcon } from "./portal_icons.js";

const SPOKEN = ["chat", "call"];
// The signs of a phone's top bar, from the left, and whether they are there when nobody says when.
const SIGNS = { flight: false, signal: true, data: false, wifi: true, battery: true };
const MOBILE_DATA = "4G"; // the same letters on every phone
const CLOCK = "9:15"; // a drawn phone's own time: nothing happens by it

/**
 * The frame: {node, hold(screen, drawn), update(vars), leave()}; hold puts a screen into it, update brings the signs of a
 * phone and the size of its letters up to its variables.
 */
export function drawFrame(view) {
  const { portal, ui } = view;
  const place = make("div", { class: "cn-place" });
  const aloud = drawAloud(ui, view.lang, () => textsInSight(place));
  const words = make("p", { class: "cn-band-words" }, icon("info"), make("span", {}, ui.practice_band));
  const band = make("div", { class: "cn-band" }, words, aloud.node);
  const where = make("span", {});
  const address = make("span", { class: "cn-address" }, make("span", { class: "cn-spoken" }, ui.page_address), " ", where);
  const held = portal.kind === "app" || portal.kind === "phone";
  const bar = make("div", { class: "cn-bar", hidden: held }, held ? null : dots(), address);
  const status = held ? statusBar(portal.signs || {}) : null;
  const top = held ? [status.node, bar] : portal.kind === "web" ? [bar, portalName(portal.title)] : [];
  const node = make(
    "div",
    {
      class: `cn-frame cn-frame-${portal.kind}${held ? " cn-frame-held" : ""}`,
      role: "group",
      "aria-label": fill(ui.frame_name, { portal: portal.title }),
    },
    band,
    ...top,
    place,
  );
  return {
    node,
    leave: aloud.leave,
    update(vars) {
      if (status) status.update(vars);
      if (portal.letters) place.dataset.letters = vars[portal.letters];
    },
    hold(screen, { address: shown, layout }) {
      aloud.stop();
      where.textContent = shown || "";
      address.hidden = !shown;
      // Somebody at the counter or a message on her phone is beside the site, which then shows no bar of its own; a
      // phone shows an address only where a page is open.
      if (held) bar.hidden = !shown;
      else for (const each of top) each.hidden = !shown && SPOKEN.includes(layout);
      place.replaceChildren(screen);
    },
  };
}

function dots() {
  return make("span", { class: "cn-dots", "aria-hidden": "true" });
}

function portalName(title) {
  return make("p", { class: "cn-portal-name" }, title);
}

/** The bar at the top of a phone; `guards` says of some signs while what they show. */
function statusBar(guards) {
  const drawn = Object.entries(SIGNS).filter(([name, always]) => always || guards[name]);
  const signs = drawn.map(([name]) => ({
    when: guards[name],
    node: make("span", { class: "cn-sign", "data-sign": name }, name === "data" ? MOBILE_DATA : portalIcon(name)),
  }));
  const row = make("span", { class: "cn-signs" }, ...signs.map((sign) => sign.node));
  return {
    node: make("div", { class: "cn-status-bar", "aria-hidden": "true" }, make("span", {}, CLOCK), row),
    update(vars) {
      for (const sign of signs) sign.node.hidden = Boolean(sign.when) && !holds(sign.when, vars);
    },
  };
}

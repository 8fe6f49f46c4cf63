// The drawn browser or phone around a portal, with the practice band that is always in sight.

import { fill, make } from "./dom.js";
import { icon } from "./icons.js";

/** The frame: {node, hold(screen)}; hold puts a screen (its node and address) into it. */
export function drawFrame(view) {
  const { portal, ui } = view;
  const band = make("p", { class: "cn-band" }, icon("info"), make("span", {}, ui.practice_band));
  const address = make("span", { class: "cn-address" });
  const bar =
    portal.kind === "web"
      ? make("div", { class: "cn-bar" }, make("span", { class: "cn-dots", "aria-hidden": "true" }), address)
      : make("div", { class: "cn-bar cn-bar-app", "aria-hidden": "true" });
  const place = make("div", { class: "cn-place" });
  const node = make(
    "div",
    {
      class: `cn-frame cn-frame-${portal.kind}`,
      role: "group",
      "aria-label": fill(ui.frame_name, { portal: portal.title }),
    },
    band,
    bar,
    make("p", { class: "cn-portal-name" }, portal.title),
    place,
  );
  return {
    node,
    hold(screen, where) {
      address.textContent = where || "";
      address.hidden = !where;
      place.replaceChildren(screen);
    },
  };
}

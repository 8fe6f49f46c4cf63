// What a camera looks at: the shot that was chosen, or the code it is pointed at.

import { make } from "./dom.js";
import { picture } from "./pictures.js";

/** The viewfinder of a photo or scan input: {node, update(value)}. The radio buttons below it say the same. */
export function drawFinder({ kind, options }, ui) {
  const empty = kind === "scan" ? ui.finder_scan : ui.finder_photo;
  const sight = make("div", { class: "cn-finder-sight" });
  const node = make("div", { class: `cn-finder cn-finder-${kind}`, "aria-hidden": "true" }, sight);
  let before = null;
  return {
    node,
    update(value) {
      if (value === before) return;
      before = value;
      const chosen = options.find((option) => option.id === value);
      sight.replaceChildren(chosen ? picture(chosen.picture) : make("p", {}, empty));
    },
  };
}

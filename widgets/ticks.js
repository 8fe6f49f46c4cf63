// A radio button or a tick box whose whole line can be pressed.

import { freshId, make } from "./dom.js";
import { steady } from "./lines.js";

/** One radio button or tick box with its words: {node, control}. */
export function tickable(type, name, label, inside = null) {
  const id = freshId("tick");
  const control = make("input", { type, name, id });
  const node = make(
    "label",
    { class: "cn-tick", for: id },
    control,
    inside,
    make("span", { class: "cn-tick-words" }, ...steady(label)),
  );
  return { node, control };
}

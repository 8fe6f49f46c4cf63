// A boxed message in one of four tones.

import { make } from "./dom.js";
import { icon } from "./icons.js";

const TONE_ICONS = { info: "info", success: "circle-check", warning: "triangle-alert", error: "circle-alert" };

/** A notice in one of four tones; its icon repeats what the words say. */
export function notice(tone, ...content) {
  return make(
    "div",
    { class: `cn-notice cn-notice-${tone}` },
    icon(TONE_ICONS[tone]),
    make("div", { class: "cn-notice-words" }, ...content),
  );
}

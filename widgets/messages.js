// What people write or say: bubbles of a chat, messages on a phone, the sentences of a call.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { paragraphs, steady } from "./lines.js";
import { picture } from "./pictures.js";
import { portalIcon } from "./portal_icons.js";

/** One bubble; one's own stands on the other side. */
export function drawMessage(block, ui) {
  const who = block.sender
    ? make("p", { class: "cn-message-sender" }, ...steady(block.sender))
    : make("p", { class: "cn-spoken" }, ui.own_message);
  return make(
    "div",
    { class: block.sender ? "cn-message" : "cn-message cn-message-own" },
    who,
    ...content(block),
    block.at ? make("p", { class: "cn-message-at" }, block.at) : null,
  );
}

/** The same message once more, pinned at the head of the screen. */
export function drawPinned(block, ui) {
  const name = make("p", { class: "cn-pinned-name" }, portalIcon("pin"), make("span", {}, ui.pinned_message));
  return make("div", { class: "cn-pinned" }, name, make("div", {}, ...content(block)));
}

function content(block) {
  return [block.picture ? picture(block.picture, block.label || null) : null, ...paragraphs(block.text)];
}

/** The round face of who calls. */
export function drawCaller() {
  return make("div", { class: "cn-caller" }, icon("user-round"));
}

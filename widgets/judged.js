// Judging a message: what it is, and which parts of it give it away.

import { fill, freshId, make } from "./dom.js";
import { icon } from "./icons.js";
import { tickable } from "./ticks.js";

const VERDICTS = [
  ["genuine", "verdict_genuine"],
  ["suspicious", "verdict_suspicious"],
  ["scam", "verdict_scam"],
];

/** The response is {tells: [segment, ...]}, and {verdict} once there is one. Nothing gives a genuine message away. */
export function message(item, options, desk) {
  const { ui } = desk;
  let response = { tells: [] };
  const pressed = (id) => {
    const tells = response.tells.includes(id)
      ? response.tells.filter((each) => each !== id)
      : item.parts.map((part) => part.id).filter((each) => each === id || response.tells.includes(each));
    desk.answer({ ...response, tells });
  };
  const segments = item.parts.map((part) =>
    make(
      "button",
      { type: "button", class: "cn-segment", "aria-pressed": "false", onclick: () => pressed(part.id) },
      make("span", {}, part.label),
      icon("triangle-alert"),
    ),
  );
  const name = freshId("verdict");
  const ticks = VERDICTS.map(([, words]) => tickable("radio", name, ui[words]));
  ticks.forEach((tick, place) =>
    tick.control.addEventListener("change", () => {
      const [verdict] = VERDICTS[place];
      desk.answer({ verdict, tells: verdict === "genuine" ? [] : response.tells });
    }),
  );
  const off = (closed) => {
    for (const segment of segments) segment.disabled = closed || response.verdict === "genuine";
  };
  let closed = false;

  return {
    node: make(
      "div",
      {},
      make(
        "div",
        {
          class: "cn-message",
          role: "group",
          "aria-label": fill(ui.message_from, { sender: item.sender, channel: item.channel }),
        },
        make(
          "p",
          { class: "cn-message-from" },
          make("strong", {}, item.sender),
          make("span", { class: "cn-message-channel" }, item.channel),
        ),
        ...segments,
        make("p", { class: "cn-made-up" }, ui.made_up),
      ),
      make(
        "fieldset",
        { class: "cn-verdict-choice" },
        make("legend", { class: "cn-match-part" }, ui.verdict_asked),
        make("div", { class: "cn-ticks" }, ...ticks.map((tick) => tick.node)),
      ),
    ),
    flush: () => true,
    update(next) {
      response = { tells: [], ...next };
      item.parts.forEach((part, place) => {
        segments[place].setAttribute("aria-pressed", String(response.tells.includes(part.id)));
      });
      ticks.forEach((tick, place) => {
        tick.control.checked = VERDICTS[place][0] === response.verdict;
      });
      off(closed);
    },
    close(now) {
      closed = now;
      for (const tick of ticks) tick.control.disabled = closed;
      off(closed);
    },
  };
}

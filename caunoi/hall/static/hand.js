// The raised hand in the line at the foot: pressed while it is up, and only the hall says that it is.

import { announcer, make } from "../../../widgets/dom.js";

/** The button: {node, spoken, show(up)}; `door` carries it to the hall and `heard` takes the answer's state. */
export function handButton(words, door, heard) {
  const voice = announcer();
  const node = make(
    "button",
    { type: "button", class: "cn-hand", "aria-pressed": "false", hidden: true, onclick: press },
    words.hand,
  );
  let busy = false;

  async function press() {
    if (busy) return;
    busy = true;
    const up = node.getAttribute("aria-pressed") !== "true";
    const answer = await door.post("/api/hand", { up });
    busy = false;
    if (answer.status === 200) heard(answer.body.room);
    voice.say(answer.status !== 200 ? words.hand_not_sent : up ? words.hand_up : words.hand_down);
  }

  return {
    node,
    spoken: voice.node,
    show(up) {
      node.hidden = false;
      node.setAttribute("aria-pressed", String(up));
      node.textContent = up ? words.hand_is_up : words.hand;
    },
  };
}

// A test against the hall's clock: at its end the page takes nothing more and hands in by itself, however long that needs.

import { countdown } from "./countdown.js";
import { clock } from "./status.js";
import { fill, make } from "../../../widgets/dom.js";

const TICK_MS = 500;
const AGAIN_MS = 3000;

/**
 * The clock of an assessment's page: {node, spoken, show(endsAt)}. `desk` is {words, lang, now(), shelf, client, flush(),
 * update()}; `now` is the hall's clock in ms.
 */
export function timedTest(desk) {
  const { words, lang, client, shelf } = desk;
  const face = countdown(words);
  let endsAt = null;
  let ending = false;

  const over = () => endsAt !== null && desk.now() >= endsAt;

  function tick() {
    const running = endsAt !== null && !client.submitted;
    face.show(running ? Math.max(0, Math.ceil((endsAt - desk.now()) / 1000)) : null);
    if (running && over() && !ending) end();
  }

  async function end() {
    ending = true;
    desk.flush();
    client.hold(true);
    desk.update();
    while (over() && !client.submitted) {
      shelf.set("over", { title: words.time_up_title, text: words.time_up_text });
      const done = await client.handIn(over);
      if (!done.ok && over()) await pause(AGAIN_MS);
    }
    client.hold(false);
    ending = false;
    desk.update();
    if (client.submitted) tellReceipt();
    else shelf.set("over", null); // more time was given before it was handed in
    tick();
  }

  function tellReceipt() {
    const { receipt, at } = client.submitted;
    const close = () => shelf.set("over", null);
    shelf.set("over", {
      title: words.time_up_done,
      text: fill(words.time_up_receipt, { time: clock(lang, at), receipt }),
      actions: [make("button", { type: "button", class: "cn-page-button cn-page-button-main", onclick: close }, words.sheet_close)],
      closable: true,
      closed: close,
    });
  }

  setInterval(tick, TICK_MS);
  return {
    node: face.node,
    spoken: face.spoken,
    show(fresh) {
      endsAt = fresh;
      tick();
    },
  };
}

function pause(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

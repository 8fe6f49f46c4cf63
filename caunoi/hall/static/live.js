// Keeps a part of the page as the class is: a stream tells each change, and where none comes through, it is asked for.

import { keepListening } from "./listening.js";
import { morph } from "./morph.js";
import { patience, toldMs } from "./patience.js";

const ASK_MS = 2000;
// The hall says something every ten seconds; after two of them unheard the connection is not believed any more.
const SILENT_MS = 25000;

/**
 * Follows the address in `data-live` of a part, by asking where `data-stream` is "no", every `data-every` milliseconds;
 * `drawn` is called after it.
 */
export function keepLive(part, drawn = () => {}) {
  const every = Number(part.dataset.every) || ASK_MS;
  const announcer = document.querySelector("[data-announcer]");
  let announced = said(part);
  let stream = null;
  let asking = null;
  let heard = Date.now();

  function show(html) {
    heard = Date.now();
    part.classList.remove("is-lost");
    morph(part, html);
    drawn();
    if (announcer && said(part) !== announced) announcer.textContent = announced = said(part);
  }

  function listen() {
    stream = keepListening(part.dataset.live, {
      open() {
        heard = Date.now();
        stopAsking();
      },
      part: (event) => show(JSON.parse(event.data).html),
      still() {
        heard = Date.now();
      },
      // Another page of this session has taken its place, or it was signed out: asking goes on, or says what is wrong.
      end() {
        stream.close();
        stream = null;
        ask();
      },
      error: () => ask(),
    });
  }

  function ask(told = 0) {
    if (asking === null) asking = setTimeout(renew, patience([every], 0, told, told ? Math.random() : 0));
  }

  function stopAsking() {
    clearTimeout(asking);
    asking = null;
  }

  async function renew() {
    let answered = true;
    let told = 0;
    asking = null;
    if (!document.hidden) {
      try {
        const answer = await fetch(part.dataset.live, { headers: { Accept: "text/html" }, cache: "no-store" });
        told = toldMs(answer.headers.get("Retry-After"));
        if (!answer.ok) throw new Error(String(answer.status));
        show(await answer.text());
      } catch {
        answered = false;
        lost();
      }
    }
    if (!answered || stream === null || !stream.isOpen()) ask(told);
  }

  function lost() {
    if (Date.now() - heard < every * 2) return;
    const line = part.querySelector("[data-fresh]");
    if (!line || line.classList.contains("is-lost")) return;
    line.classList.add("is-lost");
    line.textContent = part.dataset.lost.replace("{time}", line.dataset.time);
    if (announcer) announcer.textContent = line.textContent;
  }

  // A stream that a network has dropped in silence stays open for minutes in the browser's eyes.
  setInterval(() => {
    if (stream !== null && stream.isOpen() && Date.now() - heard > SILENT_MS) ask();
  }, SILENT_MS / 5);
  addEventListener("offline", () => ask());
  if (part.dataset.stream === "no") ask();
  else listen();
}

function said(part) {
  return [...part.querySelectorAll("[data-announce]")].map((each) => each.textContent.trim()).join(" ");
}

// What happens in the class, as this page hears it: a stream of the hall's, and where none gets through, a question from
// time to time. The hall's clock comes with each state, so the phone's own clock is never asked.

import { keepListening } from "./listening.js";
import { to } from "./place.js";

const EVERY_MS = 15000;

/**
 * The room of a page, or of the list of pages when `page` is "": {take(state), now(), state, close()}.
 * `changed` is called with every state that is heard, also with one that says the same at a later hour; `reached` with
 * false when neither stream nor question gets through, and with true when one does again.
 */
export function openRoom(door, page, changed, reached = () => {}) {
  const address = page === "" ? "/api/room" : `/api/room?page=${encodeURIComponent(page)}`;
  let stream = null;
  let afresh = true;
  let state = null;
  let ahead = 0;
  let heardAt = -Infinity;
  let askAgainAt = -Infinity;

  /** A state from wherever it comes; one that was overtaken on its way is left alone, unless the hall began anew. */
  function take(heard) {
    if (!heard) return;
    reached(true);
    if (stream) stream.nudge();
    if (state && !afresh && heard.version < state.version) return;
    afresh = false;
    state = heard;
    heardAt = performance.now();
    ahead = heard.now - heardAt;
    changed(heard);
  }

  function listen() {
    if (stream || typeof EventSource === "undefined") return;
    stream = keepListening(to(address), {
      open() {
        afresh = true;
      },
      room: (event) => take(JSON.parse(event.data)),
      end(event) {
        if (JSON.parse(event.data).why !== "closing") close();
      },
    });
  }

  function close() {
    if (stream) stream.close();
    stream = null;
  }

  async function ask() {
    const now = performance.now();
    if (document.visibilityState !== "visible" || now - heardAt < EVERY_MS - 1000 || now < askAgainAt) return;
    const answer = await door.get(address);
    askAgainAt = performance.now() + answer.waitMs;
    if (answer.status === 0 || answer.status === 429 || answer.status >= 500) reached(false);
    if (answer.status !== 200) return;
    door.key = door.key || answer.body.xsrf;
    take(answer.body.room);
  }

  /** Whoever looks at the page again hears at once what they missed; a phone that slept has lost the time, too. */
  function again() {
    if (document.visibilityState !== "visible") return;
    listen();
    heardAt = -Infinity;
    ask();
  }

  listen();
  setInterval(ask, EVERY_MS);
  document.addEventListener("visibilitychange", again);
  window.addEventListener("online", again);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => event.persisted && again());

  return {
    take,
    close,
    now: () => performance.now() + ahead,
    get state() {
      return state;
    },
  };
}

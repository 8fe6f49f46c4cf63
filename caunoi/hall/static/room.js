// What happens in the class, as this page hears it: a stream of the hall's, and where none gets through, a question from
// time to time. The hall's clock comes with each state, so the phone's own clock is never asked.

import { to } from "./place.js";

const EVERY_MS = 15000;

/**
 * The room of a page, or of the list of pages when `page` is "": {take(state), now(), state, close()}.
 * `changed` is called with every state that is heard, also with one that says the same at a later hour.
 */
export function openRoom(door, page, changed) {
  const address = page === "" ? "/api/room" : `/api/room?page=${encodeURIComponent(page)}`;
  let source = null;
  let wanted = true;
  let afresh = true;
  let state = null;
  let ahead = 0;
  let heardAt = -Infinity;

  /** A state from wherever it comes; one that was overtaken on its way is left alone, unless the hall began anew. */
  function take(heard) {
    if (!heard || (state && !afresh && heard.version < state.version)) return;
    afresh = false;
    state = heard;
    heardAt = performance.now();
    ahead = heard.now - heardAt;
    if (wanted) listen(); // a stream that was refused, as by a proxy whose hall was away, is given up by browsers
    changed(heard);
  }

  function listen() {
    if (source || typeof EventSource === "undefined") return;
    source = new EventSource(to(address));
    source.addEventListener("open", () => {
      afresh = true;
    });
    source.addEventListener("room", (event) => take(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      if (source && source.readyState === EventSource.CLOSED) source = null;
    });
    source.addEventListener("end", (event) => {
      if (JSON.parse(event.data).why !== "closing") close();
    });
  }

  function close() {
    if (source) source.close();
    source = null;
    wanted = false;
  }

  async function ask() {
    if (document.visibilityState !== "visible" || performance.now() - heardAt < EVERY_MS - 1000) return;
    const answer = await door.get(address);
    if (answer.status !== 200) return;
    door.key = door.key || answer.body.xsrf;
    take(answer.body.room);
  }

  /** Whoever looks at the page again hears at once what they missed; a phone that slept has lost the time, too. */
  function again() {
    if (document.visibilityState !== "visible") return;
    wanted = true;
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

// A stream of the hall's that comes back. A browser mends a lost connection by itself; a refusal, as of a full hall,
// it takes for the end.

import { patience } from "./patience.js";

const PAUSES_MS = [3000, 6000, 12000, 24000, 30000];
const CLOSED = 2;

/** Opens an address: {isOpen(), nudge(), close()}; `ears` are called by the name of what is heard, "open" and "error" too. */
export function keepListening(address, ears) {
  let source = null;
  let timer = null;
  let failures = 0;

  function listen() {
    timer = null;
    source = new EventSource(address);
    source.addEventListener("open", () => {
      failures = 0;
    });
    source.addEventListener("error", again);
    for (const [name, hear] of Object.entries(ears)) source.addEventListener(name, hear);
  }

  function again() {
    if (source === null || source.readyState !== CLOSED || timer !== null) return;
    timer = setTimeout(listen, patience(PAUSES_MS, failures, 0, Math.random()));
    failures += 1;
  }

  listen();
  return {
    isOpen: () => source !== null && source.readyState === EventSource.OPEN,
    /** The hall answers other questions: what it refused may open now. */
    nudge() {
      if (timer === null) return;
      clearTimeout(timer);
      listen();
    },
    close() {
      clearTimeout(timer);
      if (source) source.close();
      source = null;
    },
  };
}

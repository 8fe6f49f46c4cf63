// The hall's API as this page calls it: every answer is {status, body, waitMs}, and no connection is status 0. `waitMs`
// is how long the hall asks to be left alone, 0 where it says nothing.

import { toldMs } from "./patience.js";
import { to } from "./place.js";

const PATIENCE_MS = 15000;
const LARGEST_PARTING = 60000; // what a browser sends on for a page that is being closed

/** A door for a language: {get(path), post(path, body), key}; `key` is the forgery token, set after opening. */
export function openDoor(lang) {
  const door = {
    key: "",
    get: (path) => call(path, { method: "GET" }),
    post(path, body) {
      const text = JSON.stringify(body);
      const parting = document.visibilityState === "hidden" && text.length < LARGEST_PARTING;
      return call(path, { method: "POST", body: text, keepalive: parting });
    },
  };

  async function call(path, options) {
    const headers = { "X-Caunoi-Lang": lang };
    if (options.body) Object.assign(headers, { "Content-Type": "application/json", "X-XSRFToken": door.key });
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(to(path), {
        ...options,
        headers,
        cache: "no-store",
        credentials: "same-origin",
        signal: stop.signal,
      });
      const waitMs = toldMs(answer.headers.get("Retry-After"));
      return { status: answer.status, body: await answer.json(), waitMs };
    } catch {
      return { status: 0, body: {}, waitMs: 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  return door;
}

/** The error code of an answer, or "". */
export function codeOf(answer) {
  return (answer.body.error && answer.body.error.code) || "";
}

// The page was made anew while it stood open, because its content was changed. The one that is open goes on, every step
// of it is kept, and the reader loads the new one when it suits.

import { announcer, make } from "../../../widgets/dom.js";

/** A note above the page: {tell()}. `settle()` hands in what is typed and says whether the hall has everything. */
export function renewalNote(words, settle) {
  const spoken = announcer();
  const load = make("button", { type: "button", class: "cn-page-button button", onclick: leave }, words.renewed_load);
  const note = make("aside", { class: "cn-room-message cn-renewed", "aria-label": words.renewed_load }, make("p", {}, words.renewed), load);

  async function leave() {
    if (await settle()) location.reload();
  }

  return {
    tell() {
      if (note.isConnected) return;
      document.body.prepend(note);
      document.body.append(spoken.node);
      spoken.say(words.renewed);
    },
  };
}

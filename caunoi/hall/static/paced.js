// A lesson or an assessment while the class is led: locked and opened again, against the clock, with a hand to raise.

import { handButton } from "./hand.js";
import { to } from "./place.js";
import { openRoom } from "./room.js";
import { sheets } from "./sheet.js";
import { timedTest } from "./timed.js";
import { together } from "./together.js";
import { make } from "../../../widgets/dom.js";

/**
 * The page in its class: {take(state), bar(code), time(desk)}. `page` is its id, `reopen` opens it after it was barred,
 * `heard` is told whenever the hall says something;
 * bar() says that the hall did not open it ("locked" or "over"), time() gives an assessment its clock.
 */
export function pacedPage({ words, lang, page, door, status, reopen, heard }) {
  const shelf = sheets(["look-up", "locked", "late", "over"]);
  const shared = together(words, shelf);
  const hand = handButton(words, door, (state) => room.take(state));
  let test = null;
  let barred = "";
  status.place(hand.node, hand.spoken);
  const room = openRoom(door, page, obey);

  function obey(state) {
    const endsAt = state.ends_at[page] ?? null;
    const locked = state.locked.includes(page);
    const late = barred === "over" && endsAt !== null && endsAt <= state.now;
    shared.show(state);
    hand.show(state.hand);
    if (test) test.show(endsAt);
    shelf.set("locked", locked ? wayBack(words.locked_title, words.locked_text) : null);
    shelf.set("late", late ? wayBack(words.late_title, words.late_text) : null);
    if (barred && !locked && !late) {
      barred = "";
      reopen();
    }
    heard();
  }

  /** A sheet from which one goes back to the list. */
  function wayBack(title, text) {
    const link = make("a", { class: "cn-page-button cn-page-button-main", href: to(`/${lang}/`) }, words.to_the_list);
    return { title, text, actions: [link] };
  }

  return {
    take: room.take,
    bar(code) {
      barred = code;
    },
    time(desk) {
      test = timedTest({ ...desk, words, lang, now: room.now, shelf });
      status.place(test.node, test.spoken);
      if (room.state) obey(room.state); // an answer without the room leaves the test without a clock, not without a page
    },
  };
}

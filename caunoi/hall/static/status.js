// One line at the foot of the page that says whether the work is safe.

import { to } from "./place.js";
import { fill, make } from "../../../widgets/dom.js";

const SLOW_MS = 1500;
const BAD = ["offline", "unsaved", "signed-out", "gone", "refused", "enough"];

/** A time as the reader writes it, "14:02". */
export function clock(lang, ms) {
  return new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    new Date(ms),
  );
}

/** The line: {show(report)}. It takes the place of #caunoi-status; only losing and finding the connection is spoken. */
export function statusLine(words, lang) {
  const dot = make("span", { class: "cn-status-dot", "aria-hidden": "true" });
  const text = make("span", { class: "cn-status-text" }, words.opening);
  const link = make("a", { class: "cn-status-link", href: to(`/${lang}/join`), hidden: true }, words.sign_in);
  const spoken = make("p", { class: "cn-status-spoken", role: "status" });
  const node = make(
    "footer",
    { class: "cn-status", id: "caunoi-status", "data-line": "opening" },
    dot,
    text,
    link,
    spoken,
  );
  const old = document.getElementById("caunoi-status");
  if (old) old.remove();
  document.body.append(node);
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--cn-foot", `${node.offsetHeight}px`);
  }).observe(node);
  let wasBad = false;
  let savedAt = null;
  let slow = null;

  function write(line, sentence) {
    node.dataset.line = line;
    if (text.textContent !== sentence) text.textContent = sentence;
    link.hidden = line !== "signed-out" && line !== "stranger";
  }

  return {
    say: write,
    /** Puts something beside the sentence, and what it says aloud. */
    place(part, voice) {
      node.insertBefore(part, spoken);
      node.append(voice);
    },
    show({ line, steps, waiting, stored, submitted }) {
      const bad = BAD.includes(line);
      if (waiting === 0 && line === "saved") savedAt = Date.now();
      clearTimeout(slow);
      // What waits now was done here while it was handed in elsewhere, and is not part of it.
      if (submitted)
        write(
          "submitted",
          fill(waiting > 0 ? words.submitted_without : words.submitted_at, { time: clock(lang, submitted.at), n: waiting }),
        );
      else if (bad) write(line, words[(stored ? SENTENCES : UNKEPT)[line] || SENTENCES[line]]);
      else if (line === "preview") write(line, words.preview);
      else if (steps === 0 && waiting === 0) write("ready", words.ready);
      else if (waiting === 0)
        write("saved", fill(words.saved, { n: steps, time: clock(lang, savedAt || Date.now()) }));
      else slow = setTimeout(() => write("saving", words.saving), SLOW_MS);
      if (bad !== wasBad) spoken.textContent = bad ? text.textContent : words.online_again;
      wasBad = bad;
    },
  };
}

const SENTENCES = {
  offline: "offline",
  unsaved: "unsaved",
  "signed-out": "signed_out",
  gone: "page_gone",
  refused: "event_refused",
  enough: "enough_kept",
};

// The same where the device keeps nothing either.
const UNKEPT = { offline: "not_stored", unsaved: "unsaved_not_stored" };

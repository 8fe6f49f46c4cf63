// A field for many words. What is typed is kept a moment after each pause, and when the field or the page is left.

import { fill, freshId, make, mind, tidy } from "./dom.js";
import { icon } from "./icons.js";
import { holdsPrivateNumber } from "./privacy.js";

const PAUSE_MS = 2000;

/**
 * The field: {nodes, flush(), paint(), stop()}. `desk` is {ui, rows, most, numbers, attributes, kept(), locked(),
 * keep(text), say(text)}; `numbers` are texts whose numbers may be typed, kept() is the text that was kept last, and
 * locked() says whether it was handed in. stop() ends the listening.
 */
export function longText({ ui, rows, most, numbers, attributes, kept, locked, keep, say }) {
  const counter = make("p", { class: "cn-counter", id: freshId("counter") });
  const complaint = make("p", {
    class: "cn-field-message",
    id: freshId("message"),
    "data-tone": "error",
    hidden: true,
  });
  const state = make("p", { class: "cn-kept" });
  const area = make("textarea", {
    class: "cn-input cn-area",
    rows,
    maxlength: most,
    ...attributes,
    "aria-describedby": `${counter.id} ${complaint.id}`,
  });
  let dirty = false;
  let timer = null;

  function flush() {
    clearTimeout(timer);
    if (!dirty || locked()) return true;
    const text = tidy(area.value);
    const refused = holdsPrivateNumber(text, numbers);
    complain(refused ? ui.private_number : null);
    if (refused) return false;
    dirty = false;
    if (text !== kept()) keep(text);
    tell();
    return true;
  }

  function complain(text) {
    const fresh = text !== null && complaint.hidden;
    complaint.hidden = text === null;
    complaint.textContent = text || "";
    mind(area, "aria-invalid", text === null ? null : "true");
    if (fresh) say(text);
  }

  function tell() {
    counter.textContent = fill(ui.counter, { n: area.value.length, max: most });
    if (locked()) state.replaceChildren(icon("lock"), ui.locked);
    else if (dirty) state.replaceChildren(ui.not_kept_yet);
    else if (area.value === "") state.replaceChildren();
    else state.replaceChildren(icon("check"), ui.answer_kept);
  }

  area.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE_MS);
    tell();
  });
  area.addEventListener("change", flush);
  area.addEventListener("blur", flush);
  const whenHidden = () => document.visibilityState === "hidden" && flush();
  document.addEventListener("visibilitychange", whenHidden);

  return {
    nodes: [complaint, area, make("div", { class: "cn-below" }, state, counter)],
    flush,
    paint() {
      area.readOnly = locked();
      if (!dirty || locked()) area.value = kept();
      tell();
    },
    stop() {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", whenHidden);
    },
  };
}

// A question answered in one's own words; a person reads it later. What is typed is kept a moment after each pause.

import { announcer, fill, freshId, make, mind, paragraphs, tidy } from "./dom.js";
import { icon } from "./icons.js";
import { holdsPrivateNumber } from "./privacy.js";
import { keepKeys } from "./shortcuts.js";
import { openSink } from "./sink.js";

const PAUSE_MS = 2000;

function render({ model, el }) {
  const view = model.get("view");
  const { ui } = view;
  const sink = openSink(model);
  const spoken = announcer();
  const prompt = make("div", { class: "cn-writing-prompt", id: freshId("prompt") }, ...paragraphs(view.prompt));
  const counter = make("p", { class: "cn-counter", id: freshId("counter") });
  const complaint = make("p", {
    class: "cn-field-message",
    id: freshId("message"),
    "data-tone": "error",
    hidden: true,
  });
  const kept = make("p", { class: "cn-kept" });
  const area = make("textarea", {
    class: "cn-input cn-area",
    rows: 9,
    maxlength: view.max_chars,
    "aria-labelledby": prompt.id,
    "aria-describedby": `${counter.id} ${complaint.id}`,
  });
  const root = make("section", {
    class: "cn cn-writing",
    lang: view.lang,
    "aria-label": view.title || ui.writing_name,
  });
  const title = view.title ? make("h3", {}, view.title) : null;
  root.append(
    ...(title ? [title] : []),
    prompt,
    complaint,
    area,
    make("div", { class: "cn-below" }, kept, counter),
    spoken.node,
  );
  el.replaceChildren(root);
  if (!sink.hosted) keepKeys(root);

  let dirty = false;
  let timer = null;

  function flush() {
    clearTimeout(timer);
    if (!dirty || sink.locked) return true;
    const text = tidy(area.value);
    const refused = holdsPrivateNumber(text, []);
    complain(refused ? ui.private_number : null);
    if (refused) return false;
    dirty = false;
    if (text !== keptText()) sink.append({ write: view.id, to: text });
    tell();
    return true;
  }

  function complain(text) {
    const fresh = text !== null && complaint.hidden;
    complaint.hidden = text === null;
    complaint.textContent = text || "";
    mind(area, "aria-invalid", text === null ? null : "true");
    if (fresh) spoken.say(text);
  }

  function keptText() {
    const written = sink.events().filter((event) => event.write === view.id);
    return written.length === 0 ? "" : written[written.length - 1].to;
  }

  function tell() {
    counter.textContent = fill(ui.counter, { n: area.value.length, max: view.max_chars });
    if (sink.locked) kept.replaceChildren(icon("lock"), ui.locked);
    else if (dirty) kept.replaceChildren(ui.not_kept_yet);
    else if (area.value === "") kept.replaceChildren();
    else kept.replaceChildren(icon("check"), ui.answer_kept);
  }

  function paint() {
    area.readOnly = sink.locked;
    if (!dirty || sink.locked) area.value = keptText();
    tell();
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
  const stopListening = [sink.onChange(paint), sink.onFlush(flush)];
  paint();

  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", whenHidden);
    for (const stop of stopListening) stop();
  };
}

export default { render };

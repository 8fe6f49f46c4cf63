// A set of questions. A choice is kept at once; practice questions can be checked here, test questions cannot.

import { announcer, fill, freshId, make, mind, paragraphs } from "./dom.js";
import { icon } from "./icons.js";
import { drawAnswer } from "./item.js";
import { mark } from "./marks.js";
import { notice } from "./notice.js";
import { keepKeys } from "./shortcuts.js";
import { openSink } from "./sink.js";

function render({ model, el }) {
  const view = model.get("view");
  const sink = openSink(model);
  const spoken = announcer();
  const items = view.items.map((item, place) => drawItem(item, place, view, sink, spoken.say));
  const title = view.title ? make("h3", { class: "cn-quiz-title" }, view.title) : null;
  const root = make("section", {
    class: "cn cn-quiz",
    lang: view.lang,
    "aria-label": view.title || view.ui.quiz_name,
  });
  const locked = make("p", { class: "cn-kept cn-quiz-locked", hidden: true }, icon("lock"), view.ui.locked);
  root.append(...[title].filter(Boolean), locked, ...items.map((item) => item.node), spoken.node);
  el.replaceChildren(root);
  if (!sink.hosted) keepKeys(root);

  const paint = () => {
    const responses = responsesIn(sink.events());
    for (const item of items) item.update(responses, sink.locked);
    locked.hidden = !sink.locked;
  };
  const flush = () => items.map((item) => item.flush()).every(Boolean);
  const stopListening = [sink.onChange(paint), sink.onFlush(flush)];
  paint();
  return () => stopListening.forEach((stop) => stop());
}

/** The last response to each item. */
function responsesIn(events) {
  return new Map(events.filter((event) => "answer" in event).map((event) => [event.answer, event.to]));
}

function drawItem(item, place, view, sink, say) {
  const { ui } = view;
  const practice = "key" in item;
  const order = (sink.orders && sink.orders[item.id]) || (item.options || []).map((option) => option.id);
  const kept = make("p", { class: "cn-kept" }, icon("check"), ui.answer_kept);
  const complaint = make("p", {
    class: "cn-field-message",
    id: freshId("message"),
    "data-tone": "error",
    hidden: true,
  });
  const verdict = make("div", { class: "cn-verdict" });
  let response = null;

  const answer = drawAnswer(item, order, {
    ui,
    practice,
    say,
    answer(next) {
      if (sink.locked) return;
      sink.append({ answer: item.id, to: next });
      verdict.replaceChildren();
      show(next);
    },
    complain(text) {
      complaint.hidden = text === null;
      complaint.textContent = text || "";
      if (text !== null) say(text);
    },
  });

  function check() {
    if (!answer.flush()) return;
    if (answer.settle) answer.settle();
    const found = judged(item, response);
    verdict.replaceChildren(
      notice(
        found.tone,
        make("p", {}, make("strong", {}, ui[found.words])),
        ...(found.tone === "info" ? [] : paragraphs(item.feedback || "")),
      ),
    );
    say(verdict.textContent);
  }

  function show(next) {
    response = next;
    answer.update(next);
    kept.hidden = practice || isBlank(next);
  }

  const how = { several: ui.choose_all, order: ui.put_in_order }[item.kind];
  const number = fill(ui.question_number, { n: place + 1, total: view.items.length });
  const button = practice
    ? make("button", { type: "button", class: "cn-button cn-coach-main", onclick: check }, ui.check)
    : null;
  const group = make(
    "fieldset",
    {},
    make(
      "legend",
      {},
      make("span", { class: "cn-item-number" }, number),
      make("span", { class: "cn-item-stem" }, item.stem),
    ),
    how ? make("p", { class: "cn-item-how", id: freshId("how") }, how) : null,
    answer.node,
    complaint,
    kept,
    button,
    verdict,
  );
  mind(group, "aria-describedby", how ? group.querySelector(".cn-item-how").id : null);
  const node = make("div", { class: `cn-item cn-item-${item.kind}` }, group);

  return {
    node,
    flush: answer.flush,
    update(responses, locked) {
      answer.close(locked);
      show(responses.has(item.id) ? responses.get(item.id) : null);
      if (button) button.disabled = locked;
    },
  };
}

function isBlank(response) {
  return response === null || response.length === 0;
}

function judged(item, response) {
  if (isBlank(response)) return { tone: "info", words: "answer_first" };
  const { met, of } = mark(item, item, response);
  if (met === of) return { tone: "success", words: "mark_right" };
  return { tone: "warning", words: met > 0 ? "mark_partly" : "mark_not_yet" };
}

export default { render };

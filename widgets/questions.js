// A set of questions. A choice is kept at once; practice questions can be checked here, test questions cannot.

import { drawAloud, textsInSight } from "./aloud.js";
import { announcer, fill, freshId, make, mind } from "./dom.js";
import { icon } from "./icons.js";
import { paragraphs } from "./lines.js";
import { mark } from "./marks.js";
import { notice } from "./notice.js";
import { keepKeys } from "./shortcuts.js";
import { openSink } from "./sink.js";

/** The widget for questions of these kinds. */
export function questions(kinds) {
  return ({ model, el }) => render(kinds, model, el);
}

function render(kinds, model, el) {
  const view = model.get("view");
  const sink = openSink(model);
  const spoken = announcer();
  const items = view.items.map((item, place) => {
    const asked = inVariant(item, sink.variants && sink.variants[item.id]);
    return drawItem(kinds[item.kind], asked, place, view, sink, spoken.say);
  });
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
  return () => [...stopListening, ...items.map((item) => item.stop)].forEach((stop) => stop());
}

/**
 * The item as this attempt asks it: `told` is what the hall says of its variant. The page itself holds the first
 * variant's values only, for where no attempt is; texts have names in braces for both.
 */
function inVariant(item, told) {
  const { rule, ...asked } = { ...item, ...told, id: item.id };
  const filled = asked.values ? fillIn(asked, asked.values) : asked;
  return rule ? { ...filled, rule } : filled;
}

function fillIn(part, values) {
  if (typeof part === "string") return fill(part, values);
  if (Array.isArray(part)) return part.map((each) => fillIn(each, values));
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, fillIn(each, values)]));
}

/** The last response to each item. */
function responsesIn(events) {
  return new Map(events.filter((event) => "answer" in event).map((event) => [event.answer, event.to]));
}

function drawItem(draw, item, place, view, sink, say) {
  const { ui } = view;
  const practice = "rule" in item;
  const order = (sink.orders && sink.orders[item.id]) || item.options.map((option) => option.id);
  const options = order.map((id) => item.options.find((option) => option.id === id));
  const kept = make("p", { class: "cn-kept" }, icon("check"), ui.answer_kept);
  const complaint = make("p", {
    class: "cn-field-message",
    id: freshId("message"),
    "data-tone": "error",
    hidden: true,
  });
  const verdict = make("div", { class: "cn-verdict" });
  let response = null;

  const answer = draw(item, options, {
    ui,
    practice,
    numbers: [item.stem],
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
        ...(found.words === "answer_first" ? [] : paragraphs(item.feedback || "")),
      ),
    );
    say(verdict.textContent);
  }

  function show(next) {
    response = next;
    answer.update(next);
    kept.hidden = practice || item.kind === "free" || isBlank(next); // a long text says so itself
  }

  const how = ui[HOW[item.kind]];
  const aloud = drawAloud(ui, view.lang, () => textsInSight(group));
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
    aloud.node,
    answer.node,
    complaint,
    kept,
    button,
    verdict,
  );
  mind(group, "aria-describedby", how ? group.querySelector(".cn-item-how").id : null);
  const node = make("div", { class: "cn-item", "data-kind": item.kind }, group);

  return {
    node,
    flush: answer.flush,
    stop() {
      aloud.leave();
      if (answer.stop) answer.stop();
    },
    update(responses, locked) {
      answer.close(locked);
      show(responses.has(item.id) ? responses.get(item.id) : null);
      if (button) button.disabled = locked;
    },
  };
}

// What an item says about how it is answered, where its controls do not say it by themselves.
const HOW = {
  several: "choose_all",
  order: "put_in_order",
  match: "match_each",
  hotspot: "press_place",
  message: "judge_message",
  reply: "choose_reply",
  free: "own_words",
};

/** Whether a response says nothing: no response, an empty text or list, a map of such. */
function isBlank(response) {
  if (response === null) return true;
  if (typeof response === "string" || Array.isArray(response)) return response.length === 0;
  return Object.values(response).every(isBlank);
}

function judged(item, response) {
  if (isBlank(response)) return { tone: "info", words: "answer_first" };
  if (item.kind === "free") return { tone: "info", words: "compare" };
  const { met, of } = mark(item, item.rule, response);
  if (met === of) return { tone: "success", words: "mark_right" };
  return { tone: "warning", words: met > 0 ? "mark_partly" : "mark_not_yet" };
}

// The end of an assessment: how far one is, one question before it is final, and the receipt.

import { clock } from "./status.js";
import { fill, freshId, make } from "../../../widgets/dom.js";

/**
 * The hand-in area: {node, update(news)}. `desk` is {words, lang, widgets, client, flush()}; flush hands in what is typed
 * and is false when something may not be. `news` is what the client tells after a change, if there was one.
 */
export function handInArea(desk) {
  const { words, lang, widgets, client } = desk;
  const progress = make("ul", { class: "cn-progress" });
  const problem = make("p", { class: "cn-handin-problem", role: "alert" });
  const open = make(
    "button",
    { type: "button", class: "cn-page-button cn-page-button-main", onclick: ask },
    words.submit_button,
  );
  const title = make("h2", { id: freshId("handin"), tabindex: "-1" }, words.submit_title);
  const place = make("div", {});
  const node = make("section", { class: "cn-handin", "aria-labelledby": title.id }, title, place);
  const dialog = make("dialog", { class: "cn-dialog" });
  let missed = false; // it was to be handed in, and the hall was out of reach

  function ask() {
    missed = false;
    delete problem.dataset.tone;
    problem.textContent = "";
    if (!desk.flush()) {
      problem.textContent = words.submit_blocked;
      return;
    }
    const untouched = widgets.some((widget) => progressOf(widget, client, words).untouched);
    const name = make("h2", { id: freshId("confirm") }, words.confirm_title);
    const yes = make(
      "button",
      { type: "button", class: "cn-page-button cn-page-button-main", onclick: () => handIn(yes) },
      words.confirm_yes,
    );
    const no = make(
      "button",
      { type: "button", class: "cn-page-button", onclick: () => dialog.close() },
      words.confirm_no,
    );
    dialog.setAttribute("aria-labelledby", name.id);
    dialog.replaceChildren(
      name,
      ...(untouched ? [make("p", { class: "cn-untouched" }, words.confirm_untouched)] : []),
      make("p", {}, words.confirm_text),
      make("div", { class: "cn-dialog-buttons" }, yes, no),
    );
    node.append(dialog);
    dialog.showModal();
    no.focus();
  }

  async function handIn(button) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    button.textContent = words.submitting;
    const done = await client.handIn();
    dialog.close();
    if (done.ok) {
      update();
      title.focus();
    } else {
      missed = done.why === "waiting";
      problem.textContent = missed ? words.submit_waiting : words.submit_gaps;
    }
  }

  function update(news = null) {
    if (missed && news && news.line === "saved" && news.waiting === 0) {
      missed = false;
      problem.dataset.tone = "calm";
      problem.textContent = words.submit_again;
    }
    if (client.submitted) {
      dialog.close();
      const { receipt, at } = client.submitted;
      title.textContent = words.submitted_title;
      place.replaceChildren(
        make("p", {}, fill(words.submitted_text, { time: clock(lang, at) })),
        make("p", { class: "cn-receipt" }, make("span", {}, words.receipt), make("strong", {}, receipt)),
        make("p", {}, words.receipt_advice),
      );
      return;
    }
    progress.replaceChildren(...widgets.map((widget) => line(progressOf(widget, client, words))));
    if (!place.contains(open)) place.replaceChildren(make("p", {}, words.submit_intro), progress, problem, open);
  }

  update();
  return { node, update };
}

function line({ name, state, untouched }) {
  return make(
    "li",
    { class: untouched ? "cn-progress-none" : "cn-progress-some" },
    make("span", {}, name),
    make("strong", {}, state),
  );
}

/** How far a task is, from its events alone. */
function progressOf(widget, client, words) {
  const { task, view } = widget.state;
  const events = client.events(task);
  const kind = task.split("/")[0];
  const name = view.title || words[`task_${kind}`];
  if (kind === "quiz") {
    const answered = new Map(events.map((event) => [event.answer, event.to]));
    const n = view.items.filter((item) => answered.has(item.id) && answered.get(item.id).length > 0).length;
    return {
      name,
      untouched: n < view.items.length,
      state: fill(words.task_answers, { n, total: view.items.length }),
    };
  }
  const last = events[events.length - 1];
  const begun = kind === "writing" ? Boolean(last && last.to.trim()) : events.length > 0;
  return { name, untouched: !begun, state: begun ? words.task_begun : words.task_untouched };
}

// A question answered in one's own words; a person reads it later.

import { drawAloud, textsInSight } from "./aloud.js";
import { announcer, freshId, make } from "./dom.js";
import { paragraphs } from "./lines.js";
import { longText } from "./longtext.js";
import { keepKeys } from "./shortcuts.js";
import { openSink } from "./sink.js";

const ROWS = 9;

function render({ model, el }) {
  const view = model.get("view");
  const { ui } = view;
  const sink = openSink(model);
  const spoken = announcer();
  const prompt = make("div", { class: "cn-writing-prompt", id: freshId("prompt") }, ...paragraphs(view.prompt));
  const aloud = drawAloud(ui, view.lang, () => textsInSight(prompt));
  const field = longText({
    ui,
    rows: ROWS,
    most: view.max_chars,
    numbers: [view.prompt],
    attributes: { "aria-labelledby": prompt.id },
    kept() {
      const written = sink.events().filter((event) => event.write === view.id);
      return written.length === 0 ? "" : written[written.length - 1].to;
    },
    locked: () => sink.locked,
    keep: (text) => sink.append({ write: view.id, to: text }),
    say: spoken.say,
  });
  const root = make("section", {
    class: "cn cn-writing",
    lang: view.lang,
    "aria-label": view.title || ui.writing_name,
  });
  const title = view.title ? make("h3", {}, view.title) : null;
  root.append(...(title ? [title] : []), prompt, aloud.node, ...field.nodes, spoken.node);
  el.replaceChildren(root);
  if (!sink.hosted) keepKeys(root);

  const stopListening = [sink.onChange(field.paint), sink.onFlush(field.flush), field.stop, aloud.leave];
  field.paint();
  return () => stopListening.forEach((stop) => stop());
}

export default { render };

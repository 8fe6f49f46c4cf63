// For authors in a notebook: the trace so far, as it would be replayed by the grader.

import { make } from "./dom.js";

/** A fold-out list of events: {node, update(events)}. */
export function drawTrace(ui) {
  const list = make("pre", { tabindex: "0" });
  const node = make("details", { class: "cn-trace" }, make("summary", {}, ui.trace), list);
  return {
    node,
    update(events) {
      list.textContent =
        events.length === 0
          ? ui.trace_empty
          : `[\n${events.map((event) => `  ${JSON.stringify(event)}`).join(",\n")}\n]`;
    },
  };
}

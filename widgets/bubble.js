// The mark of the guide: a ring around one element of the screen and a sentence right after it.

import { freshId, make, mind } from "./dom.js";
import { icon } from "./icons.js";
import { write } from "./lines.js";

/** A bubble that can be moved from element to element: {show(target, text), clear(), reveal()}. */
export function bubble(label) {
  const sentence = make("p", { id: freshId("bubble") });
  const node = make(
    "div",
    { class: "cn-bubble", role: "note", "aria-label": label },
    icon("route"),
    sentence,
  );
  let marked = null;

  function clear() {
    if (marked) {
      marked.classList.remove("cn-marked");
      if (marked.getAttribute("aria-describedby") === sentence.id) mind(marked, "aria-describedby", null);
    }
    marked = null;
    node.remove();
  }

  return {
    clear,
    show(target, text) {
      clear();
      write(sentence, text);
      marked = target.mark;
      marked.classList.add("cn-marked");
      if (marked.tagName === "BUTTON") mind(marked, "aria-describedby", sentence.id);
      target.after.after(node);
    },
    /** Brings the mark into sight, without moving the page more than needed. */
    reveal() {
      if (!marked) return;
      node.scrollIntoView({ block: "nearest" });
      marked.scrollIntoView({ block: "nearest" });
    },
  };
}

// One calm page over the page, as long as there is a reason for it. What lies below keeps its place, its words and the
// focus; nothing of it can be touched meanwhile.

import { freshId, make } from "../../../widgets/dom.js";

/**
 * The sheets of a page: {set(reason, content)}. `content` is {title, text, actions, closable} or null when the reason is
 * gone; `actions` are nodes. Of several reasons the one that stands first in `order` is shown.
 */
export function sheets(order) {
  const reasons = new Map();
  const title = make("h2", { id: freshId("sheet"), tabindex: "-1" });
  const text = make("p", { id: freshId("sheet") });
  const actions = make("div", { class: "cn-dialog-buttons" });
  const node = make(
    "dialog",
    { class: "cn-sheet", "aria-labelledby": title.id, "aria-describedby": text.id },
    make("div", { class: "cn-sheet-words" }, title, make("div", { role: "status" }, text), actions),
  );
  let shown = null;

  const due = () => order.map((reason) => reasons.get(reason)).find((content) => content) || null;

  function paint() {
    const content = due();
    if (content === shown) return;
    shown = content;
    if (!content) {
      node.close();
      return;
    }
    title.textContent = content.title;
    text.textContent = content.text;
    actions.replaceChildren(...(content.actions || []));
    if (!node.open) {
      document.body.append(node);
      node.showModal();
      title.focus();
    }
  }

  node.addEventListener("cancel", (event) => {
    if (!shown || !shown.closable) event.preventDefault();
  });
  // A browser lets the second press on its back button through, whatever the page says.
  node.addEventListener("close", () => {
    if (shown && shown.closable) shown.closed();
    else if (shown) node.showModal();
  });

  return {
    set(reason, content) {
      const before = reasons.get(reason);
      const same =
        before && content && ["title", "text", "key"].every((name) => before[name] === content[name]);
      if (!same) reasons.set(reason, content);
      paint();
    },
  };
}

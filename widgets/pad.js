// A pad of digits for a passcode. The digits wait here until the code is full; then they are handed in and entered.

import { fill, freshId, make } from "./dom.js";
import { portalIcon } from "./portal_icons.js";
import { holdsPrivateNumber } from "./privacy.js";
import { showMessage } from "./shells.js";

/**
 * The pad {input, label, digits, enter, enter_label} as a field (see typedField), with `enter`, the action it presses,
 * and press(key), which takes a key of a keyboard and says whether it was one of the pad's.
 */
export function padField(pad, desk) {
  let typed = "";
  let kept = "";
  const label = make("p", { class: "cn-field-name", id: freshId("pad") }, pad.label);
  const notice = make("p", { class: "cn-field-message", id: freshId("message"), hidden: true });
  const dots = make("div", { class: "cn-pad-dots", "aria-hidden": "true" });
  const count = make("p", { class: "cn-spoken", role: "status" });
  const keys = make("div", { class: "cn-pad-keys" }, ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(digitKey));
  keys.append(
    key([portalIcon("delete"), make("span", {}, desk.ui.pad_delete)], "cn-key cn-key-words", erase),
    digitKey(0),
    key([make("span", {}, pad.enter_label)], "cn-key cn-key-words cn-key-enter", enter),
  );
  const named = { role: "group", "aria-labelledby": label.id, "aria-describedby": notice.id };
  const node = make("div", { class: "cn-field cn-pad", ...named }, label, notice, dots, count, keys);

  function digitKey(digit) {
    return key([String(digit)], "cn-key", () => add(String(digit)));
  }

  function key(inside, look, onclick) {
    return make("button", { type: "button", class: look, onclick }, ...inside);
  }

  function add(digit) {
    if (typed.length >= pad.digits) typed = "";
    typed += digit;
    kept = "";
    draw(true);
    if (typed.length === pad.digits) enter();
  }

  function erase() {
    typed = (typed || kept).slice(0, -1);
    kept = "";
    draw(true);
  }

  function enter() {
    if (holdsPrivateNumber(typed, desk.numbers)) {
      showMessage(notice, { text: desk.ui.private_number, tone: "error" });
      typed = "";
      draw(false);
      return;
    }
    const code = typed;
    typed = "";
    // Half a code is no try: the input stays empty, and the action says that digits are missing.
    if (code.length === pad.digits) desk.put(pad.input, code);
    desk.act(pad.enter);
  }

  function draw(aloud) {
    const filled = (typed || kept).length;
    dots.replaceChildren(
      ...Array.from({ length: pad.digits }, (_, place) =>
        make("span", { class: place < filled ? "cn-pad-dot cn-pad-dot-full" : "cn-pad-dot" }),
      ),
    );
    if (aloud) count.textContent = fill(desk.ui.pad_count, { n: filled, total: pad.digits });
  }

  return {
    id: pad.input,
    enter: pad.enter,
    node,
    target: keys.firstChild,
    flush: () => true,
    update(vars, message, said) {
      kept = said ? "" : String(vars[pad.input]);
      showMessage(notice, message);
      draw(false);
    },
    close(off) {
      for (const each of keys.children) each.disabled = off;
    },
    press(name) {
      if (keys.firstChild.disabled) return false;
      if (/^[0-9]$/u.test(name)) add(name);
      else if (name === "Backspace") erase();
      else return false;
      return true;
    },
  };
}

// Answers of one line: a few words, or a whole number as people write it.

import { freshId, make, mind, tidy } from "./dom.js";
import { wholeNumber } from "./marks.js";
import { holdsPrivateNumber } from "./privacy.js";

const LONGEST_ANSWER = 200;
const LONGEST_NUMBER = 40;

/** A few words. */
export function short(item, options, desk) {
  return typed({ type: "text", maxlength: LONGEST_ANSWER }, desk, (text) =>
    holdsPrivateNumber(text, desk.numbers) ? desk.ui.private_number : null,
  );
}

/** A whole number, with its unit behind the field. */
export function number(item, options, desk) {
  const units = item.unit ? [item.unit] : [];
  const unit = item.unit ? make("span", { class: "cn-unit", id: freshId("unit") }, item.unit) : null;
  const refuse = (text) => {
    if (holdsPrivateNumber(text, desk.numbers)) return desk.ui.private_number;
    return text === "" || wholeNumber(text, units) !== null ? null : desk.ui.whole_number;
  };
  const shape = { type: "text", inputmode: "numeric", maxlength: LONGEST_NUMBER, size: 14 };
  const field = typed({ ...shape, "aria-describedby": unit && unit.id }, desk, refuse);
  return { ...field, node: make("div", { class: "cn-number" }, field.node, unit) };
}

/** One line; refuse(text) is a sentence about what cannot be kept, or null. */
function typed(attributes, desk, refuse) {
  const control = make("input", {
    class: "cn-input",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": desk.ui.your_answer,
    ...attributes,
  });
  let dirty = false;

  function flush() {
    if (!dirty) return true;
    const text = tidy(control.value).trim();
    const complaint = refuse(text);
    desk.complain(complaint);
    mind(control, "aria-invalid", complaint === null ? null : "true");
    if (complaint !== null) return false;
    dirty = false;
    desk.answer(text);
    return true;
  }

  control.addEventListener("input", () => {
    dirty = true;
  });
  control.addEventListener("change", flush);
  control.addEventListener("blur", flush); // words that the device put in may bring no change
  control.addEventListener("keydown", (key) => {
    if (key.key === "Enter") flush();
  });
  return {
    node: control,
    flush,
    update(response) {
      if (!dirty) control.value = response === null ? "" : String(response);
    },
    close(off) {
      control.readOnly = off;
    },
  };
}

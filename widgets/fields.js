// The inputs of a screen that are typed: text, password, passcode and number.

import { fill, make, tidy } from "./dom.js";
import { icon } from "./icons.js";
import { holdsPrivateNumber, tornNumber } from "./privacy.js";
import { labelled } from "./shells.js";

/**
 * A typed field. `desk` is {ui, numbers, awaits(name), put(name, value), settled(fn), together()}, of which together() are
 * the words in all text fields of the screen, in order. A field is {node, target, update, flush, close}.
 * update(vars, message) shows the state, flush() hands in what is typed and says whether it could, close(off) locks it.
 * What is typed counts when the person leaves the field or acts, never letter by letter.
 */
export function typedField(input, desk) {
  const shell = labelled(input);
  const control = make("input", { class: "cn-input", autocomplete: "off", ...ATTRIBUTES[input.kind](input) });
  const read = READERS[input.kind](input, desk.ui);
  let dirty = false;
  let complaint = null;

  function flush() {
    if (!dirty) return complaint === null;
    const { value, why } = read(control.value);
    complaint = why ? { text: why, tone: "error" } : null;
    if (complaint === null && strange()) {
      complaint = { text: desk.ui.private_number, tone: "error" };
    }
    shell.tell(complaint);
    if (complaint !== null) return false;
    dirty = false;
    desk.put(input.id, value);
    return true;
  }

  function strange() {
    if (holdsPrivateNumber(control.value, desk.numbers)) return true;
    return input.kind === "text" && tornNumber(desk.together(), desk.numbers);
  }

  control.addEventListener("input", () => {
    dirty = true;
    if (read(control.value).value === desk.awaits(input.id)) flush(); // what the guide waits for counts at once
  });
  control.addEventListener("change", () => desk.settled(flush));
  control.addEventListener("blur", () => desk.settled(flush)); // words that the device put in may bring no change
  control.addEventListener("keydown", (key) => {
    if (key.key === "Enter") flush();
  });
  if (input.kind === "password") shell.place(control, withEye(control, desk.ui));
  else shell.place(control);

  return {
    node: shell.node,
    target: control,
    flush,
    update(vars, message) {
      const kept = String(vars[input.id]);
      if (!dirty && control.value !== kept) control.value = kept;
      if (!dirty) complaint = null;
      shell.tell(complaint || message);
    },
    close(off) {
      control.readOnly = off;
    },
  };
}

const ATTRIBUTES = {
  text: (input) => ({ type: "text", maxlength: input.max || 200, spellcheck: "false" }),
  password: (input) => ({ type: "password", maxlength: input.max || 200, autocomplete: "new-password" }),
  passcode: (input) => ({ type: "text", inputmode: "numeric", maxlength: input.digits, size: input.digits }),
  number: () => ({ type: "text", inputmode: "numeric", size: 8 }),
};

const READERS = {
  // Phone keyboards leave a space behind each word they offer; nobody means it.
  text: () => (text) => ({ value: tidy(text).trim().replace(/\s+/gu, " "), why: null }),
  password: () => (text) => ({ value: tidy(text), why: null }),
  passcode: () => (text) => ({ value: text.replace(/\D/gu, ""), why: null }),
  number: (input, ui) => (text) => {
    const trimmed = text.trim();
    if (trimmed === "") return { value: "", why: null };
    const number = Number(trimmed);
    const fits = /^-?\d+$/u.test(trimmed) && Number.isSafeInteger(number);
    if (fits && number >= input.min && number <= input.max) return { value: number, why: null };
    return { value: null, why: fill(ui.number_wanted, { min: input.min, max: input.max }) };
  },
};

function withEye(control, ui) {
  const words = make("span", {}, ui.show_password);
  const eye = make("button", { type: "button", class: "cn-eye", "aria-pressed": "false" }, icon("eye"), words);
  eye.addEventListener("click", () => {
    const shown = control.type === "password";
    control.type = shown ? "text" : "password";
    eye.setAttribute("aria-pressed", String(shown));
    eye.replaceChildren(icon(shown ? "eye-off" : "eye"), words);
  });
  return make("div", { class: "cn-with-eye" }, control, eye);
}

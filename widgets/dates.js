// A date is three short fields, day, month and year: no calendar to leaf through back to 1954, and the same on every phone.

import { freshId, make } from "./dom.js";
import { grouped } from "./shells.js";

/** A date field; it hands in "YYYY-MM-DD", or "" when it is emptied again. Its shape is that of typedField. */
export function dateField(input, desk) {
  const shell = grouped(input);
  const parts = ["day", "month", "year"].map((name) => part(name, desk.ui[name]));
  const [day, month, year] = parts.map((each) => each.control);
  let dirty = false;
  let complaint = null;

  function typed() {
    const texts = [year, month, day].map((control) => control.value.trim());
    return texts.every((text) => text === "") ? "" : isoDate(texts);
  }

  function flush() {
    if (!dirty) return complaint === null;
    const value = typed();
    complaint = value === null ? { text: desk.ui.date_wanted, tone: "error" } : null;
    shell.tell(complaint);
    if (complaint !== null) return false;
    dirty = false;
    desk.put(input.id, value);
    return true;
  }

  for (const control of [day, month, year]) {
    control.addEventListener("input", () => {
      dirty = true;
      if (typed() === desk.awaits(input.id)) flush();
    });
    control.addEventListener("keydown", (key) => {
      if (key.key === "Enter") flush();
    });
  }
  shell.node.addEventListener("focusout", (leaving) => {
    if (!shell.node.contains(leaving.relatedTarget)) desk.settled(flush);
  });
  shell.place(make("div", { class: "cn-date" }, ...parts.map((each) => each.node)));

  return {
    node: shell.node,
    target: day,
    flush,
    update(vars, message) {
      if (!dirty) {
        const [y, m, d] = String(vars[input.id]).split("-");
        year.value = y || "";
        month.value = m ? String(Number(m)) : "";
        day.value = d ? String(Number(d)) : "";
        complaint = null;
      }
      shell.tell(complaint || message);
    },
    close(off) {
      for (const control of [day, month, year]) control.readOnly = off;
    },
  };
}

/** "1954-09-05" as a reader here writes it, 05/09/1954; any other text as it is. */
export function readableDate(value) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(value);
  return found ? `${found[3]}/${found[2]}/${found[1]}` : value;
}

function part(name, label) {
  const id = freshId(name);
  const size = name === "year" ? 4 : 2;
  const control = make("input", {
    class: "cn-input",
    id,
    type: "text",
    inputmode: "numeric",
    maxlength: size,
    autocomplete: "off",
  });
  return { control, node: make("div", { class: `cn-date-${name}` }, make("label", { for: id }, label), control) };
}

/** The date as "YYYY-MM-DD", or null when there is no such day. */
function isoDate([year, month, day]) {
  if (!/^\d{4}$/u.test(year) || !/^\d{1,2}$/u.test(month) || !/^\d{1,2}$/u.test(day)) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : null;
}

// Building the page by hand: every text enters as text, never as markup.

// Each widget's bundle holds its own copy of this file, so the count is kept where all copies on a page find it:
// two elements of one id would give the label of a quiz to a button of the mock-up.
const COUNT = Symbol.for("caunoi.ids");

/** A fresh id for one element of this page. */
export function freshId(stem) {
  globalThis[COUNT] = (globalThis[COUNT] || 0) + 1;
  return `cn-${stem}-${globalThis[COUNT]}`;
}

/**
 * One element: make("p", { class: "cn-note", hidden: true, onclick: fn }, "text", child, null).
 * Attributes that are null, undefined or false are left out; functions named on... become listeners.
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** The sentence with each {name} replaced by the value of that name. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A typed text as it is kept: composed letters, and no half of a character that a length limit cut. */
export function tidy(text) {
  return text.normalize("NFC").replace(/\p{Surrogate}/gu, "");
}

/** Sets an attribute, or takes it away when the value is null or false. */
export function mind(node, name, value) {
  if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : String(value));
}

/**
 * A place for what a screen reader should say without moving the focus: {node, say(text)}.
 * Said again, the same sentence is spoken again, because the region is emptied first.
 */
export function announcer() {
  const node = make("p", { class: "cn-spoken", role: "status" });
  return {
    node,
    say(text) {
      node.textContent = "";
      setTimeout(() => {
        node.textContent = text;
      }, 60);
    },
  };
}

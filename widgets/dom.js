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

const TITLES = new Set("bà ông bác cụ cô chú anh chị cháu bu pak".split(" "));
const COUNTED = new Set("tuổi tahun years triệu juta million đồng dong giờ jam hours phút menit minutes ngày hari days".split(" ")); // what a number counts
const NUMBERED = new Set("số mức nomor tingkat level number formulir form".split(" ")); // what a number tells apart
const LONG = 26; // more letters than a line of a phone always holds

/**
 * The text as nodes, with what is read as one thing on one line: a number in groups, a code or an address with its
 * hyphens, "Bà" and the name, a number and its unit. Over two lines "0900 000 012" would read as two numbers.
 */
export function steady(text) {
  const runs = [];
  const [first, ...rest] = text.split(/(\s+)/);
  for (const [gap, word] of [["", first], ...pairs(rest)]) {
    const last = runs[runs.length - 1];
    if (last && gap === " " && stay(last.end, word)) Object.assign(last, { said: `${last.said} ${word}`, whole: true, end: word });
    else runs.push({ gap, said: word, whole: /\S-\S/.test(word), end: word });
  }
  const kept = (said) => make("span", { class: said.length > LONG ? "cn-whole cn-long" : "cn-whole" }, said);
  const parts = runs.flatMap(({ gap, said, whole }) => [gap, ...(whole ? pieces(said).map(kept) : [said])]);
  return joined(parts);
}

/** Writes a text into an element, as steady() gives it. */
export function write(node, text) {
  node.replaceChildren(...steady(text));
}

function stay(word, next) {
  if (/[.,:;!?]$/.test(word)) return false;
  if (/^\d/.test(next)) return /\d$/.test(word) || NUMBERED.has(lettersOf(word));
  return /^\d[\d.,]*$/.test(word) ? COUNTED.has(lettersOf(next)) : TITLES.has(lettersOf(word)) && /^\p{Lu}/u.test(next);
}

/** What is longer than a line of a phone goes on after its slashes, as an address with a path may. */
function pieces(said) {
  return said.length > LONG ? said.match(/[^/]+\/*|\/+/g) : [said];
}

function lettersOf(word) {
  return word.replace(/[^\p{L}]/gu, "").toLowerCase();
}

function pairs(list) {
  return list.flatMap((each, place) => (place % 2 === 0 ? [[each, list[place + 1]]] : []));
}

/** The parts with neighbouring texts in one, and none of them empty. */
function joined(parts) {
  const texts = [];
  for (const part of parts) {
    const last = texts.length - 1;
    if (typeof part === "string" && typeof texts[last] === "string") texts[last] += part;
    else if (part !== "") texts.push(part);
  }
  return texts;
}

/** A text cut at its blank lines into paragraphs. */
export function paragraphs(text) {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => make("p", {}, ...steady(part)));
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

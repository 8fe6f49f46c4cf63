// What of a text stays on one line, and a text as paragraphs.

import { make } from "./dom.js";

const TITLES = new Set("bà ông bác cụ cô chú anh chị cháu bu pak".split(" "));
const COUNTED = new Set("tuổi tahun years triệu juta million đồng dong giờ jam hours phút menit minutes ngày hari working days tuần minggu weeks tháng bulan months năm".split(" ")); // what a number counts
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

// Marks answers to quiz items. It knows no texts and no points; of a test the page never gets a key.

/** Marks one response to a quiz item: {met, of} in whole numbers; what is blank or malformed meets nothing. */
export function mark(item, key, response) {
  switch (item.kind) {
    case "single":
      return { met: response === key.key ? 1 : 0, of: 1 };
    case "several":
      return { met: hits(key.key, response, key.options), of: key.key.length };
    case "order":
      return { met: inPlace(key.key, response), of: key.key.length };
    case "match":
      return { met: pairs(key.key, response), of: Object.keys(key.key).length };
    case "number":
      return { met: near(key, response) ? 1 : 0, of: 1 };
    case "short":
      return { met: accepted(key, response) ? 1 : 0, of: 1 };
    case "hotspot":
      return { met: key.key.includes(response) ? 1 : 0, of: 1 };
    case "message":
      return judged(key, response);
    case "reply":
      return { met: share(key, response), of: 100 };
    default:
      throw new Error(`the item kind '${item.kind}' is not marked here`);
  }
}

// A wrong choice takes a right one away; who chooses everything has chosen nothing.
function hits(keys, response, options) {
  if (!Array.isArray(response)) return 0;
  const chosen = [...new Set(response)];
  if (chosen.length >= options) return 0;
  const right = chosen.filter((id) => keys.includes(id)).length;
  return Math.max(0, right - (chosen.length - right));
}

function inPlace(keys, response) {
  if (!Array.isArray(response) || new Set(response).size !== response.length) return 0;
  return keys.filter((id, place) => response[place] === id).length;
}

function pairs(keys, response) {
  if (!isMap(response)) return 0;
  return Object.entries(keys).filter(([part, option]) => own(response, part) === option).length;
}

function near(key, response) {
  const number = wholeNumber(response, key.units);
  return number !== null && Math.abs(number - key.key) <= key.within;
}

/** The number that people mean by 1500, 1.500, 1,500 or 1 500, with a unit or without; null for anything else. */
export function wholeNumber(response, units) {
  if (typeof response !== "string") return null;
  let text = response.normalize("NFKC").trim().replace(/\s+/gu, " ").replace(/^\u2212/u, "-").toLowerCase();
  const unit = units.map((each) => each.normalize("NFKC").toLowerCase()).find((each) => text.endsWith(each));
  if (unit !== undefined) text = text.slice(0, -unit.length).trim();
  const grouped = /^[+-]?\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*$/u.test(text);
  if (!grouped && !/^[+-]?\d+$/u.test(text)) return null;
  const number = Number(text.replace(/[ .,']/gu, ""));
  return Number.isSafeInteger(number) ? number : null;
}

function accepted(key, response) {
  if (typeof response !== "string" || plain(response, key) === "") return false;
  return key.key.some((text) => plain(text, key) === plain(response, key));
}

function plain(text, { accents, case: letters }) {
  const tidy = text.normalize("NFC").trim().replace(/\s+/gu, " ");
  const folded = letters === "exact" ? tidy : tidy.toLowerCase();
  if (accents !== "forgiven") return folded;
  return folded
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/gu, "")
    .replace(/đ/gu, "d")
    .replace(/Đ/gu, "D");
}

// The verdict is worth as much as all tells together. Who calls a message genuine has found no tell in it, and who
// presses every segment has pointed at none.
function judged({ key, tells, segments }, response) {
  const of = Math.max(1, 2 * tells.length);
  if (!isMap(response)) return { met: 0, of };
  const verdict = own(response, "verdict");
  const found = verdict === "genuine" ? 0 : hits(tells, own(response, "tells"), segments);
  return { met: (verdict === key ? of - tells.length : 0) + found, of };
}

function share(key, response) {
  if (response === key.key) return 100;
  return (typeof response === "string" && own(key.shares, response)) || 0;
}

function isMap(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(map, name) {
  return Object.prototype.hasOwnProperty.call(map, name) ? map[name] : undefined;
}

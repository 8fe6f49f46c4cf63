// A real identity, phone or card number typed by mistake must not leave the page. Only the numbers of the practice
// person, which the scenario names, may be typed. The hall looks with the same eyes: caunoi/privacy.py is this file in
// Python, and a test holds the two together.

const SHORTEST = 9;
const RUN = /\p{Nd}(?:[ \t.\u00b7\u2010-\u2015()_-]*\p{Nd})*/gu;
const DAY = "[0-3]?[0-9][.-][01]?[0-9][.-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[.-][01][0-9][.-][0-3][0-9]";
const DAYS = new RegExp(`^(?:${DAY})(?:[\\u2010-\\u2015-](?:${DAY}))?$`, "u");
const AMOUNT = /^[1-9][0-9]{0,2}(?:[. ][0-9]{3})+$/u;
const CURRENCY = /^[ \t]*(?:đồng|dong|đ|₫|vnđ|vnd)(?!\p{L})/iu;
const PERSONAL = /^0[35789]\p{Nd}{8}$|^0\p{Nd}{11}$|^\p{Nd}{16,19}$/u;

/**
 * The runs of digits in a text that are as long as an identity or phone number or longer, without what stands between
 * their digits. Days and amounts of money are none.
 */
export function longNumbers(text) {
  const plain = folded(text);
  const numbers = [];
  for (const found of plain.matchAll(RUN)) {
    const after = plain.slice(found.index + found[0].length);
    if (AMOUNT.test(found[0]) && CURRENCY.test(after)) continue;
    numbers.push(...withoutDays(found[0]));
  }
  return numbers.filter((number) => number.length >= SHORTEST);
}

/** Whether the text holds a number like a real person's that the scenario (`allowed`: its texts) does not name. */
export function holdsPrivateNumber(text, allowed) {
  const known = allowed.flatMap((each) => longNumbers(String(each))).flatMap(alsoFromAbroad);
  known.sort((one, other) => other.length - one.length);
  return longNumbers(String(text)).some((run) => {
    if (known.some((number) => number.includes(run))) return false;
    // Two numbers of the practice person may stand side by side; what is left around them must be short.
    const rest = known.reduce((parts, number) => parts.flatMap((part) => part.split(number)), [run]);
    return rest.some((part) => part.length >= SHORTEST);
  });
}

/** Whether digits in fields beside each other (`texts`, in order) are one number like a real person's. */
export function tornNumber(texts, allowed) {
  const runs = [[]];
  for (const text of texts) {
    const digits = digitsOf(folded(text));
    if (digits !== "" && digits.length < SHORTEST && !/[\p{L}/]/u.test(text)) runs[runs.length - 1].push(digits);
    else runs.push([]);
  }
  const torn = runs.filter((pieces) => pieces.length > 1).map((pieces) => pieces.join(""));
  return torn.some((number) => PERSONAL.test(number) && holdsPrivateNumber(number, allowed));
}

/** One spelling of a text: wide and small digits as plain ones, nothing in between that is not to be seen. */
function folded(text) {
  return text.normalize("NFKC").replace(/\p{Cf}/gu, "");
}

function digitsOf(text) {
  return text.replace(/\P{Nd}/gu, "");
}

/** The digits of a run, cut where a day stands in it: 05.09.1954 06.10.1955 is no number. */
function withoutDays(run) {
  const parts = [""];
  for (const word of run.split(/[ \t]+/u)) {
    if (DAYS.test(word)) parts.push("");
    else parts[parts.length - 1] += digitsOf(word);
  }
  return parts;
}

/** A phone number is the same with +84 for its 0. */
function alsoFromAbroad(number) {
  return /^0\p{Nd}{9}$/u.test(number) ? [number, `84${number.slice(1)}`] : [number];
}

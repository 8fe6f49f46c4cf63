// A real identity, phone or card number typed by mistake must not leave the page. Only the numbers of the practice
// person, which the scenario names, may be typed.

const RUN = /\d(?:[^\S\n]*[.\u00b7\u2010-\u2015-]?[^\S\n]*\d)*/gu;
const SHORTEST = 9;

/** The runs of digits in a text that are as long as an identity or phone number or longer, without their separators. */
export function longNumbers(text) {
  const runs = text.normalize("NFKC").match(RUN) || [];
  return runs.map((run) => run.replace(/\D/gu, "")).filter((run) => run.length >= SHORTEST);
}

/** Whether the text holds a number like a real person's that the scenario (`allowed`: its texts) does not name. */
export function holdsPrivateNumber(text, allowed) {
  const known = allowed.flatMap((each) => longNumbers(String(each))).sort((one, other) => other.length - one.length);
  return longNumbers(String(text)).some((run) => {
    // Two numbers of the practice person may stand side by side; what is left around them must be short.
    const rest = known.reduce((parts, number) => parts.flatMap((part) => part.split(number)), [run]);
    return rest.some((part) => part.length >= SHORTEST);
  });
}

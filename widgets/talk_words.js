// Which words are said at a moment: they belong to the turn, so that the same trace always reads the same.

import { fill } from "./dom.js";

/** Her words for what she just did. */
export function herWords(talk, vars) {
  const said = talk.words[vars.react];
  return said[vars.turn % said.length];
}

/** A sentence of the page about her, beginning with the way she is addressed. */
export function ofHer(talk, sentence) {
  const said = fill(sentence, { kin: talk.kin });
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** The step that is talked about. */
export function stepInFocus(talk, vars) {
  return talk.steps.find((step) => step.id === vars.focus);
}

/** How a move is put now: another way at the next turn, words of the step in focus where it has its own. */
export function wordingOf(talk, move, vars) {
  const ways = talk.moves[move][vars.focus] || talk.moves[move][""];
  return ways[vars.turn % ways.length];
}

/** What came from outside at the end of this turn, or an empty text. */
export function eventWords(talk, vars) {
  return vars.event === "" ? "" : talk.events[Number(vars.event)];
}

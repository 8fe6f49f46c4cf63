// The judge: it holds a trace against criteria, finds wrong turns and names the next guided step.
// It knows no texts and no points, so practice pages may carry it; of a test the page never gets the criteria.

import { holds, replay } from "./machine.js";

/**
 * Judges each criterion on the replayed trace: [{id, met, of, at, observed}].
 * at is the index of the event that decided, or null; observed is false when the trace gave nothing to judge.
 */
export function judge(core, criteria, events) {
  const walk = walked(core, events);
  return criteria.map((criterion) => ({ id: criterion.id, ...verdict(criterion, walk) }));
}

/** The ids of the wrong turns that were taken: `when` happened, and before `before` where that is given. */
export function wrongTurns(core, turns, events) {
  const walk = walked(core, events);
  return turns.filter((turn) => taken(turn, walk)).map((turn) => turn.id);
}

/** The index of the step to mark next, or null: the first of this screen that holds and is not done yet. */
export function nextStep(core, state, steps) {
  const index = steps.findIndex(
    (guide) =>
      guide.screen === state.screen &&
      (!guide.when || holds(guide.when, state.vars)) &&
      (guide.do !== undefined || state.vars[guide.var] !== guide.to),
  );
  return index < 0 ? null : index;
}

// The walk keeps, per event, the step and the variables around it, so that a moment can be found in it.
function walked(core, events) {
  const { steps } = replay(core, events);
  let vars = { ...core.vars, _said: "" };
  return steps.map((taken) => {
    const before = vars;
    vars = { ...vars, ...taken.changed };
    return { ...taken, before, after: vars };
  });
}

/** Whether the moment happened at this event: a screen was entered, an action was done, or a guard became true. */
function happened(moment, place) {
  if (!place.ok) return false;
  if (moment.screen !== undefined) return place.to === moment.screen && place.from !== moment.screen;
  if (moment.did !== undefined) {
    return place.did === moment.did && (moment.case === undefined || place.case === moment.case);
  }
  if (moment.holds !== undefined) return holds(moment.holds, place.after) && !holds(moment.holds, place.before);
  throw new Error("a moment names a screen, an action done, or a guard");
}

function times(moment, walk) {
  const found = [];
  walk.forEach((place, index) => {
    if (happened(moment, place)) found.push(index);
  });
  return found;
}

function verdict(criterion, walk) {
  switch (criterion.kind) {
    case "reached":
      return reached(criterion, walk);
    case "held":
      return held(criterion, walk);
    case "avoided":
      return avoided(criterion, walk);
    case "ordered":
      return ordered(criterion, walk);
    case "at-most":
      return atMost(criterion, walk);
    default:
      throw new Error(`unknown criterion kind '${criterion.kind}'`);
  }
}

function reached({ moment }, walk) {
  const found = times(moment, walk);
  if (found.length === 0) return nothing(1);
  return { met: 1, of: 1, at: found[0], observed: true };
}

function held({ at, values }, walk) {
  const names = Object.keys(values);
  const found = times(at, walk);
  if (found.length === 0) return nothing(names.length);
  const last = found[found.length - 1];
  const met = names.filter((name) => values[name].includes(walk[last].after[name])).length;
  return { met, of: names.length, at: last, observed: true };
}

function avoided({ never, once }, walk) {
  const due = times(once, walk);
  if (due.length === 0) return nothing(1);
  const slips = times(never, walk);
  if (slips.length > 0) return { met: 0, of: 1, at: slips[0], observed: true };
  return { met: 1, of: 1, at: due[0], observed: true };
}

function ordered({ moments }, walk) {
  let after = -1;
  for (const moment of moments) {
    const next = times(moment, walk).find((index) => index > after);
    if (next === undefined) {
      const seen = moments.some((other) => times(other, walk).length > 0);
      return { met: 0, of: 1, at: null, observed: seen };
    }
    after = next;
  }
  return { met: 1, of: 1, at: after, observed: true };
}

function atMost({ count, times: limit, once }, walk) {
  const due = times(once, walk);
  if (due.length === 0) return nothing(1);
  const counted = times(count, walk);
  if (counted.length > limit) return { met: 0, of: 1, at: counted[limit], observed: true };
  return { met: 1, of: 1, at: due[0], observed: true };
}

function nothing(of) {
  return { met: 0, of, at: null, observed: false };
}

function taken(turn, walk) {
  const found = times(turn.when, walk);
  if (found.length === 0) return false;
  if (!turn.before) return true;
  const limits = times(turn.before, walk);
  return limits.length === 0 || found[0] < limits[0];
}

// The judge: it holds a trace against criteria, finds wrong turns and vetoes, and names the next guided step.
// It knows no texts and no points, so practice pages may carry it; of a test the page never gets the criteria.

import { holds, replay } from "./machine.js";
import { mark } from "./marks.js";

/**
 * Holds one trace against a rubric {criteria, wrong_turns, vetoes}, on one walk: {verdicts, wrong_turns, vetoes, skipped}.
 * A verdict is {id, met, of, at, observed, counted, seen}: at is the index of the event that decided, or null; observed
 * is false when the trace gave nothing to judge; counted is false when the criterion names an opportunity and that never
 * came, or is a share of nothing; seen is how much of its opportunities came, 0 to 1. What is watched for and happened is {id, at, screen, did}: the first time, where, and the action or null.
 * What was impossible is {at, why}.
 */
export function judge(core, { criteria, wrong_turns: turns, vetoes }, events) {
  const walk = walked(core, events);
  return {
    verdicts: criteria.map((criterion) => judged(criterion, walk)),
    wrong_turns: incidents(turns, walk),
    vetoes: incidents(vetoes, walk),
    skipped: walk.map(({ why }, at) => ({ at, why })).filter(({ why }) => why !== null),
  };
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
// Starting over begins the judging afresh: what came before, and the start itself, counts as not done.
function walked(core, events) {
  const { steps } = replay(core, events);
  const started = steps.map((taken, index) => taken.ok && events[index].restart === true).lastIndexOf(true);
  let vars = { ...core.vars, _said: "" };
  return steps.map((taken, index) => {
    const before = vars;
    vars = { ...vars, ...taken.changed };
    const ok = taken.ok && index > started;
    return { ...taken, ok, before, after: vars, given: ok ? given(core, taken, events[index]) : null, event: events[index] };
  });
}

/** The variable that an event gave a value, or null. */
function given(core, taken, event) {
  return event.set === undefined ? null : core.screens[taken.from].inputs[event.set].var;
}

/** Whether the moment happened at this event: a screen entered, an action done, a hint asked for, a guard come true. */
export function happened(moment, place) {
  if (!place.ok) return false;
  if (moment.screen !== undefined) return place.to === moment.screen && place.from !== moment.screen;
  if (moment.did !== undefined) {
    return place.did === moment.did && (moment.case === undefined || place.case === moment.case);
  }
  if (moment.hint !== undefined) {
    return place.event.hint !== undefined && (moment.hint === true || place.event.hint === moment.hint);
  }
  if (moment.holds !== undefined) return holds(moment.holds, place.after) && !holds(moment.holds, place.before);
  throw new Error("a moment names a screen, an action done, a hint, or a guard");
}

function times(moment, walk) {
  const found = [];
  walk.forEach((place, index) => {
    if (happened(moment, place)) found.push(index);
  });
  return found;
}

function judged(criterion, walk) {
  const counted = !criterion.opportunity || times(criterion.opportunity, walk).length > 0;
  return { id: criterion.id, counted, seen: counted ? 1 : 0, ...(counted ? verdict(criterion, walk) : nothing(1)) };
}

function incidents(watched, walk) {
  const found = watched.map((each) => ({ id: each.id, at: taken(each, walk) })).filter((each) => each.at !== null);
  return found.map(({ id, at }) => ({ id, at, screen: walk[at].from, did: walk[at].did }));
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
    case "answered":
      return answered(criterion, walk);
    case "share":
      return share(criterion, walk);
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

/** The last value given, marked as a quiz answer is. */
function answered(criterion, walk) {
  const variables = criterion.as === "ticks" ? Object.keys(criterion.ticks) : [criterion.var];
  const at = lastIndex(walk, (place) => place.given !== null && variables.includes(place.given));
  if (at < 0) return nothing(criterion.as === "ticks" ? criterion.accepts.length : 1);
  return { ...marked(criterion, variables, walk[at].after), at, observed: true };
}

function marked({ as, ticks, accepts, accents, case: letters }, variables, vars) {
  const value = vars[variables[0]];
  switch (as) {
    case "text":
      return mark({ kind: "short" }, { key: accepts, accents, case: letters }, value);
    case "value":
      return { met: accepts.includes(value) ? 1 : 0, of: 1 };
    case "ticks": {
      const ticked = variables.filter((name) => vars[name] === true).map((name) => ticks[name]);
      // Where every option is right, ticking all of them is no guess.
      const options = accepts.length < variables.length ? variables.length : undefined;
      return mark({ kind: "several" }, { key: accepts, options }, ticked);
    }
    default:
      throw new Error(`unknown way '${as}' to mark an answer`);
  }
}

/** Part of whole, after the last time `at` happened, or at the end once anything was done. Of nothing, nothing counts. */
function share({ part, whole, at: moment }, walk) {
  const at = lastIndex(walk, (place) =>
    moment ? happened(moment, place) : place.ok && (place.did !== null || place.given !== null),
  );
  if (at < 0) return nothing(1);
  const of = amount(whole, walk[at].after);
  if (of <= 0) return { ...nothing(1), counted: false, seen: 0 };
  // Of fewer than it began with, where some of it was rightly left for another day.
  const seen = of / Math.max(of, amount(whole, walk[0].before));
  return { met: Math.max(0, Math.min(of, amount(part, walk[at].after))), of, at, observed: true, seen };
}

function amount(operand, vars) {
  const value = typeof operand === "object" ? vars[operand.var] : operand;
  return typeof value === "number" ? value : 0;
}

function lastIndex(walk, fits) {
  return walk.map(fits).lastIndexOf(true);
}

function nothing(of) {
  return { met: 0, of, at: null, observed: false };
}

/** The index of the event at which `when` happened first, before `before` where that is given; null where `unless` did. */
function taken({ when, before, unless }, walk) {
  const [first] = times(when, walk);
  if (first === undefined || (unless && times(unless, walk).length > 0)) return null;
  const [limit] = before ? times(before, walk) : [];
  return limit === undefined || first < limit ? first : null;
}

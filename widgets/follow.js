// A walk followed while it goes on: what each new event led to, so that who leads a class sees where everybody is.

import { happened, nextStep } from "./judge.js";
import { start, step } from "./machine.js";
import { finished } from "./way.js";

/**
 * Takes a walk on by some events: {walk, places}. `way` is {steps, goal, turns}; `walk` is null at the beginning and
 * then what the call before gave, so that following in pieces and following at once tell the same.
 * A place is where one event led: {screen, step, over, again, took}. `step` is the index of the guided step to do next
 * or null, `again` that it was started over, `took` the wrong turns that happened at this event.
 * The walk keeps the screen of each wrong turn by id, the first time: in `now` those of this try, in `past` of earlier.
 */
export function follow(core, way, walk, events) {
  const followed = walk || { state: start(core), shut: [], now: {}, past: {} };
  const places = events.map((event) => place(core, way, followed, event));
  return { walk: followed, places };
}

function place(core, way, walk, event) {
  const before = walk.state;
  const result = step(core, before, event);
  const again = result.ok && event.restart === true;
  walk.state = result.state;
  if (again) {
    walk.past = { ...walk.now, ...walk.past };
    walk.now = {};
    walk.shut = [];
  }
  const seen = { ...result, event, from: before.screen, to: walk.state.screen, before: before.vars, after: walk.state.vars };
  return {
    screen: walk.state.screen,
    step: nextStep(core, walk.state, way.steps),
    over: finished(way.goal, walk.state),
    again,
    took: again ? [] : way.turns.filter((turn) => taken(turn, walk, seen)).map((turn) => turn.id),
  };
}

/** Whether a wrong turn happens here; what the judge will find at the end stays in `now`. */
function taken({ id, when, before, unless }, walk, seen) {
  if (unless && happened(unless, seen)) delete walk.now[id];
  if ([before, unless].some((moment) => moment && happened(moment, seen))) walk.shut.push(id);
  if (walk.shut.includes(id) || !happened(when, seen)) return false;
  if (walk.now[id] === undefined) walk.now[id] = seen.from;
  return true;
}

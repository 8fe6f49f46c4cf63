// Where a learner stands on the guided way: the next step, the way back to it, and whether the task is finished.

import { nextStep } from "./judge.js";
import { holds, step } from "./machine.js";

const FARTHEST = 3;

/** Whether the goal is reached; without a goal it never is. */
export function finished(goal, state) {
  if (!goal) return false;
  return goal.screen !== undefined ? state.screen === goal.screen : holds(goal, state.vars);
}

/** The next step of the view here, or null. */
export function stepHere(view, state) {
  const index = nextStep(view.core, state, view.steps);
  return index === null ? null : view.steps[index];
}

/** The action to press now to come back to a step of the way soonest, or null when it is far or there is none. */
export function actionBack(view, state) {
  let front = [{ state, first: null }];
  const seen = new Set([key(state)]);
  for (let depth = 0; depth < FARTHEST; depth += 1) {
    const next = [];
    for (const { state: here, first } of front) {
      for (const action of Object.keys(view.core.screens[here.screen].actions)) {
        const result = step(view.core, here, { do: action });
        if (!result.ok || seen.has(key(result.state))) continue;
        seen.add(key(result.state));
        if (finished(view.goal, result.state)) continue;
        if (stepHere(view, result.state)) return first || action;
        next.push({ state: result.state, first: first || action });
      }
    }
    front = next;
  }
  return null;
}

/** The event that does a step. */
export function eventOf(guide) {
  return guide.do !== undefined ? { do: guide.do } : { set: guide.set, to: guide.to };
}

/** A step's name in a trace, free of any language: "search.keyword". */
export function nameOf(guide) {
  return `${guide.screen}.${guide.do !== undefined ? guide.do : guide.set}`;
}

/** The events of the present try: what came after the last start over. */
export function sinceRestart(events) {
  const last = events.map((event) => event.restart === true).lastIndexOf(true);
  return events.slice(last + 1);
}

function key(state) {
  return JSON.stringify([state.screen, state.vars]);
}

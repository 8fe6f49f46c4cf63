// The doors of the machine for a page, under the names that caunoi/machine.py gives them.

import { holds, replay, start, step } from "../../widgets/machine.js";
import { judge, mark, nextStep, wrongTurns } from "../../widgets/judge.js";

export default {
  start: (core) => start(core),
  step: (core, state, event) => step(core, state, event),
  replay: (core, events) => replay(core, events),
  holds: (core, guard, vars) => holds(guard, vars),
  judge,
  wrongTurns,
  nextStep,
  mark: (core, item, key, response) => mark(item, key, response),
};

// The portal machine: it walks a core (screens, variables, actions) by events.
// The page runs this file, and the grader replays the same file, so a tap and its score can never disagree.
// Values are NFC strings, safe integers and booleans; there is no clock, no chance and no locale in here.

const SAID = "_said";
const SET_KINDS = ["text", "choice", "int", "bool"];
const EVENT_SHAPES = [["do"], ["set", "to"], ["restart"], ["hint"], ["answer", "to"], ["write", "to"]];

const own = (table, key) => Object.prototype.hasOwnProperty.call(table, key);

/** The state before anything was done: {screen, vars, done}, where done counts the events that applied. */
export function start(core) {
  return { screen: core.start, vars: { ...core.vars, [SAID]: "" }, done: 0 };
}

/** Whether a core guard holds for the variables; an unknown kind or variable is an error in the content. */
export function holds(guard, vars) {
  const kinds = Object.keys(guard);
  if (kinds.length !== 1) {
    throw new Error(`a guard has exactly one kind, not ${kinds.length}`);
  }
  const kind = kinds[0];
  const operand = guard[kind];
  switch (kind) {
    case "eq":
      return variable(vars, operand[0]) === resolve(operand[1], vars);
    case "lt": {
      const left = variable(vars, operand[0]);
      const right = resolve(operand[1], vars);
      return typeof left === "number" && typeof right === "number" && left < right;
    }
    case "in":
      return operand[1].includes(variable(vars, operand[0]));
    case "and":
      return operand.every((part) => holds(part, vars));
    case "not":
      return !holds(operand, vars);
    default:
      throw new Error(`unknown guard kind '${kind}'`);
  }
}

/**
 * The state after one event: {state, ok, why, said, did, case}.
 * An event that is impossible here leaves the state as it was, with ok false and a short reason in why.
 */
export function step(core, state, event) {
  const shape = shapeOf(event);
  if (shape === "do") return act(core, state, event.do);
  if (shape === "set") return fill(core, state, event.set, event.to);
  if (shape === "restart") return restart(core, state, event.restart);
  if (shape === "hint") {
    return typeof event.hint === "string" ? outcome(state) : refusal(state, "unknown-event");
  }
  return refusal(state, shape === null ? "unknown-event" : "another-task");
}

/** Walks all events from the start: {state, steps: [{ok, why, from, to, did, case, changed}], skipped: [index]}. */
export function replay(core, events) {
  if (!Array.isArray(events)) {
    throw new Error("a trace is a list of events");
  }
  let state = start(core);
  const steps = [];
  const skipped = [];
  events.forEach((event, index) => {
    const result = step(core, state, event);
    if (!result.ok) skipped.push(index);
    steps.push({
      ok: result.ok,
      why: result.why,
      from: state.screen,
      to: result.state.screen,
      did: result.did,
      case: result.case,
      changed: difference(state.vars, result.state.vars),
    });
    state = result.state;
  });
  return { state, steps, skipped };
}

function shapeOf(event) {
  if (event === null || typeof event !== "object" || Array.isArray(event)) return null;
  const keys = Object.keys(event);
  const shape = EVENT_SHAPES.find((names) => names.length === keys.length && names.every((name) => own(event, name)));
  return shape === undefined ? null : shape[0];
}

function act(core, state, name) {
  const actions = core.screens[state.screen].actions;
  if (typeof name !== "string" || !own(actions, name)) return refusal(state, "unknown-action");
  const action = actions[name];
  if (action.when && !holds(action.when, state.vars)) return refusal(state, "hidden");
  const number = action.cases.findIndex((branch) => !branch.when || holds(branch.when, state.vars));
  if (number < 0) return refusal(state, "no-case");

  const branch = action.cases[number];
  const did = `${state.screen}.${name}`;
  const said = branch.say ? `${did}.${number}` : "";
  const vars = { ...state.vars, [SAID]: said };
  for (const effect of branch.effects) apply(effect, vars);
  const screen = branch.to === undefined ? state.screen : branch.to;
  return outcome({ screen, vars, done: state.done + 1 }, { did, case: number, said: said || null });
}

function fill(core, state, name, value) {
  const inputs = core.screens[state.screen].inputs;
  if (typeof name !== "string" || !own(inputs, name)) return refusal(state, "unknown-input");
  const input = inputs[name];
  if (input.when && !holds(input.when, state.vars)) return refusal(state, "hidden");
  const accepted = accept(input, value);
  if (accepted === undefined) return refusal(state, "bad-value");
  return outcome({ ...state, vars: { ...state.vars, [input.var]: accepted }, done: state.done + 1 });
}

function restart(core, state, wanted) {
  if (!core.restart) return refusal(state, "no-restart");
  if (wanted !== true) return refusal(state, "unknown-event");
  return outcome({ ...start(core), done: state.done + 1 });
}

/** The value as the machine keeps it, or undefined when this input cannot hold it. */
function accept(input, value) {
  if (!SET_KINDS.includes(input.type)) {
    throw new Error(`unknown input type '${input.type}'`);
  }
  if (input.type === "bool") return typeof value === "boolean" ? value : undefined;
  if (input.type === "int") {
    if (value === "") return value; // a number field emptied again
    return Number.isSafeInteger(value) && value >= input.min && value <= input.max ? value + 0 : undefined;
  }
  if (typeof value !== "string") return undefined;
  const text = value.normalize("NFC");
  if (input.type === "choice") return input.options.includes(text) ? text : undefined;
  return lengthOf(text) <= input.max ? text : undefined;
}

/** Length in code points; a lone surrogate counts as endless, because no file or database could keep it. */
function lengthOf(text) {
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0);
    if (point >= 0xd800 && point <= 0xdfff) return Infinity;
    length += 1;
  }
  return length;
}

/** One effect: [kind, variable, operand], or with a guard behind it that sees what the effects before it did. */
function apply([kind, name, operand, guard], vars) {
  if (guard && !holds(guard, vars)) return;
  const before = variable(vars, name);
  if (kind === "set") {
    vars[name] = resolve(operand, vars);
  } else if (kind === "add") {
    const more = resolve(operand, vars);
    const sum = (typeof before === "number" ? before : 0) + (typeof more === "number" ? more : 0);
    vars[name] = Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, sum));
  } else {
    throw new Error(`unknown effect '${kind}'`);
  }
}

function variable(vars, name) {
  if (!own(vars, name)) {
    throw new Error(`unknown variable '${name}'`);
  }
  return vars[name];
}

function resolve(operand, vars) {
  return operand !== null && typeof operand === "object" ? variable(vars, operand.var) : operand;
}

function difference(before, after) {
  const changed = {};
  for (const name of Object.keys(after)) {
    if (before[name] !== after[name]) changed[name] = after[name];
  }
  return changed;
}

function outcome(state, more = {}) {
  return { state, ok: true, why: null, said: null, did: null, case: null, ...more };
}

function refusal(state, why) {
  return { state, ok: false, why, said: null, did: null, case: null };
}

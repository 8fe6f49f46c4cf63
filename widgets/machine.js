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
  const next = { ...state, vars: { ...state.vars } };
  const told = move(core, next, event, new Map());
  return { state: next, ...told };
}

/** Walks all events from the start: {state, steps: [{ok, why, from, to, did, case, changed}], skipped: [index]}. */
export function replay(core, events) {
  if (!Array.isArray(events)) {
    throw new Error("a trace is a list of events");
  }
  const state = start(core);
  const steps = [];
  const skipped = [];
  events.forEach((event, index) => {
    const from = state.screen;
    const before = new Map();
    const told = move(core, state, event, before);
    if (!told.ok) skipped.push(index);
    steps.push({
      ok: told.ok,
      why: told.why,
      from,
      to: state.screen,
      did: told.did,
      case: told.case,
      changed: difference(before, state.vars),
    });
  });
  return { state, steps, skipped };
}

// A long trace is walked in one state that changes in place: to copy some hundred variables at each event would take
// longer than the event does. `before` gets what each variable that was written held before this event.
function move(core, state, event, before) {
  const shape = shapeOf(event);
  if (shape === "do") return act(core, state, event.do, before);
  if (shape === "set") return fill(core, state, event.set, event.to, before);
  if (shape === "restart") return restart(core, state, event.restart, before);
  if (shape === "hint") return typeof event.hint === "string" ? outcome() : refusal("unknown-event");
  return refusal(shape === null ? "unknown-event" : "another-task");
}

function shapeOf(event) {
  if (event === null || typeof event !== "object" || Array.isArray(event)) return null;
  const keys = Object.keys(event);
  const shape = EVENT_SHAPES.find((names) => names.length === keys.length && names.every((name) => own(event, name)));
  return shape === undefined ? null : shape[0];
}

function act(core, state, name, before) {
  const actions = core.screens[state.screen].actions;
  if (typeof name !== "string" || !own(actions, name)) return refusal("unknown-action");
  const action = actions[name];
  if (action.when && !holds(action.when, state.vars)) return refusal("hidden");
  const number = action.cases.findIndex((branch) => !branch.when || holds(branch.when, state.vars));
  if (number < 0) return refusal("no-case");

  const branch = action.cases[number];
  const did = `${state.screen}.${name}`;
  const said = branch.say ? `${did}.${number}` : "";
  write(state.vars, SAID, said, before);
  for (const effect of branch.effects) apply(effect, state.vars, before);
  if (branch.to !== undefined) state.screen = branch.to;
  state.done += 1;
  return outcome(did, number, said || null);
}

function fill(core, state, name, value, before) {
  const inputs = core.screens[state.screen].inputs;
  if (typeof name !== "string" || !own(inputs, name)) return refusal("unknown-input");
  const input = inputs[name];
  if (input.when && !holds(input.when, state.vars)) return refusal("hidden");
  const accepted = accept(input, value);
  if (accepted === undefined) return refusal("bad-value");
  write(state.vars, input.var, accepted, before);
  state.done += 1;
  return outcome();
}

function restart(core, state, wanted, before) {
  if (!core.restart) return refusal("no-restart");
  if (wanted !== true) return refusal("unknown-event");
  const { screen, vars } = start(core);
  for (const name of Object.keys(vars)) write(state.vars, name, vars[name], before);
  state.screen = screen;
  state.done += 1;
  return outcome();
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
function apply(effect, vars, before) {
  const guard = effect[3];
  if (guard && !holds(guard, vars)) return;
  const kind = effect[0];
  const name = effect[1];
  const old = variable(vars, name);
  if (kind === "set") {
    write(vars, name, resolve(effect[2], vars), before);
  } else if (kind === "add") {
    const more = resolve(effect[2], vars);
    const sum = (typeof old === "number" ? old : 0) + (typeof more === "number" ? more : 0);
    write(vars, name, Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, sum)), before);
  } else {
    throw new Error(`unknown effect '${kind}'`);
  }
}

function write(vars, name, value, before) {
  const old = vars[name];
  if (old === value) return;
  if (!before.has(name)) before.set(name, old);
  vars[name] = value;
}

/** The value of a variable. What an object inherits is a function or an object, so a plain value is its own. */
function variable(vars, name) {
  const value = vars[name];
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    throw new Error(`unknown variable '${name}'`);
  }
  return value;
}

function resolve(operand, vars) {
  return operand !== null && typeof operand === "object" ? variable(vars, operand.var) : operand;
}

function difference(before, vars) {
  const changed = {};
  before.forEach((old, name) => {
    if (vars[name] !== old) changed[name] = vars[name];
  });
  return changed;
}

function outcome(did = null, number = null, said = null) {
  return { ok: true, why: null, said, did, case: number };
}

function refusal(why) {
  return { ok: false, why, said: null, did: null, case: null };
}

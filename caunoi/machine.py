"""The typed door to the machine, the judge and the marker, which run in an embedded QuickJS under limits."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import quickjs

from caunoi.bundle import bundle
from caunoi.errors import MachineError
from caunoi.lowering.core import Core

Plain = str | int | bool
Event = Mapping[str, Any]

MAX_EVENTS = 5000
MAX_TRACE_CHARACTERS = 2_000_000
MAX_SECONDS = 5.0
MAX_MEMORY_BYTES = 128 * 1024 * 1024
MAX_STACK_BYTES = 512 * 1024
REMEMBERED_CORES = 64
REMEMBERED_CHARACTERS = 4_000_000  # of all cores together; in QuickJS each takes about thirteen bytes

_DOORS = Path(__file__).resolve().parent.parent / "widgets" / "doors.js"

# The door inside QuickJS: JSON in, JSON out. An Error thrown by our own modules comes back as "refused: why", which
# is no JSON; cores are remembered by digest, because thousands of traces of one scenario are graded in a row.
_REFUSED = "refused: "
_DOOR = """
const cores = new Map();
globalThis.remember = (digest, text) => { cores.set(digest, JSON.parse(text)); };
globalThis.knock = (door, digest, text) => {
  try {
    return JSON.stringify(doors[door](cores.get(digest), ...JSON.parse(text)));
  } catch (error) {
    if (!(error instanceof Error) || error.name === "InternalError" || error instanceof RangeError) throw error;
    return `refused: ${error.message}`;
  }
};
"""


@dataclass(frozen=True)
class State:
    """Where a walk stands: the screen, all variables, and how many events have applied."""

    screen: str
    vars: Mapping[str, Plain]
    done: int


@dataclass(frozen=True)
class StepResult:
    """What one event did; `why` is a short reason when it was impossible."""

    state: State
    ok: bool
    why: str | None
    said: str | None
    did: str | None
    case: int | None


@dataclass(frozen=True)
class TraceStep:
    """One event in a replayed trace."""

    ok: bool
    why: str | None
    from_screen: str
    to_screen: str
    did: str | None
    case: int | None
    changed: Mapping[str, Plain]


@dataclass(frozen=True)
class Replay:
    """A whole trace walked: the last state, one step per event, and the indices of the skipped events."""

    state: State
    steps: tuple[TraceStep, ...]
    skipped: tuple[int, ...]


def start(core: Core) -> State:
    """Return the state before anything was done."""
    return _state(ask("start", core))


def step(core: Core, state: State, event: Any) -> StepResult:
    """Return what one event does; an impossible event leaves the state as it was."""
    walked = ask("step", core, {"screen": state.screen, "vars": dict(state.vars), "done": state.done}, event)
    return StepResult(**{**walked, "state": _state(walked["state"])})


def replay(core: Core, events: Sequence[Any]) -> Replay:
    """Walk a whole trace; impossible events are skipped and listed.

    Raises MachineError when this is no list, is longer than MAX_EVENTS, or takes too much time or memory.
    """
    walked = ask("replay", core, checked(events))
    steps = tuple(
        TraceStep(each["ok"], each["why"], each["from"], each["to"], each["did"], each["case"], each["changed"])
        for each in walked["steps"]
    )
    return Replay(_state(walked["state"]), steps, tuple(walked["skipped"]))


def holds(guard: Mapping[str, Any], variables: Mapping[str, Plain]) -> bool:
    """Whether a core guard holds; an unknown kind raises MachineError."""
    return bool(ask("holds", None, guard, dict(variables)))


def checked(events: Any) -> list[Any]:
    """Return a trace as a list. Raises MachineError when it is none or is too long."""
    if not isinstance(events, Sequence) or isinstance(events, (str, bytes)):
        raise MachineError(f"A trace is {type(events).__name__}, not a list of events; it cannot be replayed.")
    if len(events) > MAX_EVENTS:
        raise MachineError(f"The trace has {len(events)} events; at most {MAX_EVENTS} can be replayed.")
    return list(events)


def ask(door: str, core: Core | None, *arguments: Any) -> Any:
    """Call one of the doors of widgets/doors.js and return its JSON answer. Raises MachineError."""
    return json.loads(ask_text(door, core, *arguments))


def ask_text(door: str, core: Core | None, *arguments: Any) -> str:
    """As `ask`, but return the JSON text just as JavaScript wrote it. Raises MachineError."""
    try:
        text = json.dumps(arguments, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise MachineError(f"The trace is not plain JSON ({error}); it cannot be replayed.") from error
    if len(text) > MAX_TRACE_CHARACTERS:
        raise MachineError(f"The trace has {len(text)} characters; at most {MAX_TRACE_CHARACTERS} can be replayed.")
    try:
        answer = _own_context(core).knock(door, core, text)
    except (quickjs.JSException, quickjs.StackOverflow, RecursionError) as error:
        # After a limit struck, the context may be broken: the next call gets a fresh one.
        _THREAD.context = None
        raise MachineError(f"The machine stopped before the end ({_first_line(error)}); check the trace.") from error
    if answer.startswith(_REFUSED):
        raise MachineError(f"The machine refused the content: {answer.removeprefix(_REFUSED)}.")
    return answer


class _Context:
    """One QuickJS with the modules in it; it may be used by the thread that made it only."""

    def __init__(self) -> None:
        self._context = quickjs.Context()
        self._context.set_max_stack_size(MAX_STACK_BYTES)
        self._context.set_memory_limit(MAX_MEMORY_BYTES)
        self._context.set_time_limit(MAX_SECONDS)
        self._context.module(_source())
        self._remember = self._context.get("remember")
        self._knock = self._context.get("knock")
        self._known: set[str] = set()
        self._characters = 0

    def knock(self, door: str, core: Core | None, text: str) -> str:
        digest = ""
        if core is not None:
            digest = core.digest
            if digest not in self._known:
                self._remember(digest, core.json())
                self._known.add(digest)
                self._characters += len(core.json())
        return str(self._knock(door, digest, text))

    def has_room_for(self, core: Core | None) -> bool:
        """Whether this core can be remembered beside the others; one alone always can."""
        if core is None or core.digest in self._known or not self._known:
            return True
        characters = self._characters + len(core.json())
        return len(self._known) < REMEMBERED_CORES and characters <= REMEMBERED_CHARACTERS


_THREAD = threading.local()


def _own_context(core: Core | None) -> _Context:
    context: _Context | None = getattr(_THREAD, "context", None)
    if context is None or not context.has_room_for(core):
        context = _THREAD.context = _Context()
    return context


@cache
def _source() -> str:
    return bundle(_DOORS) + _DOOR


def _state(value: Mapping[str, Any]) -> State:
    return State(value["screen"], value["vars"], value["done"])


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines and lines[0] != "null" else "a limit of time or memory was reached"

"""What a way to coach can see, and how it is played against the machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from caunoi import machine
from caunoi.lowering.core import Core, canonical
from caunoi.lowering.talk import Meeting

Vars = Mapping[str, Any]
LONGEST = 120


class Sight(NamedTuple):
    """What a strategy knows when it is asked: the visit, her state, and the events so far."""

    meeting: Meeting
    core: Core
    vars: Vars
    events: Sequence[str]

    @property
    def open(self) -> list[str]:
        """The moves that can be chosen now."""
        actions = self.core.value["screens"]["talk"]["actions"]
        return [name for name, action in actions.items() if _holds(action["when"], self.vars)]

    @property
    def turns(self) -> int:
        """How often something was chosen, without going on with it and turning to a step."""
        return len([move for move in self.events if move != "go-on" and not move.startswith("about-")])

    def made(self, move: str) -> int:
        """How often a move was chosen."""
        return self.events.count(move)

    def of(self, name: str, step: str) -> Any:
        """What is kept of a step; of the one in hand that is the same."""
        return self.vars[f"{name}_{step}"]

    @property
    def undone(self) -> list[str]:
        """The steps nobody did yet."""
        return [step.id for step in self.meeting.steps if not self.of("by", step.id)]

    @property
    def unshown(self) -> list[str]:
        """The targets she did not show yet."""
        return [step.id for step in self.meeting.targets if not self.of("shown", step.id)]


Strategy = Callable[[Sight], str | None]


def _holds(guard: Mapping[str, Any], vars_: Vars) -> bool:
    """Whether a guard holds; a menu asks the machine once per guard and values, not once per turn."""
    return _asked(canonical(guard), tuple(sorted((name, vars_[name]) for name in _named(guard))))


@cache
def _asked(guard: str, values: tuple[tuple[str, Any], ...]) -> bool:
    return machine.holds(json.loads(guard), dict(values))


def _named(guard: Any) -> set[str]:
    """The variables that a guard of a menu names: it compares each with plain values only."""
    (kind, operand), *_ = guard.items()
    if kind == "and":
        return set().union(*map(_named, operand))
    return _named(operand) if kind == "not" else {operand[0]}


def play(meeting: Meeting, core: Core, strategy: Strategy) -> list[dict[str, str]]:
    """Return the events of a strategy; what was weighed and is not taken back is gone on with."""
    state = machine.start(core)
    chosen: list[str] = []
    while len(chosen) < LONGEST and not state.vars["end"]:
        move = strategy(Sight(meeting, core, state.vars, chosen))
        if move is None:
            break
        if state.vars["tongue"] and move not in ("go-on", "take-back"):
            move = "go-on"
        result = machine.step(core, state, {"do": move})
        assert result.ok, (move, result.why, dict(state.vars))
        chosen.append(move)
        state = result.state
    return [{"do": move} for move in chosen]

"""Scores a trace: the judge replays it, the points come from the rubric."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caunoi.lowering.core import Core, CriterionCore
from caunoi.machine import ask, checked


@dataclass(frozen=True)
class Reason:
    """Why points were given: how much of one criterion was met, and which event decided."""

    id: str
    met: int
    of: int
    points: float
    max_points: float
    observed: bool
    at: int | None


@dataclass(frozen=True)
class Score:
    """Points out of a maximum, with one reason per criterion; nothing is rounded."""

    points: float
    max_points: float
    reasons: tuple[Reason, ...]

    @property
    def scaled(self) -> float:
        """The share of the points, 0 to 1."""
        return self.points / self.max_points if self.max_points else 0.0


def score(core: Core, criteria: Sequence[CriterionCore], events: Sequence[Any]) -> Score:
    """Return the score of a trace; no event is trusted, each is replayed. Raises MachineError."""
    verdicts = ask("judge", core, [dict(criterion.rule) for criterion in criteria], checked(events))
    reasons = tuple(_reason(criterion, verdict) for criterion, verdict in zip(criteria, verdicts, strict=True))
    return total(reasons)


def wrong_turns(core: Core, turns: Sequence[Any], events: Sequence[Any]) -> tuple[str, ...]:
    """Return the ids of the wrong turns that a trace took. Raises MachineError."""
    return tuple(ask("wrongTurns", core, [dict(turn) for turn in turns], checked(events)))


def total(reasons: Sequence[Reason]) -> Score:
    """Return the sum of reasons."""
    return Score(
        math.fsum(reason.points for reason in reasons),
        math.fsum(reason.max_points for reason in reasons),
        tuple(reasons),
    )


def _reason(criterion: CriterionCore, verdict: dict[str, Any]) -> Reason:
    met, of = verdict["met"], verdict["of"]
    return Reason(
        id=criterion.id,
        met=met,
        of=of,
        points=criterion.points * met / of,
        max_points=criterion.points,
        observed=verdict["observed"],
        at=verdict["at"],
    )

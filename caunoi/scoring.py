"""Scores a trace: the judge replays it, the points come from the rubric."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caunoi.lowering.core import Core, CriterionCore, RubricCore
from caunoi.machine import ask, checked
from caunoi.model.base import Text

# Below this share of what there could be to see, nobody who watched would call it passed or failed.
ENOUGH_SEEN = 0.5


@dataclass(frozen=True)
class Reason:
    """Why points were given: how much of one criterion was met, which event decided, and why it matters.

    `observed` is False when the trace gave nothing to judge. `counted` is False when there was no opportunity: the
    criterion then is neither met nor missed. `seen` is the share of its opportunities that came, 0 to 1.
    """

    id: str
    met: int
    of: int
    points: float
    max_points: float
    observed: bool
    at: int | None
    counted: bool = True
    why: Text | None = None
    seen: float = 1.0


@dataclass(frozen=True)
class Incident:
    """A wrong turn or a possible veto: the index of its event, counted from 0, and the screen it was done on.

    `did` names the action, where it was one.
    """

    id: str
    at: int
    screen: str
    did: str | None = None


@dataclass(frozen=True)
class Score:
    """Points out of a maximum, with one reason per criterion and the possible vetoes; nothing is rounded.

    The points of criteria without an opportunity are spread over the others: points are the share of what counted.
    """

    points: float
    max_points: float
    reasons: tuple[Reason, ...]
    vetoes: tuple[Incident, ...] = ()

    @property
    def scaled(self) -> float:
        """The share of the points, 0 to 1."""
        return self.points / self.max_points if self.max_points else 0.0

    @property
    def seen(self) -> float:
        """The share of the opportunities that came, by the points they are worth, 0 to 1."""
        seen = math.fsum(each.max_points * each.seen for each in self.reasons)
        return seen / self.max_points if self.max_points else 1.0

    @property
    def enough_seen(self) -> bool:
        """Whether so much was seen that the points say something; else it is neither passed nor failed."""
        return self.seen >= ENOUGH_SEEN

    @property
    def spread(self) -> float:
        """What one point of a criterion that counted is worth in this score: 1, or more where others did not count."""
        counted = math.fsum(reason.max_points for reason in self.reasons if reason.counted)
        return self.max_points / counted if counted else 1.0


@dataclass(frozen=True)
class Skipped:
    """An event that was impossible where it stood: its index, counted from 0, and a short reason."""

    at: int
    why: str


@dataclass(frozen=True)
class Judgement:
    """All that a rubric says of one trace: its score, its wrong turns in the order of the rubric, what was skipped."""

    score: Score
    wrong_turns: tuple[Incident, ...]
    skipped: tuple[Skipped, ...]


def judge(core: Core, rubric: RubricCore, events: Sequence[Any]) -> Judgement:
    """Hold a trace against a rubric on one walk; no event is trusted, each is replayed. Raises MachineError."""
    asked = {
        "criteria": [dict(criterion.rule) for criterion in rubric.criteria],
        "wrong_turns": [dict(turn) for turn in rubric.wrong_turns],
        "vetoes": [dict(veto) for veto in rubric.vetoes],
    }
    found = ask("judge", core, asked, checked(events))
    reasons = tuple(_reason(*pair) for pair in zip(rubric.criteria, found["verdicts"], strict=True))
    return Judgement(
        total(reasons, tuple(Incident(**each) for each in found["vetoes"])),
        tuple(Incident(**each) for each in found["wrong_turns"]),
        tuple(Skipped(**each) for each in found["skipped"]),
    )


def score(
    core: Core, criteria: Sequence[CriterionCore], events: Sequence[Any], vetoes: Sequence[Mapping[str, Any]] = ()
) -> Score:
    """Return the score of a trace; `vetoes` are watched for and change no point. Raises MachineError."""
    return judge(core, RubricCore(tuple(criteria), vetoes=tuple(vetoes)), events).score


def wrong_turns(core: Core, turns: Sequence[Mapping[str, Any]], events: Sequence[Any]) -> tuple[Incident, ...]:
    """Return the wrong turns that a trace took, in the order of the rubric. Raises MachineError."""
    return judge(core, RubricCore((), wrong_turns=tuple(turns)), events).wrong_turns


def total(reasons: Sequence[Reason], vetoes: tuple[Incident, ...] = ()) -> Score:
    """Return the sum of reasons; where nothing counted, that is 0."""
    whole = math.fsum(reason.max_points for reason in reasons)
    counted = [reason for reason in reasons if reason.counted]
    points = math.fsum(reason.points for reason in counted)
    if len(counted) < len(reasons):
        possible = math.fsum(reason.max_points for reason in counted)
        points = whole * min(points / possible, 1.0) if possible else 0.0
    return Score(points, whole, tuple(reasons), vetoes)


def _reason(criterion: CriterionCore, verdict: Mapping[str, Any]) -> Reason:
    met, of = verdict["met"], verdict["of"]
    return Reason(
        id=criterion.id,
        met=met,
        of=of,
        points=criterion.points * met / of,
        max_points=criterion.points,
        observed=verdict["observed"],
        at=verdict["at"],
        counted=verdict["counted"],
        why=criterion.why,
        seen=verdict["seen"],
    )

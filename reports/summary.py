"""What a class report says, computed from frames; it knows no HTML."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from caunoi.coursework.turns import TurnCount, TurnGroup, by_kind
from reports.attendance import Attendance
from reports.frames import ClassFrames, worst

# The project's own settings for advice, not the pass mark of anything.
NEEDS_PRACTICE_BELOW = 0.6
CAN_HELP_FROM = 0.85


@dataclass(frozen=True)
class Part:
    """One task of one person: points so far and how far the grading is; none where too little was seen to judge it."""

    task: str
    points: float | None
    max_points: float
    state: str


@dataclass(frozen=True)
class OtherAttempt:
    """An attempt that does not count; `points` is None until it is graded."""

    number: int
    points: float | None
    max_points: float


@dataclass(frozen=True)
class Person:
    """One line of the table; `points` is None until every part is graded, `vetoes` are confirmed: (task, veto).

    Parts in which too little was seen are in neither `points` nor `max_points`.
    What stands here is of attempt number `attempt`, the one that counts; `others` are all others.
    """

    id: str
    name: str
    card: str
    state: str
    parts: tuple[Part, ...]
    points: float | None
    max_points: float
    vetoes: tuple[tuple[str, str], ...] = ()
    attempt: int = 0
    others: tuple[OtherAttempt, ...] = ()

    @property
    def attempts(self) -> int:
        """How many attempts were handed in."""
        return len(self.others) + bool(self.attempt)


@dataclass(frozen=True)
class Criterion:
    """How the class did at one criterion: the mean share of those who are graded, and how many had all of it."""

    task: str
    criterion: str
    skill: str
    share: float
    graded: int
    full: int


@dataclass(frozen=True)
class Practice:
    """A skill and the ids of those who had less than NEEDS_PRACTICE_BELOW of its points."""

    skill: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Numbers:
    """The class in figures; `joined` is None where nobody knows."""

    people: int
    joined: int | None
    handed_in: int
    waiting: int
    problems: int


@dataclass(frozen=True)
class Summary:
    """One assessment of one class; people in `can_help`, `begun`, `open_vetoes` and `little_seen` stand there by id.

    `attempted` is how many have begun a case of which wrong turns are known; `turns` holds only those that were taken.
    """

    assessment: str
    numbers: Numbers
    people: tuple[Person, ...]
    criteria: tuple[Criterion, ...]
    turns: tuple[TurnGroup, ...]
    attempted: int
    practice: tuple[Practice, ...]
    can_help: tuple[str, ...]
    open_vetoes: tuple[str, ...]
    begun: tuple[str, ...]
    little_seen: tuple[str, ...]


def summary(frames: ClassFrames, turns: Sequence[TurnCount], assessment: str, came: Attendance | None) -> Summary:
    """Return what there is to say about one assessment."""
    own = frames.marks[frames.marks["assessment"] == assessment]
    attempts = frames.attempts[frames.attempts["assessment"] == assessment]
    own_turns = [each for each in turns if each.assessment == assessment]
    ruled = frames.vetoes[frames.vetoes["assessment"] == assessment]
    confirmed = ruled[ruled["decision"] == "confirmed"]
    people = tuple(
        _person(rows, confirmed[confirmed["trainee"] == trainee], attempts[attempts["trainee"] == trainee])
        for trainee, rows in own.groupby("trainee", sort=False)
    )
    absent = {each.id for each in people if each.state == "absent"}
    little_seen = tuple(each.id for each in people if any(part.state == "little-seen" for part in each.parts))
    return Summary(
        assessment=assessment,
        numbers=_numbers(people, came),
        people=people,
        criteria=_criteria(own),
        turns=by_kind(own_turns),
        attempted=max((each.of for each in own_turns), default=0),
        practice=_practice(own),
        can_help=tuple(
            each.id
            for each in people
            if _share(each) >= CAN_HELP_FROM and not each.vetoes and each.id not in little_seen
        ),
        open_vetoes=tuple(ruled.loc[ruled["decision"] == "open", "trainee"].drop_duplicates()),
        begun=tuple(who for name, who in sorted(came.begun if came else ()) if name == assessment and who in absent),
        little_seen=little_seen,
    )


def _person(rows: pd.DataFrame, vetoes: pd.DataFrame, attempts: pd.DataFrame) -> Person:
    first = rows.iloc[0]
    parts = tuple(_part(str(task), part) for task, part in rows.groupby("task", sort=False))
    judged = [part for part in parts if part.state != "little-seen"]
    known = [part.points for part in judged if part.points is not None]
    return Person(
        id=first["trainee"],
        name=first["name"],
        card=first["card"],
        state=worst(part.state for part in parts),
        parts=parts,
        points=sum(known) if judged and len(known) == len(judged) else None,
        max_points=float(rows["max_points"].sum()),
        vetoes=tuple(zip(vetoes["task"], vetoes["veto"], strict=True)),
        attempt=int(attempts.loc[attempts["counts"], "attempt"].sum()),
        others=tuple(_other(each) for each in attempts[~attempts["counts"]].to_dict("records")),
    )


def _other(row: Mapping[Hashable, Any]) -> OtherAttempt:
    points = None if pd.isna(row["points"]) else float(row["points"])
    return OtherAttempt(int(row["attempt"]), points, float(row["max_points"]))


def _part(task: str, rows: pd.DataFrame) -> Part:
    state = worst(rows["state"])
    points = float(rows["points"].sum()) if state == "graded" else None
    return Part(task, points, float(rows["max_points"].sum()), state)


def _numbers(people: Sequence[Person], came: Attendance | None) -> Numbers:
    states = [each.state for each in people]
    return Numbers(
        people=len(people),
        joined=len(came.joined & {each.id for each in people}) if came else None,
        handed_in=len(people) - states.count("absent"),
        waiting=states.count("waiting"),
        problems=states.count("problem"),
    )


def _criteria(marks: pd.DataFrame) -> tuple[Criterion, ...]:
    graded = marks[marks["state"] == "graded"]
    found = []
    for (task, criterion), rows in graded.groupby(["task", "criterion"], sort=False):
        share = rows["points"] / rows["max_points"]
        skill = str(rows["skill"].iloc[0])
        found.append(
            Criterion(str(task), str(criterion), skill, float(share.mean()), len(rows), int((share >= 1).sum()))
        )
    return tuple(found)


def _practice(marks: pd.DataFrame) -> tuple[Practice, ...]:
    graded = marks[(marks["state"] == "graded") & (marks["skill"] != "")]
    sums = graded.groupby(["skill", "trainee"], sort=False)[["points", "max_points"]].sum().reset_index()
    weak = sums[sums["points"] < NEEDS_PRACTICE_BELOW * sums["max_points"]]
    found = [Practice(str(skill), tuple(rows["trainee"])) for skill, rows in weak.groupby("skill", sort=False)]
    return tuple(sorted(found, key=lambda each: -len(each.people)))


def _share(person: Person) -> float:
    return person.points / person.max_points if person.points is not None and person.max_points else 0.0

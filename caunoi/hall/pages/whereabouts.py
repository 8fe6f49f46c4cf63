"""Where everybody of a class is, from the people and their progress; and what the facilitator does next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Literal

from caunoi.content import Library
from caunoi.coursework.folder import SUBMITTED
from caunoi.coursework.marks import State, stamp_of
from caunoi.coursework.standings import Standing, standings
from caunoi.hall.records import ProgressRow, TraineeRecord

Grading = Literal["", "waiting", "problem", "veto", "written", "graded", "returned"]
# The least of several assessments is where somebody stands.
ORDER: tuple[Grading, ...] = ("problem", "waiting", "veto", "written", "graded", "returned", "")

# nbgrader's folder of what goes back to the trainees.
FEEDBACK = "feedback"

Next = Literal["people", "wall", "watch", "grade", "veto", "written", "return", "report"]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One person: the page touched last with its number of steps, and how far the assessment is."""

    person: TraineeRecord
    place: str
    steps: int
    last_at: datetime | None
    submitted_at: datetime | None
    grading: Grading

    @property
    def state(self) -> Literal["absent", "joined", "working", "submitted"]:
        """absent, joined without a step, working, or handed in."""
        if self.submitted_at:
            return "submitted"
        if self.steps:
            return "working"
        return "joined" if self.person.joined_at else "absent"


@dataclass(frozen=True, slots=True)
class Counts:
    """The class in numbers; the last six part those who have handed in."""

    people: int
    joined: int
    working: int
    submitted: int
    waiting: int
    problem: int
    veto: int
    written: int
    graded: int
    returned: int


def whereabouts(
    people: Iterable[TraineeRecord],
    rows: Iterable[ProgressRow],
    titles: Mapping[str, str],
    grading: Mapping[str, Grading],
) -> list[Whereabouts]:
    """One row for each person in the given order; `titles` by page, `grading` by trainee for who has handed in."""
    by_trainee: dict[str, list[ProgressRow]] = {}
    for row in rows:
        by_trainee.setdefault(row.trainee, []).append(row)
    return [_whereabouts(person, by_trainee.get(person.id, []), titles, grading) for person in people]


def count(rows: Sequence[Whereabouts]) -> Counts:
    """The numbers above the list."""

    def graded(state: Grading) -> int:
        return sum(row.grading == state for row in rows)

    return Counts(
        people=len(rows),
        joined=sum(row.state != "absent" for row in rows),
        working=sum(row.state == "working" for row in rows),
        submitted=sum(row.state == "submitted" for row in rows),
        waiting=graded("waiting"),
        problem=graded("problem"),
        veto=graded("veto"),
        written=graded("written"),
        graded=graded("graded"),
        returned=graded("returned"),
    )


def next_thing(counts: Counts) -> Next:
    """The one thing that is due: first who is missing, then who works, then the steps of grading in their order."""
    if not counts.people:
        return "people"
    if not counts.submitted:
        return "watch" if counts.joined == counts.people else "wall"
    if counts.waiting:
        return "watch" if counts.working else "grade"
    if counts.veto:
        return "veto"
    if counts.written:
        return "written"
    if counts.graded:
        return "return"
    return "report"


def grading_of(root: Path, library: Library) -> dict[str, Grading]:
    """How far the grading of each trainee who has handed in is; the least advanced of several assessments counts."""
    by_trainee: dict[str, Grading] = {}
    cells = sorted(standings(root, library), key=_whose)
    for (trainee, assessment), group in groupby(cells, key=_whose):
        mine = list(group)
        submission = mine[0].submission
        if submission is not None:
            returned = is_returned(root, trainee, assessment)
            vetoed = any(veto.open for each in mine for veto in each.vetoes)
            states = frozenset(each.state for each in mine)
            state = _grading(submission.graded, states, vetoed=vetoed, returned=returned)
            by_trainee[trainee] = min(by_trainee.get(trainee, state), state, key=ORDER.index)
    return by_trainee


def _whose(cell: Standing) -> tuple[str, str]:
    return cell.trainee.id, cell.assessment


def _grading(graded: bool, states: frozenset[State], *, vetoed: bool, returned: bool) -> Grading:
    if "problem" in states:
        return "problem"
    if not graded:
        return "waiting"
    if vetoed:
        return "veto"
    if "waiting" in states:
        return "written"
    return "returned" if returned else "graded"


def is_returned(root: Path, trainee: str, assessment: str) -> bool:
    """Whether the version that was handed in last has its feedback."""
    stamp = stamp_of(root / FEEDBACK / trainee / assessment)
    return stamp is not None and stamp == stamp_of(root / SUBMITTED / trainee / assessment)


def _whereabouts(
    person: TraineeRecord, rows: list[ProgressRow], titles: Mapping[str, str], grading: Mapping[str, Grading]
) -> Whereabouts:
    touched = sorted((row.last_at, row.page, row.events) for row in rows if row.last_at is not None)
    submitted = [row.submitted_at for row in rows if row.submitted_at and row.page.startswith("assessment/")]
    last_at, page, steps = touched[-1] if touched else (person.joined_at, "", 0)
    return Whereabouts(
        person=person,
        place=titles.get(page, page),
        steps=steps,
        last_at=last_at,
        submitted_at=max(submitted, default=None),
        grading=grading.get(person.id, "waiting") if submitted else "",
    )

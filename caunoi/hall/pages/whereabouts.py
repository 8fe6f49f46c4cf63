"""Where everybody of a class is, from the people and their progress; and what the facilitator does next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Literal

from caunoi.content import Library
from caunoi.coursework.folder import SUBMITTED
from caunoi.coursework.marks import State, stamp_of
from caunoi.coursework.standings import Standing, every_standing
from caunoi.hall.pace import BEFORE, Pace
from caunoi.hall.pages.places import Place, Places
from caunoi.hall.presence import Present
from caunoi.hall.records import TraineeRecord
from caunoi.hall.stuck import MOST_MINUTES, stuck, waited
from caunoi.hall.watch import Followed, Seen

Grading = Literal["", "waiting", "problem", "veto", "written", "graded", "returned"]
# The least of several assessments is where somebody stands.
ORDER: tuple[Grading, ...] = ("problem", "waiting", "veto", "written", "graded", "returned", "")

# nbgrader's folder of what goes back to the trainees.
FEEDBACK = "feedback"

Stage = Literal["absent", "joined", "working", "submitted"]
Next = Literal["people", "wall", "watch", "grade", "veto", "written", "return", "report"]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One person: where they are, for how many minutes at this step, why they may need help, how far the assessment is.

    `hand_at` is when their hand went up, `last_at` when they were last heard of. Whoever has a closed card goes on with
    the card `keep`.
    """

    person: TraineeRecord
    place: Place | None = None
    steps: int = 0
    minutes: int | None = None
    stuck: str = ""
    hand_at: datetime | None = None
    connected: bool = False
    last_at: datetime | None = None
    submitted_at: datetime | None = None
    grading: Grading = ""
    keep: str = ""

    @property
    def state(self) -> Stage:
        """absent, joined without a step, working, or handed in."""
        if self.submitted_at:
            return "submitted"
        if self.steps:
            return "working"
        return "joined" if self.person.joined_at or self.place or self.connected else "absent"

    @property
    def need(self) -> int:
        """The place in the order of who needs the facilitator first; 0 is a raised hand."""
        if self.hand_at is not None:
            return 0
        if self.stuck:
            return 1
        if self.state in ("working", "joined") and not self.connected:
            return 2
        return {"working": 3, "joined": 4, "absent": 5, "submitted": 6}[self.state]

    @property
    def marks(self) -> tuple[str, ...]:
        """What the list is filtered by."""
        asks = ("asks",) if self.need < 2 else ()
        away = ("away",) if self.need == 2 else ()
        return (*asks, *away, self.state)

    @property
    def name_order(self) -> str:
        """The name as lists of names are ordered here: the given name, which comes last, and then the whole."""
        return f"{self.person.name.split()[-1]} {self.person.name}"


@dataclass(frozen=True, slots=True)
class Counts:
    """The class in numbers; the last six of the first ten part those who have handed in; `working` is connected."""

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
    connected: int = 0
    hands: int = 0
    stuck: int = 0


def whereabouts(
    people: Iterable[TraineeRecord],
    seen: Seen,
    pace: Pace,
    present: Mapping[str, Present],
    grading: Mapping[str, Grading],
    places: Places,
    now: datetime,
) -> list[Whereabouts]:
    """One row for each person, in the order of who needs the facilitator first and then as given.

    `present` is who was heard of since the hall was started, `grading` is by trainee for who has handed in.
    """
    hands = {hand.trainee: hand.at for hand in pace.hands}
    by_trainee: dict[str, list[Followed]] = {}
    for attempt in seen.attempts.values():
        by_trainee.setdefault(attempt.record.trainee_id, []).append(attempt)
    rows = [
        _whereabouts(
            person,
            by_trainee.get(person.id, []),
            seen,
            pace,
            hands.get(person.id),
            present.get(person.id),
            grading,
            places,
            now,
        )
        for person in people
    ]
    return sorted(rows, key=lambda row: (row.need, row.hand_at or now))


def count(rows: Sequence[Whereabouts]) -> Counts:
    """The numbers above the list."""

    def graded(state: Grading) -> int:
        return sum(row.grading == state for row in rows)

    return Counts(
        people=len(rows),
        joined=sum(row.state != "absent" for row in rows),
        # Who was cut off or went home without handing in holds nothing up.
        working=sum(row.state == "working" and row.connected for row in rows),
        submitted=sum(row.state == "submitted" for row in rows),
        waiting=graded("waiting"),
        problem=graded("problem"),
        veto=graded("veto"),
        written=graded("written"),
        graded=graded("graded"),
        returned=graded("returned"),
        connected=sum(row.connected for row in rows),
        hands=sum(row.hand_at is not None for row in rows),
        stuck=sum(bool(row.stuck) for row in rows),
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
    """How far the grading of each trainee who has handed in is; the least advanced of all attempts counts.

    Of attempts that another has taken the place of, only those whose result can go back are looked at.
    """
    by_trainee: dict[str, Grading] = {}
    cells = sorted(every_standing(root, library), key=_whose)
    for (trainee, _, _), group in groupby(cells, key=_whose):
        mine = list(group)
        submission = mine[0].submission
        if submission is not None and (mine[0].counts or all(each.settled for each in mine)):
            returned = is_returned(root, trainee, submission.name)
            vetoed = any(veto.open for each in mine for veto in each.vetoes)
            states = frozenset(each.state for each in mine)
            state = _grading(submission.graded, states, vetoed=vetoed, returned=returned)
            by_trainee[trainee] = min(by_trainee.get(trainee, state), state, key=ORDER.index)
    return by_trainee


def _whose(cell: Standing) -> tuple[str, str, int]:
    return cell.trainee.id, cell.assessment, cell.number


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


def is_returned(root: Path, trainee: str, name: str) -> bool:
    """Whether an attempt, named as nbgrader does, has the feedback of what was handed in last."""
    stamp = stamp_of(root / FEEDBACK / trainee / name)
    return stamp is not None and stamp == stamp_of(root / SUBMITTED / trainee / name)


def _whereabouts(
    person: TraineeRecord,
    attempts: list[Followed],
    seen: Seen,
    pace: Pace,
    hand_at: datetime | None,
    present: Present | None,
    grading: Mapping[str, Grading],
    places: Places,
    now: datetime,
) -> Whereabouts:
    newest = {each.record.page: each for each in sorted(attempts, key=lambda each: each.record.number)}
    closing = [
        each.record
        for page, each in newest.items()
        if page.startswith("assessment/") and not pace.steered_as(page, person.id).startswith(BEFORE)
    ]
    submitted = [record.submitted_at for record in closing]
    handed_in = max((moment for moment in submitted if moment is not None), default=None)
    latest = max(attempts, key=lambda each: (each.touched_at, each.record.id), default=None)
    closed = pace.closed.get(person.id)
    if closed is not None and handed_in is None:
        # Nothing more comes with this card, so a test before the lessons is what was handed in with it.
        handed_in = max((each.record.submitted_at for each in attempts if each.record.submitted_at), default=None)
    row = Whereabouts(
        person=person,
        keep=closed.keep if closed is not None else "",
        steps=sum(each.events for each in attempts),
        hand_at=hand_at,
        connected=present is not None and present.connected,
        last_at=max((each.touched_at for each in attempts), default=person.joined_at),
        submitted_at=handed_in,
        grading=grading.get(person.id, "waiting") if handed_in else "",
    )
    if present is not None and not present.connected:
        row = replace(row, last_at=max(row.last_at or present.heard_at, present.heard_at))
    if latest is None:
        return row
    row = replace(row, place=places.of(latest))
    task = latest.tasks.get(latest.task)
    if latest.record.submitted_at is not None or task is None or task.over or task.stay.since is None:
        return row
    minutes = int(waited(task.stay.since, now, seen.pauses) / 60)
    if not row.connected or minutes > MOST_MINUTES:
        return row
    why = stuck(task.stay, now, seen.passed.get((latest.task, task.stay.key), ()), seen.pauses)
    return replace(row, minutes=minutes, stuck="" if why is None else places.reason(latest, why))

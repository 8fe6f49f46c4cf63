"""What the page for steering a class shows: its pages with their locks, its tests against the clock, its people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from caunoi.content import Library
from caunoi.hall.forms import FormPair
from caunoi.hall.pace import GRACE, Pace
from caunoi.hall.records import ProgressRow, TraineeRecord
from caunoi.i18n import translator

Kind = Literal["lesson", "assessment"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A lesson or an assessment; `minutes` are the author's, `people` are here and work at it.

    `name` is the title as it is told apart outside its module, where every module has a test before and one after.
    """

    page: str
    title: str
    name: str
    kind: Kind
    minutes: int
    locked: bool
    people: int


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """A module; `busy` when somebody works in it."""

    id: str
    title: str
    units: tuple[Unit, ...]

    @property
    def busy(self) -> bool:
        """Whether somebody works in it."""
        return any(unit.people for unit in self.units)

    @property
    def locked(self) -> int:
        """How many of its pages are locked."""
        return sum(unit.locked for unit in self.units)


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who has begun a test and has not handed it in."""

    person: TraineeRecord
    attempt: str
    steps: int
    last_at: datetime | None
    deadline: datetime
    collectable: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A test against the clock: `ends_at` for who has no extra time, `last_at` for who has most."""

    page: str
    title: str
    minutes: int
    ends_at: datetime
    last_at: datetime
    running: bool
    submitted: int
    missing: tuple[Missing, ...]

    @property
    def collectable(self) -> int:
        """How many attempts the facilitator may hand in: there is something, and the grace is over."""
        return sum(each.collectable for each in self.missing)


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody with more time or larger letters, both in percent."""

    person: TraineeRecord
    extra_time: int
    large_print: int


def unit_groups(
    library: Library, pairs: Iterable[FormPair], pace: Pace, working: Mapping[str, int], lang: str
) -> tuple[UnitGroup, ...]:
    """The modules of a class in the order of the syllabus, each assessment after the lessons it closes.

    The two forms of a module are steered by when they are taken, whichever form somebody has. `working` is how many
    people are at work by the name under which a page is steered.
    """
    _ = translator(lang).gettext
    by_module = {pair.module.id: pair for pair in pairs}

    def unit(kind: Kind, page: str, title: str, minutes: int, name: str = "") -> Unit:
        return Unit(page, title, name or title, kind, minutes, page in pace.locked, working.get(page, 0))

    groups = []
    for module in library.syllabus.modules:
        units = [
            unit("lesson", f"lesson/{module.id}/{lesson.id}", lesson.title.of(lang), lesson.minutes)
            for lesson in module.lessons
        ]
        pair = by_module.get(module.id)
        if pair is not None:
            minutes = library.assessments[pair.pages[0].removeprefix("assessment/")].minutes
            before, after = _("Test before the lessons"), _("Test after the lessons")
            of = module.title.of(lang)
            units.insert(0, unit("assessment", pair.before, before, minutes, f"{of}: {before}"))
            units.append(unit("assessment", pair.after, after, minutes, f"{of}: {after}"))
        elif module.assessment and module.assessment in library.assessments:
            taken = library.assessments[module.assessment]
            units.append(unit("assessment", f"assessment/{taken.id}", taken.title.of(lang), taken.minutes))
        groups.append(UnitGroup(module.id, module.title.of(lang), tuple(units)))
    return tuple(groups)


def at_work(pace: Pace, rows: Iterable[ProgressRow], here: Container[str]) -> Mapping[str, int]:
    """How many of those who are `here` are at work, by the name under which their page is steered.

    Somebody is at work where they did something last, unless they have handed it in.
    """
    latest: dict[str, ProgressRow] = {}
    for row in rows:
        known = latest.get(row.trainee)
        if row.last_at and (known is None or known.last_at is None or known.last_at < row.last_at):
            latest[row.trainee] = row
    return Counter(
        pace.steered_as(row.page, row.trainee)
        for row in latest.values()
        if row.trainee in here and row.submitted_at is None
    )


def runs(
    pace: Pace, titles: Mapping[str, str], people: Sequence[TraineeRecord], rows: Sequence[ProgressRow], now: datetime
) -> tuple[Run, ...]:
    """The tests against the clock, those that run first."""
    found = [_run(pace, page, titles.get(page, page), people, rows, now) for page in pace.tests]
    return tuple(sorted(found, key=lambda run: (not run.running, run.last_at, run.page)))


def helped(pace: Pace, people: Iterable[TraineeRecord]) -> tuple[Helped, ...]:
    """Who has more time or larger letters."""
    return tuple(
        Helped(person, pace.extra_time.get(person.id, 0), pace.large_print.get(person.id, 100))
        for person in people
        if person.id in pace.extra_time or person.id in pace.large_print
    )


def _run(
    pace: Pace, page: str, title: str, people: Sequence[TraineeRecord], rows: Sequence[ProgressRow], now: datetime
) -> Run:
    test = pace.tests[page]
    by_id = {person.id: person for person in people}
    here = [row for row in rows if pace.steered_as(row.page, row.trainee) == page and row.trainee in by_id]
    missing = []
    for row in here:
        deadline = pace.deadline(page, row.trainee)
        if row.submitted_at is None and deadline is not None:
            over = now > deadline + GRACE
            person = by_id[row.trainee]
            missing.append(
                Missing(person, row.attempt, row.events, row.last_at, deadline, collectable=over and row.events > 0)
            )
    last = max([test.deadline(), *(test.deadline(pace.extra_time.get(each.id, 0)) for each in people)])
    return Run(
        page=page,
        title=title,
        minutes=test.minutes,
        ends_at=test.deadline(),
        last_at=last,
        running=now < last,
        submitted=sum(row.submitted_at is not None for row in here),
        missing=tuple(missing),
    )

"""What a trainee has before them: lessons and assessments, how far each one is, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from caunoi.hall.pace import Pace
from caunoi.hall.records import ProgressRow
from caunoi.hall.retakes import Offer
from caunoi.model import Assessment, Syllabus

EARLIEST = datetime.min.replace(tzinfo=UTC)

When = Literal["", "before", "after"]
# finished: every task of a lesson is done. It may be opened again; only handing in closes anything.
State = Literal["new", "begun", "finished", "submitted", "returned"]


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson or assessment of the list; `address` is without the language, `next` marks the one to do now.

    `when` is of a form, before or after the lessons. A locked one cannot be opened at the moment; one against the clock
    ends for this trainee at `ends_at`. `offer` is of a handed-in assessment, `earlier` whether the result of an attempt
    before this one was given back.
    """

    kind: Literal["lesson", "assessment"]
    page: str
    title: str
    minutes: int
    state: State
    events: int = 0
    last_at: datetime | None = None
    submitted_at: datetime | None = None
    receipt: str = ""
    note: str = ""
    next: bool = False
    locked: bool = False
    ends_at: datetime | None = None
    offer: Offer | None = None
    earlier: bool = False
    when: When = ""

    @property
    def address(self) -> str:
        """Where it opens: the result once there is one."""
        return self.result if self.state == "returned" else self.page

    @property
    def name(self) -> str:
        """The id of the lesson or the assessment."""
        return self.page.rpartition("/")[2]

    @property
    def result(self) -> str:
        """Where the results of an assessment stand."""
        return f"result/{self.name}"


@dataclass(frozen=True, slots=True)
class Part:
    """A module of the syllabus with its steps; `open` when it is unfolded, as the one with the thing to do now is."""

    id: str
    title: str
    about: str
    steps: tuple[Step, ...]
    open: bool = False

    @property
    def used(self) -> int:
        """How many steps were begun at least."""
        return sum(step.state != "new" for step in self.steps)

    @property
    def closing(self) -> Step | None:
        """The assessment whose handing in closes the module, None while it was not.

        A lesson may be finished; that the module is, only this can say.
        """
        closes = (step for step in self.steps if step.kind == "assessment" and step.when != "before")
        return next((step for step in closes if step.state in ("submitted", "returned")), None)

    @property
    def locked(self) -> bool:
        """Whether nothing of it can be opened at the moment."""
        return bool(self.steps) and all(step.locked for step in self.steps)


def overview(
    syllabus: Syllabus,
    assessments: Mapping[str, Assessment],
    rows: Iterable[ProgressRow],
    receipts: Mapping[str, str],
    returned: Mapping[str, frozenset[int]],
    lang: str,
    forms: Mapping[str, tuple[str, str]] | None = None,
    finished: Collection[str] = (),
) -> tuple[Part, ...]:
    """The list of one trainee: `receipts` by attempt id, `returned` the attempts given back, by assessment.

    `forms` are the pages that this trainee takes before and after the lessons of a module, in place of its assessment,
    `finished` the pages of lessons of which every task is done.
    """
    by_page = {row.page: row for row in rows}

    def step(kind: Literal["lesson", "assessment"], page: str, title: str, minutes: int, note: str = "") -> Step:
        known = Step(kind, page, title, minutes, "new", note=note)
        row = by_page.get(page)
        if row is None:
            return known
        state: State = "submitted" if row.submitted_at else "begun" if row.events else "new"
        if state == "begun" and page in finished:
            state = "finished"
        given_back = returned.get(page.removeprefix("assessment/"), frozenset())
        if row.number in given_back:
            state = "returned"
        return replace(
            known,
            state=state,
            events=row.events,
            last_at=row.last_at,
            submitted_at=row.submitted_at,
            receipt=receipts.get(row.attempt, ""),
            earlier=any(number < row.number for number in given_back),
        )

    def test(name: str, when: When = "") -> list[Step]:
        if name not in assessments:
            return []
        taken = assessments[name]
        note = taken.language_note.of(lang) if taken.language_note else ""
        made = step("assessment", f"assessment/{taken.id}", taken.title.of(lang), taken.minutes, note)
        return [replace(made, when=when)]

    parts = []
    for module in syllabus.modules:
        first, then = (page.removeprefix("assessment/") for page in (forms or {}).get(module.id, ("", "")))
        lessons = [
            step("lesson", f"lesson/{module.id}/{lesson.id}", lesson.title.of(lang), lesson.minutes)
            for lesson in module.lessons
        ]
        closing = test(then, "after") if then else test(module.assessment or "")
        steps = [*test(first, "before"), *lessons, *closing]
        about = module.about.of(lang) if module.about else ""
        parts.append(Part(module.id, module.title.of(lang), about, tuple(steps)))
    return _with_next(parts)


def next_step(parts: Iterable[Part]) -> Step | None:
    """What to do now, None while there is nothing."""
    return next((step for part in parts for step in part.steps if step.next), None)


def with_pace(parts: Iterable[Part], pace: Pace, trainee: str, now: datetime) -> tuple[Part, ...]:
    """The list as the facilitator steers it; a result that was given back stays open, a running test comes first."""

    def steered(each: Step) -> Step:
        locked = pace.is_locked(each.page, trainee) and each.state != "returned"
        return replace(each, locked=locked, ends_at=pace.deadline(each.page, trainee))

    return _with_next([replace(part, steps=tuple(steered(each) for each in part.steps)) for part in parts], now)


def with_offers(parts: Iterable[Part], offers: Mapping[str, Offer]) -> tuple[Part, ...]:
    """The list with what each handed-in assessment offers, by page."""
    return tuple(
        replace(part, steps=tuple(replace(each, offer=offers.get(each.page)) for each in part.steps)) for part in parts
    )


def _with_next(parts: list[Part], now: datetime = EARLIEST) -> tuple[Part, ...]:
    """Mark what to do now and unfold its module.

    A test against the clock comes first; then what was touched last, unless it is finished or handed in; then the first
    that is not, of those that follow it and else of all; then the result to read. So nobody is called back to what they
    left behind before all that comes after it is done. With nothing to do the module that was handed in last is
    unfolded, for its receipt.
    """
    unlocked = [step for part in parts for step in part.steps if not step.locked]
    running = [step for step in unlocked if step.ends_at and step.ends_at > now and step.state in ("new", "begun")]
    every = [step for part in parts for step in part.steps]
    last = max((step for step in every if step.events), key=lambda step: step.last_at or EARLIEST, default=None)
    still_open = [step for part in parts if part.closing is None for step in part.steps if not step.locked]
    due = [step for step in still_open if step.state in ("new", "begun")]
    at = every.index(last) if last is not None else 0
    ahead = [step for step in due if every.index(step) >= at]
    returned = [step for step in every if step.state == "returned"]
    chosen = next(iter([*running, *ahead, *due, *returned[-1:]]), None)
    handed_in = [each for part in parts if (each := part.closing) is not None]
    latest = max(handed_in, key=lambda step: step.submitted_at or EARLIEST, default=None)
    unfolded = chosen or latest or next(iter(every), None)
    return tuple(
        replace(
            part,
            steps=tuple(replace(step, next=step is chosen) for step in part.steps),
            open=any(step is unfolded for step in part.steps),
        )
        for part in parts
    )

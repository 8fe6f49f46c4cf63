"""What a facilitator steers while a class runs: every change is kept, and all of them folded are the class's state."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import reduce
from typing import Any

from caunoi.hall.change import (
    Change,
    CloseCard,
    ExtraTime,
    Forms,
    Grant,
    Hand,
    LargePrint,
    Lock,
    LookUp,
    Message,
    MoveAttempt,
    NoForms,
    Start,
    Stop,
    Untime,
)
from caunoi.hall.records import EventRecord

BEFORE, AFTER = "before/", "after/"

# The phone stops at the deadline by the hall's clock and then sends what it holds; that must arrive, too.
GRACE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Step:
    """A change with its number in the class's record, when it was made by the hall's clock, and by whom."""

    seq: int
    at: datetime
    who: str
    change: Change


@dataclass(frozen=True, slots=True)
class Shown:
    """The line that everybody sees; `id` tells it from an earlier line of the same words."""

    id: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TimedTest:
    """One run of an assessment against the clock."""

    minutes: int
    started_at: datetime
    stopped_at: datetime | None = None

    def deadline(self, extra_percent: int = 0) -> datetime:
        """When it ends for somebody with so much more time."""
        end = self.started_at + timedelta(minutes=self.minutes) * (100 + extra_percent) / 100
        return end if self.stopped_at is None else min(end, self.stopped_at)


@dataclass(frozen=True, slots=True)
class RaisedHand:
    """Somebody asks for the facilitator, since when."""

    trainee: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClosedCard:
    """A card of somebody who has two: since when it is closed, and the card with which they go on."""

    keep: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """An attempt at a page that a card began and another card of the same person goes on with, since when."""

    page: str
    card: str
    to: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pace:
    """How a class stands; `version` is the number of the last change. Hands are in the order in which they went up.

    `grants` are when one more attempt was granted, by (page, trainee); `forms` the pages that somebody takes before and
    after the lessons of a module, by (module, trainee). A facilitator steers these as `before/<module>` and
    `after/<module>`, whichever form somebody has: a name below may be such a one, or that of a page. `closed` are the
    closed cards, `moved` the attempts by id that go on under another card.
    """

    version: int = 0
    look_up: bool = False
    message: Shown | None = None
    locked: frozenset[str] = frozenset()
    tests: Mapping[str, TimedTest] = field(default_factory=dict)
    extra_time: Mapping[str, int] = field(default_factory=dict)
    large_print: Mapping[str, int] = field(default_factory=dict)
    hands: tuple[RaisedHand, ...] = ()
    grants: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    forms: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    closed: Mapping[str, ClosedCard] = field(default_factory=dict)
    moved: Mapping[str, Moved] = field(default_factory=dict)

    def counts(self, card: str, handed_in: Container[str]) -> bool:
        """Whether a card is one of the people of the class; a closed one only if something was handed in with it."""
        return card not in self.closed or card in handed_in

    def person_of(self, card: str) -> str:
        """The card with which the person of a card goes on; their own, if it is open."""
        while card in self.closed:
            card = self.closed[card].keep
        return card

    def deadline(self, page: str, trainee: str) -> datetime | None:
        """When a page ends for a person, None for a page without a clock."""
        test = self.tests.get(self.steered_as(page, trainee))
        return None if test is None else test.deadline(self.extra_time.get(trainee, 0))

    def is_locked(self, page: str, trainee: str) -> bool:
        """Whether a page is locked for a person."""
        return self.steered_as(page, trainee) in self.locked

    def steered_as(self, page: str, trainee: str) -> str:
        """The name under which a person's page is steered: the page, of a form when it is taken."""
        for (module, who), (first, then) in self.forms.items():
            if who == trainee and page in (first, then):
                return f"{BEFORE if page == first else AFTER}{module}"
        return page

    def page_of(self, name: str, trainee: str) -> str:
        """The page of a person that is steered under a name."""
        kind, _, module = name.partition("/")
        pair = self.forms.get((module, trainee))
        return name if pair is None or f"{kind}/" not in (BEFORE, AFTER) else pair[f"{kind}/" == AFTER]

    def last_deadline(self, page: str) -> datetime | None:
        """When a page has ended for everybody, None for a page without a clock."""
        test = self.tests.get(page)
        return None if test is None else test.deadline(max(self.extra_time.values(), default=0))


def step(pace: Pace, made: Step) -> Pace:
    """The state after one change; a change that changes nothing gives the state with the new version only."""
    return replace(_changed(pace, made), version=made.seq)


def fold(steps: Iterable[Step], pace: Pace | None = None) -> Pace:
    """The state after changes in their order, from a class where nothing is steered or from a known state."""
    return reduce(step, steps, Pace() if pace is None else pace)


def changes_anything(pace: Pace, made: Step) -> bool:
    """Whether a change would be seen by anybody; pressing a button twice is not worth a line in the record."""
    return _changed(pace, made) != pace


def counted(events: Iterable[EventRecord], deadline: datetime | None) -> list[EventRecord]:
    """The events of an attempt that count: those the hall had received when the deadline and its grace were over.

    A phone's own clock proves nothing, since its owner can set it; so what a phone without connection sends later is
    stored and not counted. Who held such a phone is given extra time by the facilitator before handing in, which moves
    the deadline.
    """
    return [each for each in events if deadline is None or each.received_at <= deadline + GRACE]


def _changed(pace: Pace, made: Step) -> Pace:
    change = made.change
    match change:
        case LookUp():
            return replace(pace, look_up=change.on)
        case Message():
            if change.text == (pace.message.text if pace.message else ""):
                return pace
            return replace(pace, message=Shown(made.seq, change.text, made.at) if change.text else None)
        case Lock():
            pages = frozenset(change.pages)
            return replace(pace, locked=pace.locked | pages if change.on else pace.locked - pages)
        case Start():
            return replace(pace, tests={**pace.tests, change.page: TimedTest(change.minutes, made.at)})
        case Stop():
            return _stopped(pace, change.page, made.at)
        case Untime():
            return replace(pace, tests=_without(pace.tests, change.page))
        case ExtraTime():
            return replace(pace, extra_time=_set(pace.extra_time, change.trainee, change.percent, usual=0))
        case LargePrint():
            return replace(pace, large_print=_set(pace.large_print, change.trainee, change.percent, usual=100))
        case Hand():
            return _handed(pace, change, made.at)
        case Forms():
            pair = change.first, change.then
            return replace(pace, forms={**pace.forms, (change.module, change.trainee): pair})
        case NoForms():
            return replace(pace, forms={key: pair for key, pair in pace.forms.items() if key[0] != change.module})
        case Grant():
            return replace(pace, grants={**pace.grants, (change.page, change.trainee): made.at})
        case CloseCard():
            return _closed(pace, change, made.at)
        case MoveAttempt():
            return _moved(pace, change, made.at)


def _closed(pace: Pace, change: CloseCard, at: datetime) -> Pace:
    if not change.on:
        return replace(pace, closed=_without(pace.closed, change.trainee))
    if change.trainee in pace.closed:
        return pace
    lowered = _handed(pace, Hand(trainee=change.trainee, up=False), at)
    return replace(lowered, closed={**pace.closed, change.trainee: ClosedCard(change.keep, at)})


def _moved(pace: Pace, change: MoveAttempt, at: datetime) -> Pace:
    known = pace.moved.get(change.attempt)
    if known is not None and change.to == known.card:
        return replace(pace, moved=_without(pace.moved, change.attempt))
    return replace(pace, moved={**pace.moved, change.attempt: Moved(change.page, change.trainee, change.to, at)})


def _stopped(pace: Pace, page: str, at: datetime) -> Pace:
    """A run that was stopped stays stopped when it was: what was received since does not begin to count."""
    test = pace.tests.get(page)
    if test is None or test.stopped_at is not None:
        return pace
    return replace(pace, tests={**pace.tests, page: replace(test, stopped_at=at)})


def _handed(pace: Pace, change: Hand, at: datetime) -> Pace:
    up = any(hand.trainee == change.trainee for hand in pace.hands)
    if change.up:
        return pace if up else replace(pace, hands=(*pace.hands, RaisedHand(change.trainee, at)))
    return replace(pace, hands=tuple(hand for hand in pace.hands if hand.trainee != change.trainee))


def _set(known: Mapping[str, int], trainee: str, percent: int, usual: int) -> Mapping[str, int]:
    return _without(known, trainee) if percent == usual else {**known, trainee: percent}


def _without(known: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in known.items() if name != key}

"""What the store gives back: frozen values, all moments in UTC with a time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from caunoi.hall.clock import HALL_CLOCK

Role = Literal["trainee", "facilitator"]


def utc_now() -> datetime:
    """The present moment in UTC by the hall's clock, cut to milliseconds, which is what the store keeps."""
    now = HALL_CLOCK.now()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970 of a moment that has a time zone."""
    return round(moment.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    """The moment in UTC of milliseconds since 1970."""
    return datetime.fromtimestamp(ms // 1000, UTC).replace(microsecond=ms % 1000 * 1000)


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """One class: `path` is its course root.

    `lang` is its own language, that of cards and report; phones may choose one of `more_langs` as well.
    """

    id: str
    code: str
    name: str
    place: str
    day: str
    path: str
    lang: str
    simulated: bool
    opened_at: datetime
    more_langs: tuple[str, ...] = ()

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages on offer, the class's own first."""
        return (self.lang, *self.more_langs)


@dataclass(frozen=True, slots=True)
class NewTrainee:
    """One line of a roster; an empty `card` means the hall gives the next number."""

    name: str
    card: str = ""
    role: str = ""
    village: str = ""


@dataclass(frozen=True, slots=True)
class TraineeRecord:
    """One person of a class; `id` is the card number and nbgrader's student id, `lang` what the person has chosen."""

    class_id: str
    id: str
    name: str
    card: str
    role: str
    village: str
    joined_at: datetime | None = None
    blocked_until: datetime | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person as the list at the door of a class has them."""

    card: str
    name: str
    village: str


@dataclass(frozen=True, slots=True)
class SelfJoin:
    """Who joined a class by themselves; its door is open for so many in all until then, without `until` it is shut."""

    came: tuple[str, ...] = ()
    places: int = 0
    until: datetime | None = None

    @property
    def left(self) -> int:
        """Places that nobody has taken yet."""
        return max(0, self.places - len(self.came))

    def open_at(self, now: datetime) -> bool:
        """Whether somebody may come in at this moment."""
        return self.until is not None and now < self.until and self.left > 0

    def full_at(self, now: datetime) -> bool:
        """Whether it would be open at this moment if there were a place."""
        return self.until is not None and now < self.until and self.left == 0


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One sitting of one trainee at one page, counted from 1, with the content digest it was taken under."""

    id: str
    class_id: str
    trainee_id: str
    page: str
    seed: int
    digest: str
    opened_at: datetime
    submitted_at: datetime | None = None
    receipt: str | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event as a writer sent it; `n` counts from 1 within the writer, `at_ms` is the phone's clock."""

    n: int
    task: str
    event: dict[str, Any]
    at_ms: int


@dataclass(frozen=True, slots=True)
class EventRecord:
    """A stored event; `seq` is the one order that counts, `received_at` the hall's clock."""

    seq: int
    attempt: str
    writer: int
    n: int
    task: str
    event: dict[str, Any]
    at_ms: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What is safe on disk: every n up to `acknowledged`; `seqs` maps the sent n to their order.

    `others` are the newer events of the attempt's other writers, `seq` is the attempt's newest.
    """

    acknowledged: int
    seq: int
    seqs: dict[int, int]
    others: tuple[EventRecord, ...]
    submitted: AttemptRecord | None


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """Who a cookie stands for; a facilitator belongs to no class."""

    role: Role
    class_id: str | None = None
    trainee_id: str | None = None


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """How far one trainee is on one page, in the latest attempt at it."""

    trainee: str
    page: str
    attempt: str
    events: int
    last_at: datetime | None
    submitted_at: datetime | None
    number: int = 1

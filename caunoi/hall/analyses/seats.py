"""Who runs an analysis and who waits for a place: a queue with a cap, told the time, knowing no kernel and no page."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

# A page that waits asks every few seconds; one that is silent for so long was closed.
LEFT_AFTER_S = 20.0

# What ended is remembered for a while, so that its page can say why.
REMEMBERED = 64

Stage = Literal["waiting", "preparing", "ready", "open", "ended"]
Why = Literal["closed", "anew", "idle", "memory", "died", "failed"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: one analysis of one class in one language; `who` stands for their session."""

    who: str
    analysis: str
    class_id: str
    lang: str


@dataclass(slots=True, eq=False)
class Seat:
    """One place of an analysis or in the queue for it; moments are seconds of the caller's clock."""

    wish: Wish
    asked_at: float
    id: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    stage: Stage = "waiting"
    why: Why | None = None
    since: float = 0.0
    folder: Path | None = None
    kernel: str | None = None
    sockets: int = 0
    used_at: float = 0.0
    left_at: float = 0.0

    @property
    def ended(self) -> bool:
        """Whether its place was given up."""
        return self.stage == "ended"

    def reach(self, stage: Stage, now: float) -> None:
        """Note that another stage begins; from here on it counts as used and as looked at."""
        self.stage, self.since = stage, now
        self.used_at = self.left_at = now


class Seats:
    """All seats of a hall, in the order of arrival; at most `most` of them are more than waiting."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._seats: dict[str, Seat] = {}

    def __iter__(self) -> Iterator[Seat]:
        return iter(list(self._seats.values()))

    def get(self, seat_id: str) -> Seat | None:
        """The seat of an id, also one that has ended a while ago."""
        return self._seats.get(seat_id)

    @property
    def taken(self) -> int:
        """How many analyses run or are made ready."""
        return sum(seat.stage in ("preparing", "ready", "open") for seat in self)

    @property
    def idle(self) -> bool:
        """Whether there is nobody to look after."""
        return all(seat.ended for seat in self)

    def of_kernel(self, kernel: str) -> Seat | None:
        """The open seat that a kernel works for."""
        return next((seat for seat in self if seat.kernel == kernel and seat.stage == "open"), None)

    def current(self, wish: Wish) -> Seat | None:
        """The seat of this wish that has not ended, in whichever language it was asked for."""
        asked = (wish.who, wish.analysis, wish.class_id)
        alive = (seat for seat in self if not seat.ended)
        return next((seat for seat in alive if (seat.wish.who, seat.wish.analysis, seat.wish.class_id) == asked), None)

    def ask(self, wish: Wish, now: float) -> Seat:
        """Take a place in the queue or keep the one that is there already."""
        seat = self.current(wish)
        if seat is None:
            seat = Seat(wish, now, since=now)
            self._seats[seat.id] = seat
            self._forget_old()
        elif seat.stage == "waiting":
            seat.wish = wish
        seat.asked_at = now
        return seat

    def first(self, wish: Wish, now: float) -> Seat:
        """A new seat before all that wait: who opens their own page anew gives its place and does not queue again."""
        seat = Seat(wish, now, since=now)
        self._seats = {seat.id: seat, **self._seats}
        return seat

    def before(self, seat: Seat) -> int:
        """How many people will be let in before this one."""
        waiting = [each.id for each in self if each.stage == "waiting"]
        return waiting.index(seat.id) if seat.id in waiting else 0

    def end(self, seat: Seat, why: Why, now: float) -> None:
        """Give a place up; says why, which stays as it was said first."""
        if not seat.ended:
            seat.why = why
            seat.reach("ended", now)

    def let_in(self, now: float) -> list[Seat]:
        """Who has a place from now on, in turn; those who wait no more are passed over and forgotten."""
        for seat in self:
            if seat.stage == "waiting" and now - seat.asked_at > LEFT_AFTER_S:
                self._seats.pop(seat.id)
        room = max(0, self.most - self.taken)
        next_ones = [seat for seat in self if seat.stage == "waiting"][:room]
        for seat in next_ones:
            seat.reach("preparing", now)
        return next_ones

    def _forget_old(self) -> None:
        ended = [seat for seat in self if seat.ended]
        for seat in sorted(ended, key=lambda each: each.since)[: max(0, len(ended) - REMEMBERED)]:
            self._seats.pop(seat.id)

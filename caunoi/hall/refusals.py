"""Why the store says no: each refusal carries the facts, the pages put them into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from caunoi.errors import CauNoiError


class Refusal(CauNoiError):
    """A request that was understood and cannot be granted; nothing of it was stored."""


class WrongPin(Refusal):
    """The PIN is not this person's; `tries_left` more before a block."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"wrong PIN, {tries_left} tries left")
        self.tries_left = tries_left


class Blocked(Refusal):
    """Too many wrong PINs in a row: nobody may try before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"blocked until {until.isoformat(timespec='seconds')}")
        self.until = until


class BadRoster(Refusal):
    """Lines of a roster that cannot be taken: (line counted from 1, value, reason code)."""

    def __init__(self, problems: Sequence[tuple[int, str, str]]) -> None:
        super().__init__("; ".join(f"line {line}: {value!r} is {reason}" for line, value, reason in problems))
        self.problems = tuple(problems)


class UnknownClass(Refusal):
    """No class has this id."""


class UnknownTrainee(Refusal):
    """No trainee of this class has this id."""


class JoinClosed(Refusal):
    """The class takes nobody who is not on its list, or no more of them."""


class HasSteps(Refusal):
    """This person has opened a page; what they did is not thrown away."""


class UnknownAttempt(Refusal):
    """No attempt has this id."""


class NotHandedIn(Refusal):
    """This attempt is still open; there is no next one before it is handed in."""


class FormOpened(Refusal):
    """This person has opened one of the two forms; which comes first is settled."""


class NotMoved(Refusal):
    """This attempt stays under its card; `why` is the obstacle, as `caunoi.hall.two_cards` names it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class UnknownWriter(Refusal):
    """The attempt never opened a writer of this number."""


class Conflict(Refusal):
    """The same (attempt, writer, n) came before with another body."""

    def __init__(self, writer: int, n: int) -> None:
        super().__init__(f"writer {writer}, event {n}: another event is stored under this number")
        self.writer = writer
        self.n = n


class Submitted(Refusal):
    """The attempt was handed in; it takes no further event."""


class AttemptFull(Refusal):
    """The attempt holds as much as is kept of one: as many steps, characters or openings."""


class Gaps(Refusal):
    """Events that were stated and have not arrived: writer -> missing n, the first ones of each."""

    def __init__(self, missing: Mapping[int, Sequence[int]]) -> None:
        super().__init__(", ".join(f"writer {writer}: {list(ns)}" for writer, ns in missing.items()))
        self.missing = {writer: tuple(ns) for writer, ns in missing.items()}

"""Who is connected: which trainees have a stream open now, and when each was last heard of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from caunoi.hall.records import utc_now

# Told (class, trainee) when somebody comes or goes.
Told = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Present:
    """One trainee as the hall hears them; `streams` are those open now, `heard_at` the last request or farewell."""

    streams: int
    heard_at: datetime

    @property
    def connected(self) -> bool:
        """Whether a page of theirs listens at this moment."""
        return self.streams > 0


class Presence:
    """The presence of everybody since the hall was started; on the event loop only."""

    def __init__(self, told: Told, now: Callable[[], datetime] = utc_now) -> None:
        self._told = told
        self._now = now
        self._by_class: dict[str, dict[str, Present]] = {}

    def of(self, class_id: str) -> dict[str, Present]:
        """Everybody of a class who was heard of, by trainee."""
        return dict(self._by_class.get(class_id, {}))

    def here(self, class_id: str) -> frozenset[str]:
        """The trainees of a class who are connected at this moment."""
        return frozenset(trainee for trainee, each in self._by_class.get(class_id, {}).items() if each.connected)

    def heard(self, class_id: str, trainee: str) -> None:
        """A request of theirs has come."""
        self._note(class_id, trainee, 0)

    def opened(self, class_id: str, trainee: str) -> None:
        """A page of theirs began to listen."""
        if self._note(class_id, trainee, +1).streams == 1:
            self._told(class_id, trainee)

    def closed(self, class_id: str, trainee: str) -> None:
        """A page of theirs has gone, or its connection."""
        if not self._note(class_id, trainee, -1).connected:
            self._told(class_id, trainee)

    def _note(self, class_id: str, trainee: str, change: int) -> Present:
        people = self._by_class.setdefault(class_id, {})
        before = people.get(trainee)
        after = people[trainee] = Present((before.streams if before else 0) + change, self._now())
        return after

"""PINs that were made a moment ago: on the cards page only, in memory, gone when old or when the hall stops."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable

from caunoi.hall.records import TraineeRecord

# Long enough to mend a printer, short enough that nobody finds them open the next day.
SECONDS = 30 * 60

Told = tuple[TraineeRecord, str]


class FreshPins:
    """The PINs of each class that can still be printed, by card."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, dict[str, tuple[float, Told]]] = {}

    def keep(self, class_id: str, told: Iterable[Told]) -> None:
        """Hold new PINs; a person's older one is replaced."""
        until = self._clock() + SECONDS
        with self._lock:
            self._kept.setdefault(class_id, {}).update({person.id: (until, (person, pin)) for person, pin in told})

    def of(self, class_id: str) -> list[Told]:
        """The PINs of a class that are not too old, in the order of the cards."""
        now = self._clock()
        with self._lock:
            kept = {card: held for card, held in self._kept.get(class_id, {}).items() if held[0] > now}
            self._kept[class_id] = kept
        return sorted((told for _, told in kept.values()), key=lambda told: (len(told[0].id), told[0].id))

    def forget(self, class_id: str) -> None:
        """Let go of a class's PINs."""
        with self._lock:
            self._kept.pop(class_id, None)


FRESH = FreshPins()

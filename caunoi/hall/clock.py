"""The hall's clock: set once by the computer's, steady from then on, and never behind what the store remembers."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def computer_time() -> datetime:
    """The computer's own date and time."""
    return datetime.now(UTC)


def steady_seconds() -> float:
    """Seconds that nobody can set; where the system tells them, those of sleep are counted, too."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):  # Linux and macOS; Windows counts its sleep in monotonic()
        number = getattr(time, name, None)
        if number is not None:
            return time.clock_gettime(number)
    return time.monotonic()


class Clock:
    """Gives the hall's time; who sets the computer's date while a class runs moves no deadline and ends no session."""

    def __init__(
        self, computer: Callable[[], datetime] = computer_time, steady: Callable[[], float] = steady_seconds
    ) -> None:
        self._computer = computer
        self._steady = steady
        self.set_by_computer()

    def set_by_computer(self) -> None:
        """Take the computer's date, as at every start."""
        self._set_to(self._computer())

    def not_before(self, moment: datetime) -> timedelta:
        """Go on from a moment that was reached already; tells how far the computer's date lay behind it."""
        behind = moment - self.now()
        if behind <= timedelta(0):
            return timedelta(0)
        self._set_to(moment)
        return behind

    def now(self) -> datetime:
        """The present moment in UTC."""
        return self._moment + timedelta(seconds=self._steady() - self._second)

    def _set_to(self, moment: datetime) -> None:
        self._moment, self._second = moment, self._steady()


# The one clock of a process; whatever the hall stamps or compares goes by it.
HALL_CLOCK = Clock()

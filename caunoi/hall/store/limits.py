"""How many wrong PINs, how long a block, how long a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from caunoi.settings import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """What the store goes by; `address_tries` stops one phone from trying everybody's card."""

    pin_tries: int = 5
    pin_rest: timedelta = timedelta(minutes=5)
    session: timedelta = timedelta(hours=12)
    # Sixty phones behind one router, of which each mistypes once and some twice, must still get in.
    address_tries: int = 120

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings name."""
        return cls(
            pin_tries=settings.pin_tries,
            pin_rest=timedelta(minutes=settings.pin_rest_minutes),
            session=timedelta(hours=settings.session_hours),
        )

"""The state of a class as one trainee's page hears it, and the names under which changes are kept."""

from __future__ import annotations

from typing import Any

from caunoi.hall.pace import Pace
from caunoi.hall.records import to_ms, utc_now

FACILITATOR = "facilitator"


def trainee_name(trainee: str) -> str:
    """How the record of changes names a trainee; a card may be called anything, also `facilitator`."""
    return f"trainee/{trainee}"


def room_state(pace: Pace, trainee: str, page: str | None) -> dict[str, Any]:
    """What concerns this trainee, and of lists only what concerns the page, unless it is None; moments in ms.

    `now` is the hall's clock: a page counts down by its distance to `ends_at` and never by the phone's own clock.
    """
    tests = {mine: pace.deadline(mine, trainee) for mine in (pace.page_of(name, trainee) for name in pace.tests)}
    locked = (pace.page_of(name, trainee) for name in pace.locked)
    message = pace.message
    return {
        "version": pace.version,
        "now": to_ms(utc_now()),
        "look_up": pace.look_up,
        "message": {"id": message.id, "text": message.text} if message else None,
        "locked": sorted(name for name in locked if page in (None, name)),
        "ends_at": {name: to_ms(end) for name, end in sorted(tests.items()) if end and page in (None, name)},
        "hand": any(hand.trainee == trainee for hand in pace.hands),
        "large_print": pace.large_print.get(trainee, 100),
    }

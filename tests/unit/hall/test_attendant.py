"""Does the attendant of the analyses tell a page that is still being made from one that was left?"""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from caunoi.hall.analyses.attendant import GONE_AFTER_S, Attendant
from caunoi.hall.analyses.seats import Wish


def test_a_page_that_takes_long_to_make_keeps_its_place_until_nothing_is_sent_any_more(tmp_path: Path) -> None:
    now = 0.0
    hall: Any = SimpleNamespace(settings=SimpleNamespace(data=tmp_path, analyses=1))
    attendant = Attendant(hall, lambda: now)
    seat = attendant.seats.ask(Wish("facilitator", "class-report", "class", "vi"), now)
    attendant.opened(seat)
    now = GONE_AFTER_S
    attendant.being_made(seat)
    now = 2 * GONE_AFTER_S
    assert asyncio.run(attendant._fault(seat)) is None
    now += 1
    assert asyncio.run(attendant._fault(seat)) == "closed"

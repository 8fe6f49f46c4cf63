"""Is the time that is left written as people read a clock, and spoken three times and no more?"""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.unit.widgets.browser import Module

COUNTDOWN = Module("caunoi/hall/static/countdown.js")


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "00:00"), (9, "00:09"), (60, "01:00"), (2699, "44:59"), (3600, "1:00:00"), (36_061, "10:01:01")],
)
def test_seconds_are_written_as_a_clock(seconds: int, written: str) -> None:
    assert COUNTDOWN.call("timeLeft", seconds) == written


def test_a_running_clock_speaks_at_five_minutes_at_one_and_at_the_end() -> None:
    looks = [*range(400, -1, -1), 0, 0]
    marks = [COUNTDOWN.call("markPassed", before, after) for before, after in pairwise(looks)]
    assert [mark for mark in marks if mark is not None] == [300, 60, 0]


@pytest.mark.parametrize(
    ("before", "seconds", "mark"),
    [(None, 200, None), (None, 0, None), (400, 30, 60), (400, 0, 0), (30, 400, None), (60, 59, None)],
)
def test_a_page_that_was_just_opened_or_slept_speaks_at_most_the_last_moment(
    before: int | None, seconds: int, mark: int | None
) -> None:
    assert COUNTDOWN.call("markPassed", before, seconds) == mark

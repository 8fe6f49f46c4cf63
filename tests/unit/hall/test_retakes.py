"""When somebody may take an assessment again."""

from datetime import UTC, datetime, timedelta

import pytest

from caunoi.hall.retakes import offer
from caunoi.model.course import Retakes

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TWICE = Retakes(attempts=2)
NEXT_DAY = Retakes(attempts=3, wait_hours=24)


def hours(number: float) -> datetime:
    return NOON + timedelta(hours=number)


@pytest.mark.parametrize(
    ("retakes", "number", "returned", "granted", "now", "state", "of"),
    [
        (TWICE, 1, False, None, hours(1), "unread", 2),
        (TWICE, 1, True, None, hours(0), "open", 2),
        (TWICE, 2, True, None, hours(1), "used-up", 2),
        (Retakes(attempts=1), 1, True, None, hours(1), "used-up", 1),
        (NEXT_DAY, 1, True, None, hours(23.9), "later", 3),
        (NEXT_DAY, 1, True, None, hours(24), "open", 3),
        # A facilitator's word needs no result, no wait and no attempt that is left; it is spent by the next one.
        (NEXT_DAY, 1, False, hours(1), hours(2), "open", 3),
        (TWICE, 2, True, hours(1), hours(2), "open", 3),
        (TWICE, 2, True, hours(-1), hours(2), "used-up", 2),
        # A class that allows fewer now than somebody has had.
        (Retakes(attempts=1), 3, True, None, hours(1), "used-up", 3),
    ],
)
def test_what_is_offered_after_an_attempt(retakes, number, returned, granted, now, state, of):
    found = offer(retakes, number, NOON, returned=returned, granted_at=granted, now=now)
    assert (found.state, found.number, found.of) == (state, number, of)


def test_the_wait_runs_from_the_handing_in():
    found = offer(NEXT_DAY, 1, NOON, returned=True, granted_at=None, now=hours(1))
    assert found.at == hours(24)


def test_without_a_word_an_assessment_may_be_taken_twice_and_the_best_counts():
    assert Retakes() == Retakes(attempts=2, wait_hours=0, counts="best")

"""When does the board say that somebody may need help?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from caunoi.hall.change import LookUp
from caunoi.hall.following import Stay
from caunoi.hall.pace import Step
from caunoi.hall.stuck import Pause, Stuck, pauses_of, stuck, waited

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("minutes", "passed_minutes", "found"),
    [
        (4.9, (), None),
        (5, (), Stuck("time", 5)),
        (5, (1, 1), Stuck("time", 5)),
        (1.9, (0.1, 0.1, 0.1), None),
        (2, (0.1, 0.1, 0.1), Stuck("time", 2, 1)),
        (5.9, (1, 3, 9), None),
        (6, (1, 3, 9), Stuck("time", 6, 3)),
        (45, (), Stuck("time", 45)),
        (46, (), None),
    ],
)
def test_time_against_the_class(minutes: float, passed_minutes: tuple[float, ...], found: Stuck | None) -> None:
    assert stuck(Stay("step/1", NOON), at(minutes), [60 * each for each in passed_minutes]) == found


def test_a_second_hint_or_the_same_wrong_turn_again_counts_at_once() -> None:
    assert stuck(Stay("step/1", NOON, hints=1), NOON, ()) is None
    assert stuck(Stay("step/1", NOON, hints=2), NOON, ()) == Stuck("hints", times=2)
    assert stuck(Stay("step/1", NOON, turns={"a": 1, "b": 1}), NOON, ()) is None
    assert stuck(Stay("step/1", NOON, hints=3, turns={"a": 2}), NOON, ()) == Stuck("turn", times=2, turn="a")


def test_who_did_nothing_yet_is_not_stuck() -> None:
    assert stuck(Stay(), at(30), ()) is None


def test_the_time_of_a_pause_counts_for_nobody() -> None:
    pauses = (Pause(at(1), at(4)), Pause(at(9)))
    assert waited(at(0), at(10), pauses) == 6 * 60
    assert waited(at(2), at(3), pauses) == 0
    assert stuck(Stay("step/1", NOON), at(7), (), pauses) is None
    assert stuck(Stay("step/1", NOON), at(8), (), pauses) == Stuck("time", 5)


def test_the_pauses_stand_in_the_record_of_the_class() -> None:
    changes = [(1, True), (2, True), (3, False), (4, False), (6, True)]
    steps = [Step(n, at(minute), "facilitator", LookUp(on=on)) for n, (minute, on) in enumerate(changes)]
    assert pauses_of(steps) == (Pause(at(1), at(3)), Pause(at(6)))
    assert pauses_of(steps[:3]) == (Pause(at(1), at(3)),)

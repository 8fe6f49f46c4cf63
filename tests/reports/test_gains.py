"""What is gained between two forms, from a frame of attempts."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from reports.frames import ATTEMPT_COLUMNS
from reports.gains import Gain, gains

MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)
FORMS = ("visits-a", "visits-b")


def frame(*rows: tuple[str, str, int, float | None]) -> pd.DataFrame:
    """Attempts that count, as (trainee, form, hour of handing in, points of 100)."""
    made = [
        (who, f"visits-{form}", 1, 1, True, points, 100.0, "graded", MORNING + timedelta(hours=hour))
        for who, form, hour, points in rows
    ]
    return pd.DataFrame(made, columns=list(ATTEMPT_COLUMNS)).astype({"points": "float64", "counts": "bool"})


CLASS = frame(
    ("001", "a", 0, 40), ("001", "b", 5, 70),
    ("002", "b", 0, 20), ("002", "a", 5, 80),
    ("003", "a", 0, 60), ("003", "b", 5, 60),
    ("004", "a", 0, 50),
    ("005", "b", 0, 30), ("005", "a", 5, None),
)  # fmt: skip


def test_what_was_handed_in_first_came_before() -> None:
    found = gains(CLASS, "visits", FORMS)
    assert found.people == (
        Gain("001", "A", 40, 70, 100),
        Gain("002", "B", 20, 80, 100),
        Gain("003", "A", 60, 60, 100),
        Gain("005", "B", 30, None, 100),
    )
    assert [each.points for each in found.people] == [30, 60, 0, None]


def test_means_by_order_hold_only_those_of_whom_both_marks_are_known() -> None:
    first, second = gains(CLASS, "visits", FORMS).orders
    assert (first.first, first.people, first.before, first.after, first.points) == ("A", 2, 50, 65, 15)
    assert (second.first, second.people, second.before, second.after, second.points) == ("B", 1, 20, 80, 60)


def test_an_easier_form_shows_in_both_orders() -> None:
    a, b = gains(CLASS, "visits", FORMS).forms
    assert (a.letter, a.before, a.after, a.mean) == ("A", 50, 80, 65)
    assert (b.letter, b.before, b.after, b.mean) == ("B", 20, 65, 42.5)


def test_of_several_attempts_the_one_that_counts_is_compared() -> None:
    rows = [
        ("001", "visits-a", 1, 2, False, 10.0, 100.0, "graded", MORNING),
        ("001", "visits-a", 2, 2, True, 45.0, 100.0, "graded", MORNING + timedelta(hours=9)),
        ("001", "visits-b", 1, 1, True, 50.0, 100.0, "graded", MORNING + timedelta(hours=5)),
    ]
    attempts = pd.DataFrame(rows, columns=list(ATTEMPT_COLUMNS))
    (found,) = gains(attempts, "visits", FORMS).people
    assert (found.first, found.before, found.after) == ("A", 45, 50)


@pytest.mark.parametrize("rows", [[], [("001", "a", 0, 40.0)]])
def test_without_both_forms_there_is_no_gain(rows: list[tuple[str, str, int, float | None]]) -> None:
    found = gains(frame(*rows), "visits", FORMS)
    assert found.people == ()
    assert [(each.people, each.before, each.points) for each in found.orders] == [(0, None, None)] * 2
    assert [each.mean for each in found.forms] == [None, None]

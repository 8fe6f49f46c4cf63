"""How many are at work at which page, for who leads the class."""

from datetime import UTC, datetime, timedelta

from caunoi.hall.change import Forms
from caunoi.hall.pace import Pace, Step, fold
from caunoi.hall.pages.paced import at_work
from caunoi.hall.records import ProgressRow

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def row(trainee, page, minute=None, *, handed_in=False):
    at = None if minute is None else NOON + timedelta(minutes=minute)
    return ProgressRow(trainee, page, f"{trainee}/{page}", 0 if at is None else 3, at, at if handed_in else None)


def test_everybody_is_at_work_where_they_did_something_last():
    rows = [row("1", "lesson/a/b", 5), row("1", "lesson/a/c", 9), row("2", "lesson/a/b", 9), row("2", "lesson/a/c", 5)]
    assert at_work(Pace(), rows, {"1", "2"}) == {"lesson/a/c": 1, "lesson/a/b": 1}


def test_who_is_not_here_has_done_nothing_or_has_handed_in_is_not_at_work():
    rows = [
        row("1", "lesson/a/b", 5),
        row("2", "lesson/a/b"),
        row("3", "lesson/a/b", 5),
        row("3", "assessment/e", 9, handed_in=True),
        row("4", "lesson/a/b", 5),
    ]
    assert at_work(Pace(), rows, {"2", "3", "4"}) == {"lesson/a/b": 1}


def test_a_form_is_named_by_when_it_is_taken():
    change = Forms(module="m", trainee="1", first="assessment/m-b", then="assessment/m-a")
    pace = fold([Step(1, NOON, "facilitator", change)])
    assert at_work(pace, [row("1", "assessment/m-b", 5)], {"1"}) == {"before/m": 1}

"""Who is where, and what the facilitator's page says is due."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from caunoi.hall.pages import whereabouts as module
from caunoi.hall.pages.whereabouts import Counts, count, grading_of, next_thing, whereabouts
from caunoi.hall.records import ProgressRow, TraineeRecord

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 13, tzinfo=UTC)


def person(card, joined=True):
    return TraineeRecord("c", card, f"Name {card}", card, "", "", NOON if joined else None)


def test_each_state_of_a_person():
    people = [person("1", joined=False), person("2"), person("3"), person("4")]
    rows = [
        ProgressRow("3", "lesson/a/b", "x", 7, LATER, None),
        ProgressRow("4", "lesson/a/b", "y", 7, NOON, None),
        ProgressRow("4", "assessment/e", "z", 40, LATER, LATER),
    ]
    found = whereabouts(people, rows, {"assessment/e": "Exam"}, {"4": "written"})
    assert [(each.state, each.place, each.steps, each.last_at, each.grading) for each in found] == [
        ("absent", "", 0, None, ""),
        ("joined", "", 0, NOON, ""),
        ("working", "lesson/a/b", 7, LATER, ""),
        ("submitted", "Exam", 40, LATER, "written"),
    ]


def test_a_lesson_is_never_handed_in():
    (found,) = whereabouts([person("1")], [ProgressRow("1", "lesson/a/b", "x", 2, NOON, NOON)], {}, {})
    assert (found.state, found.grading) == ("working", "")


def test_handed_in_and_not_yet_in_the_course_folder_waits():
    rows = [ProgressRow("1", "assessment/e", "x", 2, NOON, LATER)]
    (found,) = whereabouts([person("1")], rows, {}, {})
    assert found.grading == "waiting"


def test_who_works_without_a_joined_time_has_joined():
    found = whereabouts([person("1", joined=False)], [ProgressRow("1", "lesson/a/b", "x", 2, NOON, None)], {}, {})
    assert count(found).joined == 1


NOBODY = Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("counts", "due"),
    [
        (NOBODY, "people"),
        (Counts(3, 0, 0, 0, 0, 0, 0, 0, 0, 0), "wall"),
        (Counts(3, 3, 3, 0, 0, 0, 0, 0, 0, 0), "watch"),
        (Counts(3, 3, 1, 2, 2, 0, 0, 0, 0, 0), "watch"),
        (Counts(3, 2, 0, 2, 2, 0, 0, 0, 0, 0), "grade"),
        (Counts(3, 3, 0, 3, 0, 0, 1, 1, 0, 1), "veto"),
        (Counts(3, 3, 0, 3, 0, 0, 0, 1, 1, 1), "written"),
        (Counts(3, 3, 0, 3, 0, 0, 0, 0, 1, 2), "return"),
        (Counts(3, 3, 0, 3, 0, 1, 0, 0, 0, 2), "report"),
    ],
)
def test_what_is_due(counts, due):
    assert next_thing(counts) == due


def cell(trainee, assessment, state, graded=True, absent=False, vetoed=False):
    return SimpleNamespace(
        trainee=SimpleNamespace(id=trainee),
        assessment=assessment,
        state=state,
        submission=None if absent else SimpleNamespace(graded=graded),
        vetoes=[SimpleNamespace(open=vetoed)],
    )


@pytest.mark.parametrize(
    ("cells", "returned", "grading"),
    [
        ([cell("1", "e", "absent", absent=True)], False, {}),
        ([cell("1", "e", "waiting", graded=False), cell("1", "e", "graded", graded=False)], True, {"1": "waiting"}),
        ([cell("1", "e", "graded"), cell("1", "e", "waiting")], True, {"1": "written"}),
        ([cell("1", "e", "waiting", vetoed=True), cell("1", "e", "waiting")], False, {"1": "veto"}),
        ([cell("1", "e", "graded"), cell("1", "e", "graded")], False, {"1": "graded"}),
        ([cell("1", "e", "graded"), cell("1", "e", "graded")], True, {"1": "returned"}),
        ([cell("1", "e", "problem"), cell("1", "e", "graded")], True, {"1": "problem"}),
        # The least of two assessments, in whatever order the cells come.
        (
            [cell("1", "f", "waiting"), cell("2", "e", "graded"), cell("1", "e", "graded")],
            False,
            {"1": "written", "2": "graded"},
        ),
    ],
)
def test_grading_by_what_the_course_holds(monkeypatch, tmp_path, cells, returned, grading):
    monkeypatch.setattr(module, "standings", lambda root, library: cells)
    monkeypatch.setattr(module, "is_returned", lambda root, trainee, assessment: returned)
    assert grading_of(tmp_path, None) == grading

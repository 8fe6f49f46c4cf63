"""What a trainee finds on the home page, and which one thing is marked."""

from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest

from caunoi.hall.change import Lock, Start
from caunoi.hall.pace import Step, fold
from caunoi.hall.pages.learning import next_step, overview, with_pace
from caunoi.hall.records import ProgressRow
from caunoi.model import Assessment, Syllabus

NOTHING = MappingProxyType({})
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def text(words):
    return {"vi": words, "id": words, "en": words}


SYLLABUS = Syllabus.model_validate(
    {
        "modules": [
            {
                "id": "first",
                "title": text("First"),
                "lessons": [
                    {"id": "one", "title": text("One"), "notebook": "one.ipynb", "minutes": 10},
                    {"id": "two", "title": text("Two"), "notebook": "two.ipynb", "minutes": 20},
                ],
                "assessment": "exam",
            },
            {
                "id": "second",
                "title": text("Second"),
                "lessons": [{"id": "three", "title": text("Three"), "notebook": "three.ipynb", "minutes": 5}],
                "assessment": "not-in-this-class",
            },
        ]
    }
)
ASSESSMENTS = {
    "exam": Assessment.model_validate(
        {
            "id": "exam",
            "title": text("Exam"),
            "tasks": [{"quiz": "q"}],
            "minutes": 60,
            "language_note": {"vi": "Ghi chú", "id": "Catatan", "en": "Note"},
        }
    )
}


LEFT, AFTER = "lesson/first/one", "lesson/first/two"


def row(page, events=0, hour=0, submitted=False):
    at = NOON.replace(hour=hour) if events else None
    return ProgressRow("001", page, f"attempt-{page}", events, at, NOON if submitted else None)


def steps(rows=(), returned=NOTHING, lang="en", finished=()):
    receipts = {f"attempt-{each.page}": "AAAA-BBBB" for each in rows if each.submitted_at}
    parts = overview(SYLLABUS, ASSESSMENTS, rows, receipts, returned, lang, finished=finished)
    return {step.page: step for part in parts for step in part.steps}


def marked(rows=(), returned=NOTHING, finished=()):
    return [page for page, step in steps(rows, returned, finished=finished).items() if step.next]


def test_lessons_stand_before_their_assessment_and_unknown_assessments_are_left_out():
    assert list(steps()) == ["lesson/first/one", "lesson/first/two", "assessment/exam", "lesson/second/three"]


def test_the_note_of_an_assessment_is_in_the_reader_s_language():
    assert steps(lang="id")["assessment/exam"].note == "Catatan"


@pytest.mark.parametrize(
    ("rows", "returned", "state"),
    [
        ([], {}, "new"),
        ([row("assessment/exam")], {}, "new"),
        ([row("assessment/exam", 3)], {}, "begun"),
        ([row("assessment/exam", 3, submitted=True)], {}, "submitted"),
        ([row("assessment/exam", 3, submitted=True)], {"exam": {1}}, "returned"),
    ],
)
def test_how_far_the_assessment_is(rows, returned, state):
    assert steps(rows, returned)["assessment/exam"].state == state


def test_a_result_opens_in_place_of_the_assessment():
    rows = [row("assessment/exam", 3, submitted=True)]
    assert steps(rows)["assessment/exam"].address == "assessment/exam"
    assert steps(rows, {"exam": {1}})["assessment/exam"].address == "result/exam"
    assert steps(rows)["assessment/exam"].receipt == "AAAA-BBBB"


@pytest.mark.parametrize(
    ("rows", "returned", "page"),
    [
        ([], {}, "lesson/first/one"),
        ([row("lesson/first/one", 4)], {}, "lesson/first/one"),
        ([row("lesson/first/one", 4, 9), row("lesson/first/two", 1, 10)], {}, "lesson/first/two"),
        ([row("lesson/first/one", 4, 11), row("lesson/first/two", 1, 10)], {}, "lesson/first/one"),
        # Handing in closes a module, whatever was begun in it.
        ([row("lesson/first/one", 4, 11), row("assessment/exam", 9, 12, True)], {}, "lesson/second/three"),
        ([row("assessment/exam", 9, 12, True)], {"exam": {1}}, "lesson/second/three"),
    ],
)
def test_one_thing_is_marked(rows, returned, page):
    assert marked(rows, returned) == [page]


@pytest.mark.parametrize(
    ("rows", "finished", "page", "state"),
    [
        # What is finished is over, and the next one is due.
        ([row(LEFT, 9, 9)], [LEFT], AFTER, "new"),
        ([row(LEFT, 9, 9), row(AFTER, 9, 10)], [LEFT, AFTER], "assessment/exam", "new"),
        # What was left behind does not call back while there is something after it; then it is gone on with.
        ([row(LEFT, 2, 9), row(AFTER, 9, 10)], [AFTER], "assessment/exam", "new"),
        ([row("lesson/second/three", 9, 10), row(LEFT, 2, 9)], ["lesson/second/three"], LEFT, "begun"),
        # Looking at a finished one again changes nothing that is due after it.
        ([row(LEFT, 9, 12), row(AFTER, 2, 10)], [LEFT], AFTER, "begun"),
        # Nor does a module that was handed in after something was begun elsewhere.
        ([row("lesson/second/three", 2, 9), row("assessment/exam", 9, 12, True)], [], "lesson/second/three", "begun"),
    ],
)
def test_what_is_due_is_what_follows_the_place_where_one_is(rows, finished, page, state):
    assert marked(rows, finished=finished) == [page]
    assert steps(rows, finished=finished)[page].state == state


def test_a_finished_lesson_says_so_and_a_new_one_never_is():
    known = steps([row(LEFT, 9, 9)], finished=[LEFT, AFTER, "assessment/exam"])
    assert (known[LEFT].state, known[AFTER].state, known["assessment/exam"].state) == ("finished", "new", "new")


def test_with_nothing_new_the_result_is_marked():
    rows = [row("assessment/exam", 9, 12, True)]
    alone = Syllabus(modules=SYLLABUS.modules[:1])
    parts = overview(alone, ASSESSMENTS, rows, {}, {"exam": {1}}, "en")
    assert [step.page for part in parts for step in part.steps if step.next] == ["assessment/exam"]
    waiting = overview(alone, ASSESSMENTS, rows, {}, {}, "en")
    assert not any(step.next for part in waiting for step in part.steps)


def folds(rows=(), returned=NOTHING):
    parts = overview(SYLLABUS, ASSESSMENTS, rows, {}, returned, "en")
    return [(part.id, part.open, part.used, part.closing is not None) for part in parts]


def test_only_the_module_with_the_thing_to_do_is_unfolded():
    assert folds() == [("first", True, 0, False), ("second", False, 0, False)]
    assert folds([row("lesson/second/three", 4, 9)]) == [("first", False, 0, False), ("second", True, 1, False)]
    done = [row("lesson/first/one", 4, 11), row("assessment/exam", 9, 12, True)]
    assert folds(done) == [("first", False, 2, True), ("second", True, 0, False)]


def test_with_nothing_to_do_the_module_handed_in_last_is_unfolded():
    alone = Syllabus(modules=SYLLABUS.modules[:1])
    (part,) = overview(alone, ASSESSMENTS, [row("assessment/exam", 9, 12, True)], {}, {}, "en")
    assert part.open and next_step([part]) is None


def test_a_test_against_the_clock_comes_first_while_it_runs():
    rows = [row("lesson/second/three", 4, 9)]
    parts = overview(SYLLABUS, ASSESSMENTS, rows, {}, {}, "en")

    def due(now, *changes):
        pace = fold(Step(n, NOON, "facilitator", change) for n, change in enumerate(changes, start=1))
        return next_step(with_pace(parts, pace, "001", now)).page

    started = Start(page="assessment/exam", minutes=30)
    assert due(NOON) == "lesson/second/three"
    assert due(NOON + timedelta(minutes=29), started) == "assessment/exam"
    assert due(NOON + timedelta(minutes=31), started) == "lesson/second/three"
    locked = Lock(pages=("assessment/exam",), on=True)
    assert due(NOON + timedelta(minutes=29), started, locked) == "lesson/second/three"


def test_a_module_of_which_nothing_can_be_opened_says_so():
    pages = ("lesson/first/one", "lesson/first/two", "assessment/exam")
    pace = fold([Step(1, NOON, "facilitator", Lock(pages=pages, on=True))])
    first, second = with_pace(overview(SYLLABUS, ASSESSMENTS, (), {}, {}, "en"), pace, "001", NOON)
    assert (first.locked, first.open) == (True, False)
    assert (second.locked, second.open) == (False, True)

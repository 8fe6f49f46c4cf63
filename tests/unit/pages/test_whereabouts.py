"""Who is where, and what the facilitator's page says is due."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from caunoi.hall.change import Hand
from caunoi.hall.following import Case, Stay
from caunoi.hall.pace import Pace, Step, fold
from caunoi.hall.pages import whereabouts as module
from caunoi.hall.pages.places import Place
from caunoi.hall.pages.whereabouts import Counts, count, grading_of, next_thing, whereabouts
from caunoi.hall.presence import Present
from caunoi.hall.records import AttemptRecord, TraineeRecord
from caunoi.hall.watch import Followed, Seen

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 13, tzinfo=UTC)


CASE = "mockup/activate/practice"


class Words:
    """Places without content."""

    def of(self, attempt):
        return Place(attempt.record.page, attempt.task)

    def reason(self, attempt, why):
        return why.kind


def person(card, joined=True):
    return TraineeRecord("c", card, f"Name {card}", card, "", "", NOON if joined else None)


def attempt(trainee, page, events=0, at=None, submitted=None, stay=None):
    record = AttemptRecord(f"{trainee}/{page}", "c", trainee, page, 1, "", NOON, submitted)
    tasks = {CASE: Case(stay=stay)} if stay else {}
    return Followed(record, events, events, at, CASE if stay else "", tasks)


def rows(people, *attempts, pace=None, present=None, grading=None, passed=None, now=LATER):
    seen = Seen({each.record.id: each for each in attempts}, passed or {}, ())
    return whereabouts(people, seen, pace or Pace(), present or {}, grading or {}, Words(), now)


def test_each_state_of_a_person():
    people = [person("1", joined=False), person("2"), person("3"), person("4")]
    attempts = [
        attempt("3", "lesson/a/b", 7, LATER),
        attempt("4", "lesson/a/b", 7, NOON),
        attempt("4", "assessment/e", 40, LATER, LATER),
    ]
    found = {each.person.id: each for each in rows(people, *attempts, grading={"4": "written"})}
    place = {card: each.place.page if each.place else "" for card, each in found.items()}
    assert [(c, each.state, place[c], each.steps, each.last_at, each.grading) for c, each in sorted(found.items())] == [
        ("1", "absent", "", 0, None, ""),
        ("2", "joined", "", 0, NOON, ""),
        ("3", "working", "lesson/a/b", 7, LATER, ""),
        ("4", "submitted", "assessment/e", 47, LATER, "written"),
    ]


def test_a_lesson_is_never_handed_in():
    (found,) = rows([person("1")], attempt("1", "lesson/a/b", 2, NOON, NOON))
    assert (found.state, found.grading) == ("working", "")


def test_handed_in_and_not_yet_in_the_course_folder_waits():
    (found,) = rows([person("1")], attempt("1", "assessment/e", 2, NOON, LATER))
    assert found.grading == "waiting"


def test_who_works_without_a_joined_time_has_joined():
    found = rows([person("1", joined=False)], attempt("1", "lesson/a/b", 2, NOON))
    assert count(found).joined == 1


def test_who_has_opened_a_page_or_is_connected_is_not_absent():
    people = [person("1", joined=False), person("2", joined=False)]
    found = rows(people, attempt("1", "lesson/a/b"), present={"2": Present(1, NOON)})
    assert [(each.person.id, each.state) for each in found] == [("1", "joined"), ("2", "joined")]


def test_who_needs_the_facilitator_first():
    here = Present(1, LATER)
    people = [person(card) for card in "12345"] + [person("6", joined=False)]
    attempts = [
        attempt("1", "assessment/e", 5, NOON, NOON),
        attempt("2", "lesson/a/b", 5, NOON, stay=Stay("step/1", NOON, hints=2)),
        attempt("3", "lesson/a/b", 5, NOON, stay=Stay("step/1", LATER)),
        attempt("4", "lesson/a/b", 5, NOON, stay=Stay("step/1", NOON, hints=2)),
    ]
    pace = fold([Step(1, NOON, "trainee/5", Hand(trainee="5", up=True))])
    found = rows(
        people, *attempts, pace=pace, present={**dict.fromkeys("1235", here), "4": Present(0, LATER)},
        now=NOON + timedelta(minutes=10),
    )  # fmt: skip
    assert [(each.person.id, each.need, each.stuck) for each in found] == [
        ("5", 0, ""), ("2", 1, "hints"), ("4", 2, ""), ("3", 3, ""), ("6", 5, ""), ("1", 6, ""),
    ]  # fmt: skip
    counts = count(found)
    assert (counts.connected, counts.hands, counts.stuck) == (4, 1, 1)


def test_nobody_is_stuck_who_is_not_here_has_finished_or_has_handed_in():
    long = Stay("step/1", NOON)
    over = attempt("1", "lesson/a/b", 5, NOON, stay=long)
    over.tasks[CASE] = Case(over=True, stay=long)
    attempts = [over, attempt("2", "lesson/a/b", 5, NOON, stay=long), attempt("3", "assessment/e", 5, NOON, NOON, long)]
    present = {"1": Present(1, NOON), "2": Present(0, NOON), "3": Present(1, NOON)}
    found = rows([person(c) for c in "123"], *attempts, present=present, now=NOON + timedelta(minutes=20))
    assert [each.stuck for each in found] == ["", "", ""]
    (alone,) = rows([person("2")], attempts[1], present={"2": Present(1, NOON)}, now=NOON + timedelta(minutes=20))
    assert (alone.stuck, alone.minutes) == ("time", 20)


def test_who_went_home_without_handing_in_holds_the_grading_up_no_longer():
    people = [person("1"), person("2")]
    attempts = [attempt("1", "assessment/e", 5, NOON, NOON), attempt("2", "lesson/a/b", 5, NOON)]
    here, gone = {"2": Present(1, NOON)}, {"2": Present(0, NOON)}
    assert [next_thing(count(rows(people, *attempts, present=each))) for each in (here, gone)] == ["watch", "grade"]


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


def cell(trainee, assessment, state, graded=True, absent=False, vetoed=False, number=1, counts=True):
    return SimpleNamespace(
        trainee=SimpleNamespace(id=trainee),
        assessment=assessment,
        number=number,
        counts=counts,
        settled=state in ("graded", "absent"),
        state=state,
        submission=None if absent else SimpleNamespace(graded=graded, name=f"{assessment}--{number}"),
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
        # A second attempt that waits is what is due; one that was replaced before it was graded asks for nobody.
        ([cell("1", "e", "graded"), cell("1", "e", "waiting", number=2)], True, {"1": "written"}),
        ([cell("1", "e", "problem", counts=False), cell("1", "e", "graded", number=2)], True, {"1": "returned"}),
        ([cell("1", "e", "graded"), cell("1", "e", "graded", counts=False, number=2)], False, {"1": "graded"}),
    ],
)
def test_grading_by_what_the_course_holds(monkeypatch, tmp_path, cells, returned, grading):
    monkeypatch.setattr(module, "every_standing", lambda root, library: cells)
    monkeypatch.setattr(module, "is_returned", lambda root, trainee, name: returned)
    assert grading_of(tmp_path, None) == grading

"""Which lessons a result sends somebody back to."""

from pathlib import Path

from caunoi.content import Library
from caunoi.hall.pages.advice import practise, task_results

FIXTURES = Path(__file__).parents[2] / "fixtures" / "content"

ROWS = [
    {"assessment": "basics", "task": "quiz/basics", "points": 1.0, "max_points": 4.0},
    {"assessment": "basics", "task": "writing/coaching", "points": None, "max_points": 6.0},
    {"assessment": "other", "task": "quiz/other", "points": 0.0, "max_points": 4.0},
]


def rows(**points):
    found = []
    for row in ROWS:
        title = {"vi": row["task"], "id": row["task"], "en": ""}
        state = "waiting" if row["points"] is None else "returned"
        found.append(
            {**row, "attempt": 1, "counts": True, "title": title, "state": state, "comment": None}
            | points.get(row["task"].partition("/")[0], {})
        )
    return found


def test_only_the_tasks_of_this_assessment_with_a_title_in_some_language():
    results = task_results(rows(), "basics", 1, "en")
    assert [(each.task, each.title, each.share) for each in results] == [
        ("quiz/basics", "quiz/basics", 0.25),
        ("writing/coaching", "writing/coaching", None),
    ]


def practices(library, results):
    return [(each.page, each.tasks) for each in practise(library, "basics", results, "en")]


def test_a_weak_task_leads_to_the_lesson_that_trains_its_skill():
    library = Library.load([FIXTURES])
    (module,) = library.syllabus.modules
    (lesson,) = module.lessons
    trained = [item.skill for item in library.item_sets["basics"].items if item.skill in lesson.skills]
    assert trained, "the fixtures' lesson trains a skill of the fixtures' items"
    page = f"lesson/{module.id}/{lesson.id}"
    assert practices(library, task_results(rows(), "basics", 1, "en")) == [(page, ("quiz/basics",))]
    well = task_results(rows(quiz={"points": 3.2}), "basics", 1, "en")
    assert practices(library, well) == []


def test_what_nobody_has_read_yet_is_not_weak():
    library = Library.load([FIXTURES])
    waiting = task_results(rows(quiz={"points": 4.0}), "basics", 1, "en")
    assert practices(library, waiting) == []


def test_another_assessment_sends_nowhere():
    library = Library.load([FIXTURES])
    assert practise(library, "other", task_results(rows(), "other", 1, "en"), "en") == ()

"""Are two forms of one blueprint, and is it said where they are not?"""

from __future__ import annotations

from typing import Any

import pytest

from caunoi.check.forms import form_problems
from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from caunoi.model import Task

FORMS = ("coaching-a", "coaching-b")


def with_form_b(**changed: Any) -> Library:
    """The shipped content, with another form B and none of the other modules."""
    library = library_of(CHECKOUT_ROOTS)
    spoilt = library.of_modules(None, [module.id for module in library.syllabus.modules])
    second = library.assessments[FORMS[1]].model_copy(update=changed)
    spoilt.assessments = {**library.assessments, FORMS[1]: second}
    return spoilt


def tasks(*names: str) -> tuple[Task, ...]:
    return tuple(Task(mockup=name) for name in names)


def test_the_shipped_forms_ask_for_the_same() -> None:
    library = library_of(CHECKOUT_ROOTS)
    assert [module.forms for module in library.syllabus.modules if module.forms] == [FORMS]
    assert list(form_problems(library)) == []
    criteria = [
        [
            (each.id, each.skill, each.points)
            for task in library.assessments[name].tasks
            for each in library.rubrics[task.ref].criteria
        ]
        for name in FORMS
    ]
    assert criteria[0] == criteria[1], "every visit is judged by the same criteria"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"minutes": 40}, "coaching-a and coaching-b take 30 and 40 minutes"),
        ({"tasks": tasks("dossier-at-counter", "teacher-at-counter")}, "share mockup/dossier-at-counter/test"),
        ({"tasks": tasks("singer-at-counter")}, "hold mockup, mockup and mockup"),
        ({"tasks": tasks("singer-at-counter")}, "give 14 and 7 points for K1.1"),
        ({"tasks": tasks("singer-at-counter", "two-links")}, "give 0 and 3 points for P2.1"),
    ],
)
def test_where_two_forms_differ_is_said(changed: dict[str, Any], said: str) -> None:
    problems = list(form_problems(with_form_b(**changed)))
    assert any(said in each.value for each in problems), problems
    assert all(each.expectation and "module 06-coaching: forms" in each.place for each in problems)


def test_a_form_that_is_not_there_is_said() -> None:
    spoilt = with_form_b()
    del spoilt.assessments[FORMS[1]]
    (problem,) = form_problems(spoilt)
    assert "is unknown: coaching-b" in problem.value


def test_a_class_takes_the_assessment_or_both_forms() -> None:
    library = library_of(CHECKOUT_ROOTS)
    assert {"coaching"} == library.of_modules(None).assessments.keys() & {"coaching", *FORMS}
    assert set(FORMS) == library.of_modules(["06-coaching"], ["06-coaching"]).assessments.keys()

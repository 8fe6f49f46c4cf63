"""Whether every skill that is named is described."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.suggestion import there_are


def skill_problems(library: Library) -> Iterator[Problem]:
    """Yield skills that skills.yaml does not hold; a class pins no skills.yaml, so there nothing is said."""
    if not library.skills:
        return
    for table, name, place, skill in _named(library):
        if skill not in library.skills:
            wanted = there_are(skill, library.skills)
            yield Problem(library.file_of(table, name), place, f"names unknown skill {skill}", wanted)


def _named(library: Library) -> Iterator[tuple[str, str, str, str]]:
    for name, scenario in library.scenarios.items():
        for skill in scenario.skills:
            yield "scenarios", name, "skills", skill
    for name, rubric in library.rubrics.items():
        for criterion in rubric.criteria:
            yield "rubrics", name, f"criterion {criterion.id}", criterion.skill
    for name, items in library.item_sets.items():
        for item in items.items:
            yield "item_sets", name, f"item {item.id}", item.skill
    for name, writing in library.writings.items():
        yield "writings", name, "skill", writing.skill
    for module in library.syllabus.modules:
        for lesson in module.lessons:
            for skill in lesson.skills:
                yield "syllabuses", "syllabus", f"lesson {lesson.id}", skill

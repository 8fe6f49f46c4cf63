"""Whether everything that content names is there: tasks, rubrics, keys, notebooks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.model.course import Task
from caunoi.suggestion import there_are


def course_problems(library: Library) -> Iterator[Problem]:
    """Yield what names something that is not there, or something for another use."""
    yield from _orphans(library)
    for name, assessment in library.assessments.items():
        file = library.file_of("assessments", name)
        for number, task in enumerate(assessment.tasks):
            yield from _task(library, file, f"tasks.{number}", task)
    yield from _syllabus(library)
    yield from _writings(library)


def _orphans(library: Library) -> Iterator[Problem]:
    """Files about something that does not exist, and tests that could not be scored."""
    about: list[tuple[str, str, Mapping[str, object]]] = [
        ("rubrics", "scenario", library.scenarios),
        ("traces", "scenario", library.scenarios),
        ("keys", "items", library.item_sets),
        ("writing_rubrics", "writing", library.writings),
    ]
    for table, field, known in about:
        for name in getattr(library, table):
            if name not in known:
                yield Problem(library.file_of(table, name), field, f"is unknown: {name}", there_are(name, known))
    for table, needed, suffix in (
        ("scenarios", library.rubrics, "rubric.yaml"),
        ("scenarios", library.traces, "traces.yaml"),
        ("item_sets", library.keys, "keys.yaml"),
        ("writings", library.writing_rubrics, "writing-rubric.yaml"),
    ):
        for name in getattr(library, table):
            if name not in needed:
                yield Problem(
                    library.file_of(table, name), "file", f"has no {name}.{suffix}", "write it beside this file"
                )


def _task(library: Library, file: str, place: str, task: Task) -> Iterator[Problem]:
    tables: dict[str, Mapping[str, object]] = {
        "mockup": library.scenarios,
        "quiz": library.item_sets,
        "writing": library.writings,
    }
    found = tables[task.kind].get(task.ref)
    if found is None:
        yield Problem(file, f"{place}.{task.kind}", f"is unknown: {task.ref}", there_are(task.ref, tables[task.kind]))
    elif getattr(found, "use", "test") != "test":
        yield Problem(
            file, f"{place}.{task.kind}", f"is for practice: {task.ref}", "an assessment holds test content only"
        )


def _syllabus(library: Library) -> Iterator[Problem]:
    path = library.files.get(("syllabuses", "syllabus"))
    if path is None:
        return
    for module in library.syllabus.modules:
        place = f"module {module.id}"
        if module.assessment is not None and module.assessment not in library.assessments:
            wanted = there_are(module.assessment, library.assessments)
            yield Problem(str(path), place, f"ends with unknown assessment {module.assessment}", wanted)
        for lesson in module.lessons:
            if not (path.parent / module.id / lesson.notebook).is_file():
                yield Problem(
                    str(path),
                    f"{place}: lesson {lesson.id}",
                    f"has no notebook {lesson.notebook}",
                    f"put it into the folder {module.id} beside this file",
                )
    lessons = [f"{module.id}/{lesson.id}" for module in library.syllabus.modules for lesson in module.lessons]
    for name in sorted({name for name in lessons if lessons.count(name) > 1}):
        yield Problem(str(path), f"lesson {name}", "stands there twice", "give each lesson of a module its own id")


def _writings(library: Library) -> Iterator[Problem]:
    for name, rubric in library.writing_rubrics.items():
        file = library.file_of("writing_rubrics", name)
        writing = library.writings.get(name)
        total = math.fsum(criterion.points for criterion in rubric.criteria)
        if writing is not None and total != writing.points:
            yield Problem(
                file, "criteria", f"give {total:g} points together", f"the question is worth {writing.points:g}"
            )
        for criterion in rubric.criteria:
            best = max(level.points for level in criterion.levels)
            if best != criterion.points:
                yield Problem(
                    file,
                    f"criterion {criterion.id}",
                    f"has {best:g} as its best level",
                    f"the best level gives the {criterion.points:g} points of the criterion",
                )

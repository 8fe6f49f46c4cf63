"""Whether the two forms of a module are of one blueprint: the same kinds of tasks, skills, points and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.model.course import Assessment, Task
from caunoi.suggestion import there_are


def form_problems(library: Library) -> Iterator[Problem]:
    """Yield where two forms could not be told to ask for the same."""
    file = library.file_of("syllabuses", "syllabus")
    for module in library.syllabus.modules:
        if module.forms is None:
            continue
        place = f"module {module.id}: forms"
        unknown = [name for name in module.forms if name not in library.assessments]
        for name in unknown:
            yield Problem(file, place, f"is unknown: {name}", there_are(name, library.assessments))
        if not unknown:
            first, second = (library.assessments[name] for name in module.forms)
            for what, wish in _differences(library, first, second):
                yield Problem(file, place, f"{first.id} and {second.id} {what}", wish)


def _differences(library: Library, first: Assessment, second: Assessment) -> Iterator[tuple[str, str]]:
    shared = sorted({task.name for task in first.tasks} & {task.name for task in second.tasks})
    if shared:
        yield f"share {shared[0]}", "who has seen a case knows it; each form needs cases of its own"
    if first.minutes != second.minutes:
        yield f"take {first.minutes} and {second.minutes} minutes", "give both the same time"
    kinds = [[task.kind for task in each.tasks] for each in (first, second)]
    if kinds[0] != kinds[1]:
        yield f"hold {', '.join(kinds[0])} and {', '.join(kinds[1])}", "put tasks of the same kinds in the same order"
    points = [_points(library, each) for each in (first, second)]
    for skill in sorted(points[0].keys() | points[1].keys()):
        mine, other = points[0][skill], points[1][skill]
        if mine != other:
            yield f"give {mine:g} and {other:g} points for {skill}", "give the same points for each skill"


def _points(library: Library, assessment: Assessment) -> Counter[str]:
    """The points of an assessment by skill; what does not exist is another part's problem."""
    found: Counter[str] = Counter()
    for task in assessment.tasks:
        for skill, points in _task(library, task):
            found[skill] += points  # type: ignore[assignment]  # points may be a half
    return found


def _task(library: Library, task: Task) -> Iterator[tuple[str, float]]:
    if task.kind == "mockup" and task.ref in library.rubrics:
        yield from ((each.skill, each.points) for each in library.rubrics[task.ref].criteria)
    elif task.kind == "quiz" and task.ref in library.item_sets:
        yield from ((each.skill, each.points) for each in library.item_sets[task.ref].items)
    elif task.kind == "writing" and task.ref in library.writings:
        writing = library.writings[task.ref]
        yield writing.skill, writing.points

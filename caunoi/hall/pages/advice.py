"""What a trainee got back, put together for reading: points by task, and the lessons worth another look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from caunoi.content import Library

# Below this share of a task's points another look at its lesson is worth the time. A training threshold of our own.
WELL = 0.8


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """What one criterion asks for and how much of its points was got; `counted` is False without an opportunity."""

    why: str
    points: float
    max_points: float
    counted: bool

    @property
    def met(self) -> Literal["all", "part", "none", "uncounted"]:
        """How much of it was met."""
        if not self.counted:
            return "uncounted"
        return "all" if self.points >= self.max_points else "part" if self.points else "none"


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One task: `points` is None until a person has read the answer; `not_passed` are the confirmed vetoes.

    Where too little was seen to judge it, it is given back without points.
    """

    title: str
    state: str
    points: float | None
    max_points: float
    comment: str
    task: str
    reasons: tuple[ReasonShown, ...] = ()
    not_passed: tuple[str, ...] = ()
    little_seen: bool = False

    @property
    def share(self) -> float | None:
        """Points as a part of the whole, 0 to 1."""
        return None if self.points is None or not self.max_points else self.points / self.max_points


@dataclass(frozen=True, slots=True)
class Practice:
    """A lesson to open again, and the tasks it trains for that went less well."""

    page: str
    title: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """One handed-in attempt at an assessment; `points` is None while its result is not back, `counts` if it counts."""

    number: int
    points: float | None
    max_points: float
    counts: bool


def attempt_results(rows: Iterable[Mapping[str, Any]], assessment: str) -> tuple[AttemptResult, ...]:
    """The handed-in attempts at an assessment, the first first."""
    by_number: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["assessment"] == assessment and row["attempt"]:
            by_number.setdefault(row["attempt"], []).append(row)
    return tuple(
        AttemptResult(
            number,
            sum(row["points"] or 0.0 for row in back)
            if (back := [r for r in tasks if r["state"] == "returned"])
            else None,
            sum(row["max_points"] for row in tasks),
            tasks[0]["counts"],
        )
        for number, tasks in sorted(by_number.items())
    )


def attempt_read(attempts: Sequence[AttemptResult], asked: str) -> int:
    """The attempt whose result is read: the one asked for, else the one that counts, else the last one given back."""
    known = [each for each in attempts if each.points is not None]
    by_number = {str(each.number): each.number for each in known}
    counting = [each.number for each in known if each.counts]
    return by_number.get(asked) or next(iter([*counting, *(each.number for each in reversed(known))]), 0)


def task_results(rows: Iterable[Mapping[str, Any]], assessment: str, attempt: int, lang: str) -> tuple[TaskResult, ...]:
    """The tasks of one attempt at an assessment, as the assessments' room reports them."""
    return tuple(
        TaskResult(
            title=_in(lang, row["title"]),
            state=row["state"],
            points=row["points"],
            max_points=row["max_points"],
            comment=row["comment"] or "",
            task=row["task"],
            reasons=tuple(
                ReasonShown(_in(lang, each["why"]), each["points"], each["max_points"], each["counted"])
                for each in row.get("reasons", ())
            ),
            not_passed=tuple(_in(lang, each) for each in row.get("not_passed", ())),
            little_seen=row.get("little_seen", False),
        )
        for row in rows
        if row["assessment"] == assessment and row["attempt"] == attempt
    )


def _in(lang: str, texts: Mapping[str, str]) -> str:
    return texts.get(lang) or texts["vi"]


def practise(library: Library, assessment: str, results: Iterable[TaskResult], lang: str) -> tuple[Practice, ...]:
    """Lessons of the assessment's module that train a skill of a task below WELL."""
    weak = [result for result in results if result.share is not None and result.share < WELL]
    found = []
    for module in library.syllabus.modules:
        for lesson in module.lessons if assessment in (module.assessment, *(module.forms or ())) else ():
            trained = set(lesson.skills)
            tasks = tuple(result.title for result in weak if trained & _skills(library, result.task))
            if tasks:
                found.append(Practice(f"lesson/{module.id}/{lesson.id}", lesson.title.of(lang), tasks))
    return tuple(found)


def _skills(library: Library, task: str) -> set[str]:
    kind, _, rest = task.partition("/")
    ref = rest.partition("/")[0]
    if kind == "mockup" and ref in library.scenarios:
        return set(library.scenarios[ref].skills)
    if kind == "quiz" and ref in library.item_sets:
        return {item.skill for item in library.item_sets[ref].items if item.skill}
    if kind == "writing" and ref in library.writings:
        return {library.writings[ref].skill}
    return set()

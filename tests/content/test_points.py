"""Are points about a system earned on its copy, not by answers about it?"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from caunoi.content import CHECKOUT, CHECKOUT_ROOTS, library_of
from caunoi.model.course import Task

LEAST = 0.9
SHIPPED = library_of(CHECKOUT_ROOTS)
PAGE = (CHECKOUT / "docs" / "points.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class System:
    """How its portals begin, and the topics of facts that are about it."""

    portals: tuple[str, ...]
    topics: frozenset[str] = frozenset()


SYSTEMS = {
    "The national portal": System(("national-",), frozenset({"portal", "procedures", "land"})),
    "VNeID": System(("vneid-",), frozenset({"eid"})),
    "The phone and the app store": System(("app-store-", "phone-settings")),
    "Zalo": System(("zalo-",), frozenset({"zalo"})),
    "Messages and calls": System(("phone-calls", "phone-messages"), frozenset({"scams"})),
    "Paying": System(("paying-",)),
    "The officer's counter": System(("counter-",)),
    "Beside a resident": System(("helper-",), frozenset({"movement", "teaching", "data", "skills"})),
}


def tasks() -> Iterator[Task]:
    """Every task that is assessed, once: the forms of a module hold cases of its assessment."""
    yield from {task.name: task for each in SHIPPED.assessments.values() for task in each.tasks}.values()


def points_of(system: System) -> tuple[float, float]:
    """The points for ways through its portals, and those for answers on its topics."""
    ways = [
        criterion.points
        for task in tasks()
        if task.kind == "mockup" and SHIPPED.scenario(task.ref).portal.startswith(system.portals)
        for criterion in SHIPPED.rubrics[task.ref].criteria
    ]
    answers = [points for points, topics in answered() if topics & system.topics]
    return math.fsum(ways), math.fsum(answers)


def answered() -> Iterator[tuple[float, set[str]]]:
    """The points of each question and written answer, with the topics of its facts."""
    for task in tasks():
        asked = SHIPPED.item_sets[task.ref].items if task.kind == "quiz" else ()
        for each in [*asked, *([SHIPPED.writings[task.ref]] if task.kind == "writing" else [])]:
            yield each.points, {SHIPPED.facts[fact].topic for fact in each.facts}


@pytest.mark.parametrize("name", SYSTEMS)
def test_nine_of_ten_points_about_a_system_come_from_the_way(name: str) -> None:
    ways, answers = points_of(SYSTEMS[name])
    share = ways / (ways + answers)
    assert share >= LEAST
    assert f"| {name} | {ways:g} | {answers:g} | {share * 100:.3g}% |" in PAGE


def test_every_assessed_scenario_and_answer_belongs_to_a_system() -> None:
    prefixes = tuple(prefix for system in SYSTEMS.values() for prefix in system.portals)
    portals = {SHIPPED.scenario(task.ref).portal for task in tasks() if task.kind == "mockup"}
    assert {portal for portal in portals if not portal.startswith(prefixes)} == set()
    topics = frozenset().union(*(system.topics for system in SYSTEMS.values()))
    assert [points for points, about in answered() if not about & topics] == []


@pytest.mark.parametrize("name", sorted(SHIPPED.assessments))
def test_an_assessment_with_less_than_that_is_named_on_the_page(name: str) -> None:
    of_task = {"mockup": SHIPPED.rubrics, "quiz": SHIPPED.item_sets, "writing": SHIPPED.writings}
    ways, whole = 0.0, 0.0
    for task in SHIPPED.assessments[name].tasks:
        found = of_task[task.kind][task.ref]
        points = math.fsum(
            each.points for each in getattr(found, "criteria", None) or getattr(found, "items", None) or [found]
        )
        whole += points
        ways += points if task.kind == "mockup" else 0.0
    assert ways / whole >= LEAST or f"`{name}`, has questions: {ways:g} points for the way" in PAGE

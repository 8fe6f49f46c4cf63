"""Whether a test asks what practice has already shown, and whether two files use one id."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.model.scenario import Scenario

# Share of three-word runs that two texts have in common, above which one repeats the other.
ALIKE = 0.7
SHORTEST = 8


def repeat_problems(library: Library) -> Iterator[Problem]:
    """Yield tests that repeat practice, and items of two sets with one id."""
    yield from _items(library)
    yield from _scenarios(library)
    seen: dict[str, str] = {}
    for name, items in library.item_sets.items():
        file = library.file_of("item_sets", name)
        for item in items.items:
            first = seen.setdefault(item.id, file)
            if first != file:
                wanted = "rename one, so that a report can tell them apart"
                yield Problem(file, f"item {item.id}", f"has the id of an item in {first}", wanted, "warning")


def _items(library: Library) -> Iterator[Problem]:
    asked = {
        use: [
            (library.file_of("item_sets", name), item.id, _runs(item.stem.vi))
            for name, items in library.item_sets.items()
            if items.use == use
            for item in items.items
        ]
        for use in ("practice", "test")
    }
    for file, name, runs in asked["test"]:
        for other_file, other, other_runs in asked["practice"]:
            if alike(runs, other_runs):
                found = f"asks what practice item {other} in {other_file} asks"
                yield Problem(file, f"item {name}: stem", found, "ask it of another case", "warning")


def _scenarios(library: Library) -> Iterator[Problem]:
    practice = [each for each in library.scenarios.values() if each.use == "practice"]
    for scenario in library.scenarios.values():
        if scenario.use != "test":
            continue
        file = library.file_of("scenarios", scenario.id)
        for other in practice:
            if other.portal == scenario.portal and _case(other) == _case(scenario):
                found = f"is the case of practice scenario {other.id}"
                yield Problem(file, "values", found, "vary the person, the procedure or the fault")
            elif alike(_runs(scenario.brief.vi), _runs(other.brief.vi)):
                found = f"tells nearly the same as practice scenario {other.id}"
                yield Problem(file, "brief", found, "vary the person, the procedure or the fault", "warning")


def _case(scenario: Scenario) -> tuple[object, ...]:
    return (scenario.persona.name, scenario.values, scenario.start, scenario.goal, scenario.visit)


def alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two texts, given as runs of words, are the same but for a few words; short texts never are."""
    if min(len(first), len(second)) < SHORTEST:
        return first == second and bool(first)
    return len(first & second) > ALIKE * len(first | second)


def _runs(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2)) if words)

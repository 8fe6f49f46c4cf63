"""Whether what is scored and taught says which facts it rests on, and cites those whose numbers it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from caunoi.check.facts import citations_of, official_numbers, plain_number
from caunoi.check.lessons import lesson_texts
from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.model.base import LANGS, texts_of

NAME_THEM = "name under `facts` what it rests on; where that is no fact, write `facts: []`"


def citation_problems(library: Library) -> Iterator[Problem]:
    """Yield warnings for scenarios and lessons that cite nothing, and for official numbers whose fact is not cited.

    Where there are no facts, as in a class, nothing is told. A source alone is not enough: it is one page for the whole
    scenario and says nothing about how sure it is.
    """
    if not library.facts:
        return
    known = {name: _named(fact) for name, fact in library.facts.items()}
    drawn = {name: _cited(portal) for name, portal in library.portals.items()}
    for name, scenario in library.scenarios.items():
        rubric = library.rubrics.get(name)
        cited = _cited(scenario, rubric if scenario.visit is None else None)
        file = library.file_of("scenarios", name)
        if rubric is not None and rubric.criteria and not cited and "facts" not in scenario.model_fields_set:
            value = f"is scored by {len(rubric.criteria)} criteria and cites no fact"
            yield Problem(file, f"scenario {name}", value, NAME_THEM, "warning")
        around = drawn.get(scenario.portal, set())
        yield from _uncited(known, file, f"scenario {name}", _named(scenario, rubric), cited | around)
    for name in library.portals:
        portal = library.portal(name)
        file = library.file_of("portals", name)
        yield from _uncited(known, file, f"portal {name}", _named(portal), _cited(portal))
    for name, items in library.item_sets.items():
        keys = library.keys[name].keys if name in library.keys else {}
        for item in items.items:
            numbers = _named(item, keys.get(item.id))
            cited = _cited(item, keys.get(item.id))
            yield from _uncited(known, library.file_of("item_sets", name), f"item {item.id}", numbers, cited)
    yield from _lessons(library, known)


def _lessons(library: Library, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    named: dict[str, set[str]] = {}
    for path, _, words in lesson_texts(library):
        named.setdefault(f"{path.parent.name}/{path.name}", set()).update(map(plain_number, official_numbers(words)))
    file = str(library.files.get(("syllabuses", "syllabus"), ""))
    for module in library.syllabus.modules:
        for lesson in module.lessons:
            place = f"lesson {lesson.id}"
            if not lesson.facts and "facts" not in lesson.model_fields_set:
                yield Problem(file, place, "cites no fact", NAME_THEM, "warning")
            numbers = named.get(f"{module.id}/{lesson.notebook}", set())
            yield from _uncited(known, file, place, numbers, _cited(lesson))


def _uncited(
    known: Mapping[str, set[str]], file: str, place: str, numbers: set[str], cited: set[str]
) -> Iterator[Problem]:
    """Official numbers that no cited fact has; what stands in no fact at all is told by caunoi.check.facts."""
    if not numbers:
        return
    have = {number for name in cited & known.keys() for number in known[name]}
    for number in sorted(numbers - have):
        having = [name for name, named in known.items() if number in named]
        if having:
            wanted = f"cite {' or '.join(having)} under `facts`"
            yield Problem(file, place, f"names {number} and cites no fact that has it", wanted, "warning")


def _named(*values: Any) -> set[str]:
    return {
        plain_number(number)
        for value in values
        for _, text in texts_of(value)
        for lang in LANGS
        for number in official_numbers(getattr(text, lang) or "")
    }


def _cited(*values: Any) -> set[str]:
    return {fact for value in values for _, fact in citations_of(value)}

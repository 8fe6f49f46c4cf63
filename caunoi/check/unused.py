"""What is written and never used: names nobody mentions, files nobody opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from caunoi.check.lessons import notebooks
from caunoi.content import Library
from caunoi.content_files import strays
from caunoi.errors import ContentError, Problem
from caunoi.model.base import PLACEHOLDER
from caunoi.model.portal import Part, Portal

_CALL = re.compile(r"\b(?:mockup|quiz|writing)\(\s*\\?[\"']([\w-]+)")


def unused_problems(library: Library) -> Iterator[Problem]:
    """Yield warnings for what nothing leads to; in a class, which pins single files, only names are looked at."""
    yield from _names(library)
    if library.syllabuses:
        yield from _files(library)


def _names(library: Library) -> Iterator[Problem]:
    mentioned = {name: _mentioned_in_portal(library, name) for name in library.portals}
    for name, portal in library.portals.items():
        yield from _declared(library.file_of("portals", name), portal, mentioned[name])
    for name, part in library.parts.items():
        users = [each for each, portal in library.portals.items() if name in portal.parts]
        together = set(_mentions(part)).union(*(mentioned[each] for each in users))
        yield from _declared(library.file_of("parts", name), part, together)


def _mentioned_in_portal(library: Library, name: str) -> set[str]:
    try:
        found = set(_mentions(library.portal(name)))
    except ContentError:
        found = set(_mentions(library.portals[name]))
    for scenario in library.scenarios.values():
        if scenario.portal == name:
            found.update(_mentions(scenario), _mentions(library.rubrics.get(scenario.id)))
    return found


def _declared(file: str, portal: Portal | Part, mentioned: set[str]) -> Iterator[Problem]:
    for table, kind in (("values", "value"), ("vars", "variable"), ("data", "table")):
        for name in getattr(portal, table):
            if name not in mentioned:
                yield Problem(file, f"{table}.{name}", "is used nowhere", f"use the {kind}, or take it out", "warning")


def _mentions(value: Any) -> Iterator[str]:
    """Every name in a piece of content, but for those it only declares."""
    if isinstance(value, BaseModel):
        declares = ("values", "vars", "data") if isinstance(value, (Portal, Part)) else ()
        for field in type(value).model_fields:
            inner = getattr(value, field)
            if field not in declares:
                yield from _mentions(inner)
            elif field == "data":
                yield from _mentions(tuple(inner.values()))
    elif isinstance(value, Mapping):
        yield from value
        yield from _mentions(tuple(value.values()))
    elif isinstance(value, tuple):
        for each in value:
            yield from _mentions(each)
    elif isinstance(value, str):
        yield value
        yield from (name.partition(".")[0] for name in PLACEHOLDER.findall(value))


def _files(library: Library) -> Iterator[Problem]:
    for path in strays(library.roots):
        wanted = "name it as CONTRIBUTING says, such as x.scenario.yaml, or take it out"
        yield Problem(str(path), "file", "is no kind of content", wanted, "warning")
    lessons = {
        library.files["syllabuses", "syllabus"].parent / module.id / lesson.notebook
        for module in library.syllabus.modules
        for lesson in module.lessons
    }
    called = {task.ref for assessment in library.assessments.values() for task in assessment.tasks}
    for path in notebooks(library):
        called.update(_CALL.findall(path.read_text(encoding="utf-8", errors="replace")))
        if path not in lessons and path.parent.parent == library.files["syllabuses", "syllabus"].parent:
            yield Problem(str(path), "file", "is in no module", "name it in syllabus.yaml, or take it out", "warning")
    yield from _unopened(library, "scenarios", called, "is shown in no lesson and asked in no assessment")
    yield from _unopened(library, "item_sets", called, "is asked in no lesson and no assessment")
    yield from _unopened(library, "writings", called, "is asked in no lesson and no assessment")
    visits = [each.visit for each in library.scenarios.values() if each.visit is not None]
    shown = {each.portal for each in library.scenarios.values()} | {visit.phone for visit in visits}
    yield from _unopened(library, "portals", shown, "has no scenario")
    yield from _unopened(library, "talks", shown, "has no scenario")
    yield from _unopened(library, "residents", {visit.resident for visit in visits}, "is visited in no scenario")
    joined = {name for portal in library.portals.values() for name in portal.parts}
    yield from _unopened(library, "parts", joined, "belongs to no portal")


def _unopened(library: Library, table: str, used: Iterable[str], found: str) -> Iterator[Problem]:
    for name in sorted(set(getattr(library, table)) - set(used)):
        yield Problem(str(Path(library.file_of(table, name))), "id", found, "use it, or take it out", "warning")

"""Joins a portal with the parts that it shares with others into one portal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from caunoi.errors import ContentError, Problem
from caunoi.model.portal import Case, Part, Portal, Screen
from caunoi.suggestion import there_are

Some = TypeVar("Some")

TABLES = ("vars", "data", "apps", "tabs", "banners", "screens")


def joined(portal: Portal, parts: Mapping[str, Part]) -> Portal:
    """Return the portal with everything that its parts hold and a way leads to; a portal without parts as it is.

    Raises ContentError for an unknown part, and for a name that two parts declare in two ways.
    """
    if not portal.parts:
        return portal
    file = f"{portal.id}.portal.yaml"
    problems = [
        Problem(file, "parts", f"name unknown part {name}", there_are(name, parts))
        for name in portal.parts
        if name not in parts
    ]
    taken = [parts[name] for name in portal.parts if name in parts]
    tables: dict[str, dict[str, Any]] = {}
    for table in TABLES:
        own = getattr(portal, table)
        tables[table], twice = _together(own, [(part.id, getattr(part, table)) for part in taken])
        problems += [
            Problem(
                file, "parts", f"declare {table}.{name} in two ways", "rename one, or write it in the portal itself"
            )
            for name in twice
        ]
    if problems:
        raise ContentError(problems)
    whole = portal.model_copy(
        update={
            **tables,
            "values": tuple(dict.fromkeys([*portal.values, *(name for part in taken for name in part.values)])),
            "rules": (*(rule for part in taken for rule in part.rules), *portal.rules),
        }
    )
    wanted = _led_to(whole, {*portal.screens, portal.start})
    return whole.model_copy(
        update={"screens": {name: screen for name, screen in whole.screens.items() if name in wanted}}
    )


def _together(
    own: Mapping[str, Some], parts: Sequence[tuple[str, Mapping[str, Some]]]
) -> tuple[dict[str, Some], list[str]]:
    """All entries by name, the portal's own first, and the names that two parts declare in two ways."""
    found = dict(own)
    twice = []
    for _, table in parts:
        for name, value in table.items():
            if name in found and name not in own and found[name] != value:
                twice.append(name)
            found.setdefault(name, value)
    return found, twice


def _led_to(portal: Portal, begins: Iterable[str]) -> set[str]:
    """The screens that some way leads to from these, and from the bars and messages that lie over all of them."""
    always = [app.start for app in portal.apps.values()] + [tab.to for tab in portal.tabs.values()]
    always += [case.to for each in portal.banners.values() for case in (each.open, each.dismiss) if case.to is not None]
    always += [portal.home] if portal.home is not None else []
    found: set[str] = set()
    waiting = [*begins, *always]
    while waiting:
        name = waiting.pop()
        if name in found or name not in portal.screens:
            continue
        found.add(name)
        waiting += [case.to for case in _cases(portal.screens[name]) if case.to is not None]
    return found


def _cases(screen: Screen) -> Iterator[Case]:
    for action in screen.actions.values():
        yield from action.cases
    if screen.pad is not None:
        yield from (*screen.pad.right, screen.pad.locked)

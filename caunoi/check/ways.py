"""The ways of a portal as arrows between its screens, guards left aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from caunoi.lowering import Expanded, expand
from caunoi.lowering.apps import TILES
from caunoi.model.portal import Portal

Ways = Mapping[str, frozenset[str]]
"""From each screen to those that an action on it may go to."""


def ways_of(portal: Portal) -> Ways:
    """Return the arrows of a portal, those of tiles, tabs, banners and the home button among them."""
    plain = expand(portal)
    return {name: frozenset(_targets(plain, name)) & plain.screens.keys() for name in plain.screens}


def turned(ways: Ways) -> Ways:
    """Return the same arrows the other way round."""
    back: dict[str, set[str]] = {name: set() for name in ways}
    for name, targets in ways.items():
        for target in targets:
            back[target].add(name)
    return {name: frozenset(sources) for name, sources in back.items()}


def reached(ways: Ways, begins: Iterable[str]) -> set[str]:
    """Return the screens to which arrows lead from these, themselves included."""
    found: set[str] = set()
    waiting = [name for name in begins if name in ways]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += ways[name]
    return found


def _targets(portal: Expanded, screen_name: str) -> Iterator[str]:
    for name, action in portal.screens[screen_name].actions.items():
        # A tile resumes an app only where somebody has been before: of its own it leads to the start.
        resumes = portal.origins[f"{screen_name}.{name}"] == TILES
        for case in action.cases[-1:] if resumes else action.cases:
            if case.to is not None:
                yield case.to

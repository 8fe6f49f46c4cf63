"""The ways of a portal as arrows between its screens, guards left aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from caunoi.lowering import Expanded, expand
from caunoi.lowering.apps import resumes
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
    for action in portal.screens[screen_name].actions.values():
        for case in action.cases:
            # To resume an app is no way to a screen of it: somebody has been there before.
            if case.to is not None and not resumes(case):
                yield case.to

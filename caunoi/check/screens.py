"""Whether every screen of a portal can be reached, and left again."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.content import Library
from caunoi.errors import ContentError, Problem
from caunoi.model.guards import Entered
from caunoi.model.portal import Portal


def screen_problems(library: Library) -> Iterator[Problem]:
    """Yield screens nobody can come to, and screens that end the way without being a goal."""
    for name in library.portals:
        file = library.file_of("portals", name)
        try:
            portal = library.portal(name)
        except ContentError:
            continue  # told by library.problems() already
        scenarios = [scenario for scenario in library.scenarios.values() if scenario.portal == name]
        begins = {portal.start, *(each.start.screen for each in scenarios if each.start.screen)}
        goals = {each.goal.screen for each in scenarios if isinstance(each.goal, Entered)}
        for place in silent_actions(portal):
            wanted = "end with a case without `when`, or give the action a `when` that hides it"
            yield Problem(file, place, "does nothing when none of its cases holds", wanted, "warning")
        reachable = reachable_screens(portal, begins)
        for screen_name, screen in portal.screens.items():
            if screen_name not in reachable:
                yield Problem(
                    file, f"screen {screen_name}", "cannot be reached", "let an action go to it, or take it out"
                )
            if not screen.actions and screen_name not in goals:
                yield Problem(
                    file, f"screen {screen_name}", "has no action", "a dead end is only for the goal of a scenario"
                )


def silent_actions(portal: Portal) -> Iterator[str]:
    """Yield the place of every action that can be pressed and does nothing: no case is left when all guards fail."""
    for screen_name, screen in portal.screens.items():
        for name, action in screen.actions.items():
            if action.when is None and action.cases[-1].when is not None:
                yield f"screen {screen_name}: action {name}"


def reachable_screens(portal: Portal, begins: set[str]) -> set[str]:
    """Return the screens that some way of actions leads to, guards left aside."""
    found: set[str] = set()
    waiting = [name for name in begins if name in portal.screens]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for action in portal.screens[name].actions.values():
            waiting += [case.to for case in action.cases if case.to in portal.screens and case.to is not None]
    return found

"""Whether every screen of a portal can be reached and left, and whether what can be done there has a use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caunoi.check.variables import variables_changed, variables_read
from caunoi.check.ways import reached, turned, ways_of
from caunoi.content import Library
from caunoi.errors import ContentError, Problem
from caunoi.lowering import Expanded, expand
from caunoi.model.guards import Entered
from caunoi.model.portal import Portal
from caunoi.model.scenario import Scenario


def screen_problems(library: Library) -> Iterator[Problem]:
    """Yield screens nobody can come to or get on from, silent actions, and inputs that nothing asks for."""
    for name in library.portals:
        try:
            portal = expand(library.portal(name))
        except ContentError:
            continue  # told by library.problems() already
        file = library.file_of("portals", name)
        scenarios = [scenario for scenario in library.scenarios.values() if scenario.portal == name]
        for place in silent_actions(portal):
            wanted = "end with a case without `when`, or give the action a `when` that hides it"
            yield Problem(file, place, "does nothing when none of its cases holds", wanted, "warning")
        for screen in portal.screens.keys() - reachable_screens(portal, _begins(portal, scenarios)):
            yield Problem(file, f"screen {screen}", "cannot be reached", "let an action go to it, or take it out")
        yield from _ends(file, portal, scenarios)
        for place in _unread_inputs(library, portal, scenarios):
            wanted = "let a guard, a fact or a criterion ask for it, or take it out"
            yield Problem(file, place, "is asked for by nothing", wanted, "warning")


def silent_actions(portal: Portal) -> Iterator[str]:
    """Yield the place of every action that can be pressed and does nothing: no case is left when all guards fail."""
    plain = expand(portal)
    for screen_name, screen in plain.screens.items():
        for name, action in screen.actions.items():
            if action.when is None and action.cases[-1].when is not None:
                yield plain.origins[f"{screen_name}.{name}"]


def reachable_screens(portal: Portal, begins: set[str]) -> set[str]:
    """Return the screens that some way of actions leads to, guards left aside."""
    return reached(ways_of(portal), begins)


def dead_ends(portal: Portal, goals: set[str]) -> set[str]:
    """Return the screens from which no way leads to one of these screens any more, guards left aside."""
    return set(portal.screens) - reached(turned(ways_of(portal)), goals)


def _begins(portal: Portal, scenarios: Sequence[Scenario]) -> set[str]:
    return {portal.start, *(each.start.screen for each in scenarios if each.start.screen)}


def _ends(file: str, portal: Expanded, scenarios: Sequence[Scenario]) -> Iterator[Problem]:
    goals = {each.goal.screen for each in scenarios if isinstance(each.goal, Entered)}
    # A goal that is a guard may be reached wherever one of its variables can change.
    asked = {name for each in scenarios if not isinstance(each.goal, Entered) for name in variables_read(each.goal)}
    goals |= {name for name in portal.screens if asked & _changeable(portal, name)}
    ended = dead_ends(portal, goals) if scenarios else set()
    for name, screen in portal.screens.items():
        if not screen.actions and name not in goals:
            yield Problem(file, f"screen {name}", "has no action", "a dead end is only for the goal of a scenario")
        elif name in ended:
            wanted = "let a way lead back, so that a wrong turn can be mended"
            yield Problem(file, f"screen {name}", "leads to no goal of a scenario any more", wanted)


def _changeable(portal: Expanded, screen_name: str) -> set[str]:
    screen = portal.screens[screen_name]
    found = {*variables_changed(screen.actions), *screen.inputs}
    if screen.actions:
        found |= {*variables_changed(portal.rules)}
    return found | {f"{name}.{key}" for name, each in screen.inputs.items() for key in getattr(each, "options", ())}


def _unread_inputs(library: Library, portal: Expanded, scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Yield the places of inputs that no guard, fact, form or criterion asks for; without a scenario there are none."""
    if not scenarios:
        return
    rubrics = [library.rubrics[each.id] for each in scenarios if each.id in library.rubrics]
    read = set(variables_read(tuple(portal.screens.values())))
    read |= set(variables_read((portal.rules, *(each.goal for each in scenarios), *rubrics)))
    for screen_name, screen in portal.screens.items():
        for name, field in screen.inputs.items():
            names = {name, *(f"{name}.{key}" for key in getattr(field, "options", ()))}
            if field.wants is None and not names & read:
                yield f"screen {screen_name}: input {name}"

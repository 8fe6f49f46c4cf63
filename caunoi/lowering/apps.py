"""Apps of a phone: their tiles on the home screen, and where each was left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caunoi.lowering.expanded import Finding
from caunoi.model.guards import Eq
from caunoi.model.portal import Action, App, Case, Portal


def app_problems(portal: Portal) -> Iterator[Finding]:
    """Yield apps that start nowhere or outside themselves, and screens of unknown apps."""
    known = f"name one of `apps`: {', '.join(sorted(portal.apps))}" if portal.apps else "there are no `apps`"
    for name, app in portal.apps.items():
        if app.start not in portal.screens:
            yield f"app {name}", f"starts at unknown screen {app.start}", "name a screen of the app"
        elif portal.screens[app.start].app != name:
            yield f"app {name}", f"starts at screen {app.start}", f"write `app: {name}` at that screen"
    for screen_name, screen in portal.screens.items():
        if screen.app is not None and screen.app not in portal.apps:
            yield f"screen {screen_name}", f"is of unknown app {screen.app}", known


def tile_actions(portal: Portal) -> Mapping[str, Action]:
    """Return the actions open-<app> of a home screen: each goes to the screen on which the app was left."""
    return {
        f"open-{name}": _tile(portal, name, app) for name, app in portal.apps.items() if app.start in portal.screens
    }


def app_vars(portal: Portal) -> Mapping[str, str]:
    """Return the variables at.<app>, which hold where each app was left, with the screen it starts on."""
    return {left_at(name): app.start for name, app in portal.apps.items()}


def left_at(app: str) -> str:
    """Return the variable that holds the screen on which an app was left."""
    return f"at.{app}"


def resumes(case: Case) -> bool:
    """Whether a case of a tile goes back to where somebody has been, and not to the start of the app."""
    return isinstance(case.when, Eq) and case.when.eq[0].startswith(left_at("")) and case.when.eq[1] == case.to


def _tile(portal: Portal, name: str, app: App) -> Action:
    inside = [key for key, screen in portal.screens.items() if screen.app == name and key != app.start]
    resumed = [Case(id=key, when=Eq(eq=(left_at(name), key)), to=key) for key in inside]
    return Action(
        label=app.label,
        icon=app.icon,
        badge=app.badge,
        style="tile",
        when=app.installed,
        cases=(*resumed, Case(id=app.start, to=app.start)),
    )

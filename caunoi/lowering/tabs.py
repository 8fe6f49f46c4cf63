"""Tabs at the foot of an app: an action for each, on every screen that names the tab it is under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caunoi.lowering.expanded import Finding
from caunoi.model.portal import Action, Case, Portal, Screen, Tab


def tab_problems(portal: Portal) -> Iterator[Finding]:
    """Yield tabs that lead nowhere or belong to an unknown app, and screens under a tab that is not theirs."""
    for name, tab in portal.tabs.items():
        if tab.to not in portal.screens:
            yield f"tab {name}", f"goes to unknown screen {tab.to}", "name a screen of the portal"
        if tab.app is not None and tab.app not in portal.apps:
            yield f"tab {name}", f"is of unknown app {tab.app}", "name one of `apps`"
    for screen_name, screen in portal.screens.items():
        if screen.tab is None:
            continue
        known = [name for name, tab in portal.tabs.items() if _is_of(tab, screen)]
        if screen.tab not in known:
            listed = ", ".join(known) or "none"
            yield f"screen {screen_name}", f"is under unknown tab {screen.tab}", f"the tabs of its app are: {listed}"


def tab_actions(portal: Portal, screen: Screen) -> Mapping[str, Action]:
    """Return the actions tab-<id> of a screen; a screen that names no tab shows no bar."""
    if screen.tab is None:
        return {}
    return {
        f"tab-{name}": Action(label=tab.label, icon=tab.icon, badge=tab.badge, cases=(Case(to=tab.to),))
        for name, tab in portal.tabs.items()
        if _is_of(tab, screen) and tab.to in portal.screens
    }


def _is_of(tab: Tab, screen: Screen) -> bool:
    return tab.app is None or tab.app == screen.app

"""The home button of a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caunoi.lowering.expanded import Finding
from caunoi.model.portal import Action, Case, Portal

HOME = "phone-home"


def home_problems(portal: Portal) -> Iterator[Finding]:
    """Yield a home that is no screen, or that no frame has a button for."""
    if portal.home is None:
        return
    if portal.home not in portal.screens:
        yield "home", f"is at unknown screen {portal.home}", "name a screen of the portal"
    if portal.kind != "phone":
        yield (
            "home",
            f"is named in a portal of kind {portal.kind}",
            "only a phone has a home button: write `kind: phone`",
        )


def home_actions(portal: Portal, screen_name: str) -> Mapping[str, Action]:
    """Return the action phone-home: on every screen but home itself and a locked phone, a quiet screen with a pad."""
    screen = portal.screens[screen_name]
    if portal.kind != "phone" or portal.home not in portal.screens or screen_name == portal.home:
        return {}
    if screen.quiet and screen.pad is not None:
        return {}
    return {HOME: Action(label=portal.screens[portal.home].title, style="link", cases=(Case(to=portal.home),))}

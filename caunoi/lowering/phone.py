"""What a whole phone has around its screens: a home button, the signs of its top bar, a size of letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caunoi.lowering.expanded import Finding
from caunoi.lowering.scope import Scope
from caunoi.model.portal import Action, Case, Portal

HOME = "phone-home"
SIGNS = ("signal", "data", "wifi", "flight")
LETTERS = ("small", "middle", "large", "largest")


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
    """Return the action phone-home: on every screen but home itself and those before the lock."""
    if portal.kind != "phone" or portal.home not in portal.screens or screen_name == portal.home:
        return {}
    if portal.screens[screen_name].locked:
        return {}
    return {HOME: Action(label=portal.screens[portal.home].title, style="link", cases=(Case(to=portal.home),))}


def look_over(portal: Portal, scope: Scope) -> None:
    """Note signs that no phone shows, and letters that follow no choice of sizes."""
    signs = {name: guard for name in SIGNS if (guard := getattr(portal.signs, name)) is not None}
    for name, guard in signs.items():
        scope.guard(guard, f"signs.{name}")
    for place, there in (("signs", bool(signs)), ("letters", portal.letters is not None)):
        if there and portal.kind != "phone":
            scope.problem(place, f"is named in a portal of kind {portal.kind}", "only a phone has it: `kind: phone`")
    if portal.letters is None:
        return
    scope.variable(portal.letters, "letters")
    found = scope.variables.get(portal.letters)
    sizes = set(found.options or ()) - {""} if found is not None else set(LETTERS)
    if not sizes or not sizes <= set(LETTERS):
        wanted = f"name a choice with the options {', '.join(LETTERS)}"
        scope.problem("letters", f"follows {portal.letters}", wanted)

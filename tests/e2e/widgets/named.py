"""What a person who hears a screen looks for: the role and the name of the control that does an event of a trace."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page


@dataclass(frozen=True)
class Named:
    """A control by its role and its whole name; a radio button or a part of a date stands in a named group."""

    role: str
    name: str
    group: str | None = None

    def on(self, page: Page) -> Locator:
        """Every control in sight that is called so; more than one is a trouble."""
        place = page.locator(".cn-frame").first
        if self.group is not None:
            place = place.get_by_role("group", name=self.group, exact=True)
        if self.role == "password":
            return (
                place.locator("input[type=password]")
                .and_(place.get_by_label(self.name, exact=True))
                .filter(visible=True)
            )
        # What is new or done is said behind the name, in brackets.
        wanted = re.compile("^" + re.escape(self.name).replace("/", r"\/") + r"( \([^)]*\))?$")
        return place.get_by_role(self.role, name=wanted)  # type: ignore[arg-type]


def action_named(view: Mapping[str, Any], screen: str, action: str) -> Named:
    """The button of an action, wherever on its screen it stands."""
    drawn, ui = view["screens"][screen], view["ui"]
    if action == drawn["home"]:
        return Named("button", ui["home_screen"])
    if drawn["pad"] and action == drawn["pad"]["enter"]:
        return Named("button", drawn["pad"]["enter_label"])
    for banner in drawn["banners"]:
        if action == banner["action"]:
            return Named("button", _one_line(banner["sender"], banner["text"]))
        if action == banner["dismiss"]:
            return Named("button", _one_line(ui["banner_away"], banner["sender"]))
    for tab in drawn["tabs"]:
        if action == tab["action"]:
            return Named("button", tab["label"])
    found = next(each for each in drawn["actions"] if each["id"] == action)
    return Named("button", _one_line(found["label"], found.get("about", "")))


def move_named(talk: Mapping[str, Any], move: str, variables: Mapping[str, Any]) -> Named:
    """The button of a sentence or a deed of a visit, in the words of this turn."""
    ways = talk["moves"][move].get(variables["focus"]) or talk["moves"][move][""]
    return Named("button", _one_line(ways[variables["turn"] % len(ways)]))


def _one_line(*texts: str) -> str:
    return " ".join(" ".join(texts).split())

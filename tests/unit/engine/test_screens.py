"""Does the check find screens nobody reaches or leaves, and inputs nobody asks for, in portals with shorthand too?"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from caunoi.check.screens import dead_ends, reachable_screens, screen_problems, silent_actions
from caunoi.content import Library
from caunoi.model import Portal
from caunoi.yaml_text import read_yaml
from tests.conftest import TESTS
from tests.unit.engine.phones import going, phone, words

PHONE = TESTS / "fixtures" / "phone"


def portal(raw: dict[str, Any]) -> Portal:
    return Portal.model_validate(raw)


@pytest.fixture(scope="module")
def whole() -> Library:
    return Library.load([PHONE])


@pytest.fixture
def raw() -> dict[str, Any]:
    return copy.deepcopy(read_yaml(PHONE / "village-phone.portal.yaml"))


def told(whole: Library, raw: dict[str, Any]) -> list[str]:
    """What is said about the screens of the phone when its portal is this one."""
    changed = Library()
    changed.portals = {"village-phone": portal(raw)}
    changed.scenarios, changed.rubrics = whole.scenarios, whole.rubrics
    return [f"{each.place} {each.value}" for each in screen_problems(changed)]


def test_the_phone_is_in_order(whole: Library) -> None:
    assert list(screen_problems(whole)) == []


def test_tiles_tabs_banners_and_the_home_button_are_ways(raw: dict[str, Any]) -> None:
    assert reachable_screens(portal(raw), {"lock"}) == set(raw["screens"])


def test_resuming_an_app_is_no_way_to_a_screen_where_nobody_was() -> None:
    screens = {"home": {"layout": "home"}, "wallet": {"app": "wallet"}, "cards": {"app": "wallet"}}
    app = {"label": words("Ví"), "icon": "route", "start": "wallet"}
    assert reachable_screens(portal(phone(screens, apps={"wallet": app})), {"home"}) == {"home", "wallet"}


def test_a_screen_from_which_no_goal_can_be_reached_is_a_dead_end() -> None:
    screens = {
        "start": {"actions": {"on": going("goal"), "off": going("lost")}},
        "lost": {"actions": {"round": going("lost-too")}},
        "lost-too": {"actions": {"round": going("lost")}},
        "goal": {},
    }
    assert dead_ends(portal(phone(screens)), {"goal"}) == {"lost", "lost-too"}


def test_dead_ends_are_told_of_a_portal_that_a_scenario_uses(whole: Library, raw: dict[str, Any]) -> None:
    raw["screens"]["call"]["actions"]["read-out"]["cases"] = [{"to": "lost"}]
    raw["screens"]["lost"] = {"title": words("Mất tiền"), "quiet": True, "actions": {"cry": going()}}
    raw["kind"], raw["home"] = "app", None
    assert "screen lost leads to no goal of a scenario any more" in told(whole, raw)


def test_an_input_that_nothing_asks_for_is_told(whole: Library, raw: dict[str, Any]) -> None:
    raw["screens"]["done"]["blocks"].pop()
    assert told(whole, raw) == ["screen form: input owner-id is asked for by nothing"]


def test_an_action_that_may_do_nothing_is_silent() -> None:
    held = {"label": words("Đi"), "cases": [{"when": {"eq": ["n", 1]}, "to": "start"}]}
    hidden = {**held, "when": {"eq": ["n", 1]}}
    raw = phone({"start": {"actions": {"held": held, "hidden": hidden}}}, vars={"n": 0})
    assert list(silent_actions(portal(raw))) == ["screen start: action held"]

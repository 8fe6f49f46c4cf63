"""The guided way: the shipped expert walks it to the goal, and whoever leaves it is told how to come back."""

from __future__ import annotations

from typing import Any

import pytest

from caunoi.content import Library
from caunoi.views import mockup_view
from tests.unit.widgets.browser import Module


@pytest.fixture(scope="module")
def way() -> Module:
    return Module("widgets/way.js")


@pytest.fixture(scope="module")
def machine() -> Module:
    return Module("widgets/machine.js")


@pytest.fixture(scope="module")
def view(library: Library) -> dict[str, Any]:
    return mockup_view(library, "help-grandmother", "guided", "vi")


def test_following_the_marks_reaches_the_goal(way: Module, machine: Module, view: dict[str, Any]) -> None:
    state = machine.call("start", view["core"])
    for _ in range(50):
        if way.call("finished", view["goal"], state):
            break
        guide = way.call("stepHere", view, state)
        assert guide is not None, f"no step on {state['screen']}"
        event = way.call("eventOf", guide)
        taken = machine.call("step", view["core"], state, event)
        assert taken["ok"], event
        state = taken["state"]
    assert way.call("finished", view["goal"], state)


def test_off_the_way_the_action_back_is_named(way: Module, machine: Module, view: dict[str, Any]) -> None:
    marked = {**view, "steps": [step for step in view["steps"] if step["screen"] != "rules"]}
    away = machine.call("step", view["core"], machine.call("start", view["core"]), {"do": "rules"})["state"]
    assert way.call("stepHere", marked, away) is None
    assert way.call("actionBack", marked, away) == "back"


def test_where_no_action_leads_back_none_is_named(way: Module, machine: Module, view: dict[str, Any]) -> None:
    astray = {**view, "steps": [step for step in view["steps"] if step["screen"] == "nowhere"]}
    assert way.call("actionBack", astray, machine.call("start", view["core"])) is None


def test_without_a_goal_nothing_is_finished(way: Module, machine: Module, view: dict[str, Any]) -> None:
    assert way.call("finished", None, machine.call("start", view["core"])) is False


def test_only_the_present_try_is_looked_at(way: Module) -> None:
    events = [{"do": "a"}, {"restart": True}, {"do": "b"}, {"hint": "x.y"}]
    assert way.call("sinceRestart", events) == events[2:]
    assert way.call("sinceRestart", events[:1]) == events[:1]


def test_a_steps_name_is_free_of_language(way: Module) -> None:
    assert way.call("nameOf", {"screen": "search", "set": "keyword", "var": "keyword", "to": "đất"}) == "search.keyword"
    assert way.call("nameOf", {"screen": "home", "do": "find"}) == "home.find"

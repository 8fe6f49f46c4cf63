"""Does any portal an author could write walk within its bounds, the same way each time?"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from caunoi import machine
from caunoi.lowering import Core, expand, lower
from caunoi.model import Portal, Scenario
from tests.unit.engine.drawn_portals import portals, walks
from tests.unit.engine.phones import told

FEW = settings(max_examples=30)
SCENARIO = {
    "id": "walk",
    "portal": "phone",
    "use": "practice",
    "title": {"vi": "-"},
    "brief": {"vi": "-"},
    "persona": {"name": "-", "age": 70, "about": {"vi": "-"}},
    "goal": {"screen": "s0"},
    "minutes": 1,
    "source": "https://example.org/phone",
    "checked_on": "2026-11-23",
}


def lowered(raw: dict[str, Any]) -> Core:
    return lower(Portal.model_validate(raw), Scenario.model_validate(SCENARIO))


cores = st.builds(lowered, portals())
walked_cores = cores.flatmap(lambda core: st.tuples(st.just(core), walks(core.value)))


@FEW
@given(portals())
def test_a_drawn_portal_is_in_order_and_reads_the_same_from_json(raw: dict[str, Any]) -> None:
    assert told(raw) == []
    portal = Portal.model_validate(raw)
    assert Portal.model_validate(json.loads(portal.model_dump_json(by_alias=True))) == portal


@FEW
@given(portals())
def test_writing_out_twice_is_writing_out_once(raw: dict[str, Any]) -> None:
    written = expand(Portal.model_validate(raw))
    assert expand(written) is written
    shorthand = {"apps": {}, "tabs": {}, "banners": {}, "data": {}, "home": None, "rules": ()}
    screens = {
        name: screen.model_copy(update={"pad": None, "app": None, "tab": None})
        for name, screen in written.screens.items()
    }
    plain = Portal.model_construct(
        **{name: getattr(written, name) for name in Portal.model_fields} | {"screens": screens} | shorthand
    )
    again = expand(plain)
    assert (again.screens, again.problems) == (screens, ())


@FEW
@given(cores)
def test_a_core_has_no_guard_effect_or_input_but_the_few(core: Core) -> None:
    value = core.value
    assert set(value) == {"start", "vars", "screens", "restart"}
    assert all(isinstance(each, (str, int)) for each in value["vars"].values())
    for screen in value["screens"].values():
        assert set(screen) == {"inputs", "actions"}
        for field in screen["inputs"].values():
            assert field["type"] in ("text", "choice", "int", "bool")
            assert field["var"] in value["vars"]
        for each in (*screen["inputs"].values(), *screen["actions"].values()):
            assert "when" not in each or is_guard(each["when"], value["vars"])
        for action in screen["actions"].values():
            assert set(action) <= {"cases", "when"}
            for case in action["cases"]:
                assert set(case) <= {"when", "to", "effects", "say"}
                assert "when" not in case or is_guard(case["when"], value["vars"])
                assert all(is_effect(effect, value["vars"]) for effect in case["effects"])
                assert case.get("to", value["start"]) in value["screens"]


def is_guard(guard: Any, names: dict[str, Any]) -> bool:
    """Whether this is a guard of the core, on variables it has."""
    ((kind, operand),) = guard.items()
    if kind == "and":
        return all(is_guard(part, names) for part in operand)
    if kind == "not":
        return is_guard(operand, names)
    return kind in ("eq", "lt", "in") and operand[0] in names and is_operand(operand[1], names)


def is_operand(operand: Any, names: dict[str, Any]) -> bool:
    """Whether this is a plain value, a list of them, or a variable that the core has."""
    if isinstance(operand, dict):
        return set(operand) == {"var"} and operand["var"] in names
    return isinstance(operand, (str, int)) or all(isinstance(each, (str, int)) for each in operand)


def is_effect(effect: list[Any], names: dict[str, Any]) -> bool:
    """Whether this is an effect of the core, with a guard of its own or without."""
    kind, name, operand, *guard = effect
    guarded = not guard or (len(guard) == 1 and is_guard(guard[0], names))
    return kind in ("set", "add") and name in names and is_operand(operand, names) and guarded


@FEW
@given(walked_cores)
def test_a_walk_stays_within_the_types_of_its_variables(drawn: tuple[Core, list[Any]]) -> None:
    core, events = drawn
    walked = machine.replay(core, events)
    first = machine.start(core)
    assert walked.state.screen in core.value["screens"]
    assert walked.state.vars.keys() == first.vars.keys()
    numbers = {
        field["var"]
        for screen in core.value["screens"].values()
        for field in screen["inputs"].values()
        if field["type"] == "int"
    }
    for name, found in walked.state.vars.items():
        may_be_empty = name in {*numbers, "n", "m"} and found == ""
        assert may_be_empty or type(found) is type(first.vars[name]) or (name in numbers and type(found) is int)


@FEW
@given(walked_cores)
def test_what_is_impossible_changes_nothing(drawn: tuple[Core, list[Any]]) -> None:
    core, events = drawn
    walked = machine.replay(core, events)
    for number, step in enumerate(walked.steps):
        assert (number in walked.skipped) == (not step.ok) == (step.why is not None)
        if not step.ok:
            assert (step.changed, step.from_screen) == ({}, step.to_screen)
    kept = [event for number, event in enumerate(events) if number not in walked.skipped]
    assert machine.replay(core, kept).state == walked.state


@FEW
@given(walked_cores)
def test_a_replay_says_the_same_each_time_and_step_by_step_through_json(drawn: tuple[Core, list[Any]]) -> None:
    core, events = drawn
    state = machine.start(core)
    for event in events:
        kept = json.loads(json.dumps({"screen": state.screen, "vars": dict(state.vars), "done": state.done}))
        state = machine.step(core, machine.State(**kept), event).state
    walked = machine.replay(core, events)
    assert walked.state == state
    assert machine.replay(Core.of(json.loads(core.json())), events) == walked


@FEW
@given(walked_cores)
def test_an_app_is_left_on_the_last_of_its_screens(drawn: tuple[Core, list[Any]]) -> None:
    core, events = drawn
    left = {name.removeprefix("at."): screen for name, screen in core.value["vars"].items() if name.startswith("at.")}
    walked = machine.replay(core, [event for event in events if event != {"restart": True}])
    for step in walked.steps:
        changed = {name: value for name, value in step.changed.items() if name.startswith("at.")}
        assert all(value == step.to_screen for value in changed.values())
        left |= {name.removeprefix("at."): str(value) for name, value in changed.items()}
    assert {name: walked.state.vars[f"at.{name}"] for name in left} == left

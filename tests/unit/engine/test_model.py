"""Are content values frozen, and is a slip of an author told by its path?"""

from __future__ import annotations

import copy
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from caunoi.model import ItemSet, Portal, PracticeItemSet, Scenario, Text, Trace
from caunoi.model.base import texts_of
from caunoi.model.practice import key_of, question_of
from caunoi.yaml_text import read_yaml

TEXT = {"vi": "a", "id": "b", "en": "c"}


@pytest.fixture
def portal(fixture_content: Path) -> dict[str, Any]:
    return copy.deepcopy(read_yaml(fixture_content / "portals" / "village-desk.portal.yaml"))


@pytest.fixture
def scenario(fixture_content: Path) -> dict[str, Any]:
    return copy.deepcopy(read_yaml(fixture_content / "curriculum" / "start" / "help-grandmother.scenario.yaml"))


def paths(model: Any, raw: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(raw)
    return [".".join(str(part) for part in each["loc"]) for each in caught.value.errors()]


def test_values_are_frozen(portal: dict[str, Any]) -> None:
    value = Portal.model_validate(portal)
    with pytest.raises(ValidationError):
        value.start = "rules"


def test_unknown_keys_are_told_by_path(portal: dict[str, Any]) -> None:
    portal["colour"] = "red"
    portal["screens"]["home"]["inputs"]["owner"]["size"] = 3
    portal["screens"]["home"]["actions"]["submit"]["cases"][0]["say"]["fr"] = "non"
    portal["screens"]["home"]["actions"]["submit"]["cases"][0]["when"]["unless"] = 1
    portal["screens"]["home"]["blocks"][1]["html"] = "<b>"
    assert paths(Portal, portal) == [
        "screens.home.blocks.1.text.html",
        "screens.home.inputs.owner.text.size",
        "screens.home.actions.submit.cases.0.when.not.unless",
        "screens.home.actions.submit.cases.0.say.fr",
        "colour",
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("id",), "Village Desk"),
        (("id",), "../desk"),
        (("id",), "x" * 65),
        (("kind",), "desktop"),
        (("source",), "javascript:alert(1)"),
        (("checked_on",), "23.11.2026"),
        (("checked_on",), "2026-02-30"),
        (("vars", "submitted"), 0.5),
        (("vars", "tries"), 2**53),
        (("vars", "_said"), ""),
        (("vars", "a"), None),
        (("screens",), {}),
        (("screens", "home", "title"), {"en": "only English"}),
        (("screens", "home", "title", "vi"), "   "),
        (("screens", "home", "inputs", "owner", "max"), 0),
        (("screens", "home", "inputs", "pledge", "start"), "yes"),
        (("screens", "home", "actions", "rules", "cases"), []),
        (("screens", "home", "actions", "rules", "label"), None),
        (("screens", "home", "actions", "submit", "main"), "yes"),
        (("screens", "home", "actions", "submit", "when"), {"equal": ["a", 1]}),
        (("screens", "home", "actions", "submit", "when"), {"eq": ["owner"]}),
        (("screens", "home", "actions", "submit", "when"), {"lt": ["tries", 1.5]}),
        (("screens", "home", "actions", "submit", "when"), {"eq": ["tries", True], "not": {"filled": "owner"}}),
        (("screens", "home", "blocks", 0), {"image": "x.png"}),
    ],
)
def test_a_slip_is_refused_where_it_is(portal: dict[str, Any], place: tuple[Any, ...], value: Any) -> None:
    inner = portal
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
    found = paths(Portal, portal)
    wanted = [str(part) for part in place[:3]]
    assert all(part in path.split(".") for part in wanted for path in found), found


def test_a_scenario_of_a_test_carries_no_answers(scenario: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="put them in its rubric file"):
        Scenario.model_validate(scenario | {"use": "test"})


@pytest.mark.parametrize(
    ("stated", "fits"),
    [
        ({"points": 1}, True),
        ({"at_least": 1}, True),
        ({"at_least": 1, "at_most": 2}, True),
        ({}, False),
        ({"points": 1, "at_most": 2}, False),
    ],
)
def test_a_trace_states_points_or_a_range(stated: dict[str, Any], fits: bool) -> None:
    with nullcontext() if fits else pytest.raises(ValidationError, match="either `points`, or"):
        Trace.model_validate({"id": "it", "kind": "foil", **stated})


def test_what_is_said_to_a_class_goes_on_after_a_number(scenario: dict[str, Any]) -> None:
    scenario["wrong_turns"][0]["class_say"]["en"] = "They pressed Submit."
    with pytest.raises(ValidationError, match="goes on after 'n of N people'"):
        Scenario.model_validate(scenario)


@pytest.mark.parametrize(
    "step",
    [
        {"screen": "home", "say": TEXT},
        {"screen": "home", "do": "submit", "set": "owner", "to": "x", "say": TEXT},
        {"screen": "home", "set": "owner", "say": TEXT},
        {"screen": "home", "do": "submit", "to": "x", "say": TEXT},
    ],
)
def test_a_step_is_one_thing(scenario: dict[str, Any], step: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="either `do`, or `set` with `to`"):
        Scenario.model_validate(scenario | {"steps": [step]})


def test_a_test_item_cannot_carry_its_key() -> None:
    item = {"id": "a", "kind": "single", "stem": TEXT, "options": {"x": TEXT, "y": TEXT}, "skill": "P2.3"}
    assert ItemSet.model_validate({"id": "s", "use": "test", "items": [item]}).items[0].points == 1
    assert paths(ItemSet, {"id": "s", "use": "test", "items": [item | {"key": "x"}]})[0] == "items.0.single.key"
    practice = {"id": "s", "use": "practice", "items": [item | {"key": "x", "feedback": TEXT}]}
    written = PracticeItemSet.model_validate(practice).items[0]
    assert not hasattr(question_of(written), "key")
    assert key_of(written).key == "x"


STEM = {"id": "a", "stem": TEXT, "skill": "P2.3"}
TWO = {"x": TEXT, "y": TEXT}
SHAPES: dict[str, dict[str, Any]] = {
    "single": {"options": TWO},
    "several": {"options": TWO},
    "order": {"options": TWO},
    "match": {"options": TWO, "parts": TWO},
    "number": {"unit": TEXT},
    "short": {},
    "hotspot": {"portal": "village-desk", "screen": "home", "values": {"owner_name": "Bà Mẫu"}},
    "message": {"sender": TEXT, "channel": TEXT, "segments": TWO},
    "reply": {"options": TWO, "thread": [{"who": TEXT, "text": TEXT, "own": True}]},
    "free": {"max_chars": 300},
}


@pytest.mark.parametrize("kind", SHAPES)
def test_every_kind_of_item_has_its_own_parts_and_no_others(kind: str) -> None:
    item = STEM | {"kind": kind} | SHAPES[kind]
    assert ItemSet.model_validate({"id": "s", "use": "test", "items": [item]}).items[0].kind == kind
    for part in {name: each for shape in SHAPES.values() for name, each in shape.items()}.items():
        if part[0] not in SHAPES[kind]:
            wrong = paths(ItemSet, {"id": "s", "use": "test", "items": [item | dict([part])]})
            assert wrong[0] == f"items.0.{kind}.{part[0]}"


@pytest.mark.parametrize(
    ("kind", "part", "value"),
    [
        ("single", "options", {"x": TEXT}),
        ("order", "options", {}),
        ("match", "parts", {"x": TEXT}),
        ("message", "segments", {"x": TEXT}),
        ("reply", "thread", []),
        ("free", "max_chars", 0),
        ("number", "variants", {"a": {"fee": "1"}, "b": {"sum": "2"}}),
    ],
)
def test_an_item_with_too_little_is_refused(kind: str, part: str, value: Any) -> None:
    item = STEM | {"kind": kind} | SHAPES[kind] | {part: value}
    assert paths(ItemSet, {"id": "s", "use": "test", "items": [item]})[0].startswith(f"items.0.{kind}")


def test_texts_fall_back_to_vietnamese_and_are_composed() -> None:
    text = Text(vi="Nguye\u0302\u0303n {owner_name}", en="{owner_id}")
    assert text.of("vi") == text.of("id") == "Nguyễn {owner_name}"
    assert text.missing() == ("id",)
    assert text.placeholders() == {"owner_name", "owner_id"}


def test_every_text_is_found_with_its_place(portal: dict[str, Any]) -> None:
    places = [place for place, _ in texts_of(Portal.model_validate(portal))]
    assert len(places) == len(set(places))
    for place in (
        "title",
        "screens.home.blocks.3.list.1",
        "screens.home.inputs.photo.options.clear.label",
        "screens.home.actions.submit.cases.0.say",
        "screens.confirm.blocks.0.facts.2.text",
    ):
        assert place in places

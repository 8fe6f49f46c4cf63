"""Is a portal lowered to the core exactly, and is everything that does not fit told at once?"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from caunoi.content import Library
from caunoi.errors import ContentError
from caunoi.lowering import canonical, lower, lower_rubric, lower_steps, portal_problems
from caunoi.model import Portal, Scenario
from caunoi.yaml_text import read_yaml


@pytest.fixture
def portal(fixture_content: Path) -> dict[str, Any]:
    return copy.deepcopy(read_yaml(fixture_content / "portals" / "village-desk.portal.yaml"))


@pytest.fixture
def scenario(fixture_content: Path) -> dict[str, Any]:
    return copy.deepcopy(read_yaml(fixture_content / "curriculum" / "start" / "help-grandmother.scenario.yaml"))


def told(portal: dict[str, Any]) -> list[str]:
    return [str(problem) for problem in portal_problems(Portal.model_validate(portal))]


def lowered(portal: dict[str, Any], scenario: dict[str, Any]) -> dict[str, Any]:
    return lower(Portal.model_validate(portal), Scenario.model_validate(scenario)).value


def test_the_core_of_the_fixture(library: Library) -> None:
    core = library.core("help-grandmother").value
    assert core["start"] == "home"
    assert core["restart"] is True
    assert core["vars"] == {
        "born": "",
        "code": "",
        "copies": "",
        "owner": "",
        "owner-id": "000000000001",
        "papers.form": False,
        "papers.map": False,
        "photo": "",
        "pledge": False,
        "province": "",
        "submitted": False,
        "tries": 0,
    }
    assert core["screens"]["home"]["inputs"] == {
        "owner": {"type": "text", "var": "owner", "max": 60},
        "owner-id": {"type": "text", "var": "owner-id", "max": 12},
        "born": {"type": "text", "var": "born", "max": 10},
        "copies": {"type": "int", "var": "copies", "min": 1, "max": 9},
        "province": {"type": "choice", "var": "province", "options": ["", "thanh-hoa", "nghe-an"]},
        "papers.form": {"type": "bool", "var": "papers.form"},
        "papers.map": {"type": "bool", "var": "papers.map"},
        "photo": {"type": "choice", "var": "photo", "options": ["", "blurred", "clear"]},
        "pledge": {"type": "bool", "var": "pledge", "when": {"not": {"eq": ["owner", ""]}}},
    }
    assert core["screens"]["home"]["actions"]["submit"]["cases"] == [
        {"when": {"not": {"not": {"eq": ["owner", ""]}}}, "effects": [["add", "tries", 1]], "say": True},
        {
            "when": {
                "not": {
                    "and": [
                        {"not": {"eq": ["photo", "blurred"]}},
                        {"not": {"not": {"not": {"eq": ["photo", ""]}}}},
                    ]
                }
            },
            "effects": [["add", "tries", 1]],
            "say": True,
        },
        {"effects": [], "to": "confirm"},
    ]
    assert core["screens"]["confirm"]["actions"]["send"]["cases"][0] == {
        "when": {"and": [{"eq": ["owner", "Lê Thị Mẫu"]}, {"lt": ["tries", 5]}]},
        "to": "receipt",
        "effects": [["set", "submitted", True], ["set", "code", "MAU-1"]],
    }


def test_a_test_scenario_varies_the_start_and_cannot_be_restarted(library: Library) -> None:
    core = library.core("help-uncle").value
    assert (core["start"], core["restart"]) == ("rules", False)
    assert (core["vars"]["photo"], core["vars"]["papers.form"]) == ("blurred", True)
    assert core["vars"]["owner-id"] == "000000000001"


def test_the_text_of_a_core_is_canonical(library: Library) -> None:
    core = library.core("help-grandmother")
    assert core.json() == canonical(json.loads(core.json()))
    assert core.digest == library.core("help-grandmother").digest != library.core("help-uncle").digest
    assert "Lê Thị Mẫu" in core.json()


def test_an_unknown_screen_is_told_with_its_place(portal: dict[str, Any]) -> None:
    portal["screens"]["home"]["actions"]["rules"]["cases"] = [{"to": "nowhere"}]
    assert told(portal) == [
        (
            "village-desk.portal.yaml: screen home: action rules goes to unknown screen nowhere; "
            "name one of the screens: confirm, home, receipt, rules"
        )
    ]


def test_everything_is_told_at_once(portal: dict[str, Any]) -> None:
    home = portal["screens"]["home"]
    portal["start"] = "attic"
    home["actions"]["rules"]["main"] = True
    home["actions"]["submit"]["cases"][0]["at"] = "nobody"
    home["actions"]["submit"]["cases"][1]["when"] = {"eq": ["photo", "sharp"]}
    home["inputs"]["owner"]["hint"] = {"vi": "{nobody}", "id": "-", "en": "-"}
    home["blocks"][0]["when"] = {"filled": "nothing"}
    portal["screens"]["confirm"]["blocks"][0]["facts"][0]["show"] = "shadow"
    portal["screens"]["confirm"]["actions"]["send"]["cases"][0]["set"] = {"submitted": "yes", "code": {"var": "tries"}}
    portal["screens"]["confirm"]["actions"]["send"]["cases"][1]["add"] = {"code": 1}
    portal["screens"]["rules"]["inputs"] = {"photo": {"kind": "toggle", "label": {"vi": "-"}}}
    portal["screens"]["rules"]["actions"]["back"]["when"] = {
        "all": [{"lt": ["owner", 3]}, {"eq": ["owner", {"value": "x"}]}]
    }
    found = "\n".join(told(portal))
    for words in (
        "start is at unknown screen attic",
        "screen home has 2 main actions (submit, rules)",
        "screen home: action submit, case 0, speaks at unknown input nobody",
        "screen home: action submit, case 1, gives photo the value 'sharp'; photo holds one of blurred, clear",
        "screens.home.inputs.owner.hint uses unknown value {nobody}; name one of `values`: owner_id, owner_name",
        "screen home: block 0 uses unknown variable nothing",
        "screen confirm: block 0 uses unknown variable shadow",
        "screen confirm: action send, case 0, gives submitted the value 'yes'; submitted holds true or false",
        "screen confirm: action send, case 0, puts tries into code; code holds a text in quotes",
        "screen confirm: action send, case 1, adds to code; only a whole number can be added to",
        "screen rules: input photo declares photo in another way than before",
        "screen rules: action back compares owner by lt",
        "screen rules: action back uses unknown value x",
    ):
        assert words in found
    assert len(told(portal)) == 13


def test_the_same_input_on_two_screens_is_one_variable(portal: dict[str, Any]) -> None:
    portal["screens"]["rules"]["inputs"] = {"owner": {"kind": "text", "label": {"vi": "Tên"}, "max": 9}}
    assert told(portal) == []


def test_a_start_outside_the_options_is_told(portal: dict[str, Any]) -> None:
    portal["screens"]["home"]["inputs"]["province"]["start"] = "ha-noi"
    assert "starts with 'ha-noi'; province holds one of" in told(portal)[0]


def test_a_choice_with_a_start_cannot_be_emptied(portal: dict[str, Any], scenario: dict[str, Any]) -> None:
    portal["screens"]["home"]["inputs"]["province"]["start"] = "nghe-an"
    province = lowered(portal, scenario)["screens"]["home"]["inputs"]["province"]
    assert province["options"] == ["thanh-hoa", "nghe-an"]


def test_a_fact_shows_exactly_one_thing(portal: dict[str, Any]) -> None:
    portal["screens"]["confirm"]["blocks"][0]["facts"][0]["text"] = {"vi": "-"}
    assert "block 0 has a fact with both or neither of text and show" in told(portal)[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"portal": "other"}, "portal is other"),
        ({"values": {"owner_name": "A"}}, "values lacks owner_id"),
        ({"values": {"owner_name": "A", "owner_id": "B", "more": "C"}}, "values has unknown name more"),
        ({"start": {"screen": "attic"}}, "start is at unknown screen attic"),
        ({"start": {"set": {"tries": "many"}}}, "start sets tries: gives tries the value 'many'; tries holds a whole"),
        ({"start": {"set": {"colour": "red"}}}, "start sets colour: uses unknown variable colour"),
        ({"goal": {"screen": "attic"}}, "goal names unknown screen attic"),
        ({"goal": {"eq": ["submitted", 1]}}, "goal gives submitted the value 1"),
        ({"brief": {"vi": "{nobody}"}}, "brief uses unknown value {nobody}"),
    ],
)
def test_a_scenario_that_does_not_fit(
    portal: dict[str, Any], scenario: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    with pytest.raises(ContentError) as caught:
        lowered(portal, scenario | change)
    assert any(words in str(problem) for problem in caught.value.problems), str(caught.value)
    assert all(problem.file == "help-grandmother.scenario.yaml" for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"screen": "attic", "do": "submit"}, "step 0 is on unknown screen attic"),
        ({"screen": "home", "do": "fly"}, "step 0 does unknown action fly; name an action of screen home"),
        ({"screen": "rules", "set": "owner", "to": "x"}, "step 0 sets unknown input owner"),
        ({"screen": "home", "set": "photo", "to": "sharp"}, "step 0 gives photo the value 'sharp'"),
        ({"screen": "home", "set": "papers.form", "to": "yes"}, "step 0 gives papers.form the value 'yes'"),
    ],
)
def test_a_step_that_does_not_fit(
    portal: dict[str, Any], scenario: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    scenario["steps"] = [{**change, "say": {"vi": "-"}}]
    with pytest.raises(ContentError, match=words):
        lower_steps(Portal.model_validate(portal), Scenario.model_validate(scenario))


def test_rules_hold_plain_values(library: Library) -> None:
    rules = {each.id: each.rule for each in library.criteria("help-grandmother")}
    assert rules["right-values"] == {
        "id": "right-values",
        "kind": "held",
        "at": {"did": "confirm.send"},
        "values": {"owner": ["Lê Thị Mẫu"], "photo": ["clear"], "province": ["thanh-hoa", "nghe-an"]},
    }
    assert rules["no-blur"]["never"] == {"did": "home.submit", "case": 1}
    assert rules["one-send"]["once"] == {"holds": {"eq": ["submitted", True]}}


def lowered_rule(portal: dict[str, Any], scenario: dict[str, Any], **written: Any) -> dict[str, Any]:
    """The rule of the one criterion that a scenario is given."""
    criterion = {"id": "it", "points": 1, "skill": "P2.3", "why": {"vi": "Giúp {owner_name}."}, **written}
    whole = Scenario.model_validate(scenario | {"criteria": [criterion]})
    (core,) = lower_rubric(Portal.model_validate(portal), whole, whole.rubric()).criteria
    assert core.why is not None and core.why.vi == "Giúp Lê Thị Mẫu."
    return dict(core.rule)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (
            {"input": "owner", "accepts": {"value": "owner_name"}, "accents": "forgiven"},
            {"as": "text", "var": "owner", "accepts": ["Lê Thị Mẫu"], "accents": "forgiven", "case": "forgiven"},
        ),
        ({"input": "born", "accepts": "1954-03-12"}, {"as": "value", "var": "born", "accepts": ["1954-03-12"]}),
        ({"input": "copies", "accepts": [1, 2]}, {"as": "value", "var": "copies", "accepts": [1, 2]}),
        ({"input": "pledge", "accepts": True}, {"as": "value", "var": "pledge", "accepts": [True]}),
        ({"input": "photo", "accepts": ["clear"]}, {"as": "value", "var": "photo", "accepts": ["clear"]}),
        (
            {"input": "papers", "accepts": ["form"]},
            {"as": "ticks", "ticks": {"papers.form": "form", "papers.map": "map"}, "accepts": ["form"]},
        ),
    ],
)
def test_an_answer_is_marked_as_its_input_asks(
    portal: dict[str, Any], scenario: dict[str, Any], written: dict[str, Any], rule: dict[str, Any]
) -> None:
    assert lowered_rule(portal, scenario, kind="answered", **written) == {"id": "it", "kind": "answered", **rule}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"kind": "answered", "input": "cellar", "accepts": "x"}, "asks for unknown input cellar; name one of the inp"),
        ({"kind": "answered", "input": "photo", "accepts": "sharp"}, "gives photo the value 'sharp'"),
        ({"kind": "answered", "input": "copies", "accepts": "1"}, "gives copies the value '1'"),
        ({"kind": "answered", "input": "owner", "accepts": ""}, "accepts an empty owner"),
        ({"kind": "answered", "input": "papers", "accepts": ["map", "key"]}, "wants 'key' ticked in papers"),
        ({"kind": "answered", "input": "born", "accepts": "x", "accents": "forgiven"}, "minds accents or case in born"),
        ({"kind": "share", "part": {"var": "shadow"}, "whole": 2}, "uses unknown variable shadow"),
        ({"kind": "share", "part": {"var": "tries"}, "whole": {"var": "photo"}}, "counts photo; photo holds one of"),
        ({"kind": "reached", "moment": {"screen": "home"}, "opportunity": {"screen": "attic"}}, "unknown screen attic"),
    ],
)
def test_an_answer_share_or_opportunity_that_does_not_fit(
    portal: dict[str, Any], scenario: dict[str, Any], written: dict[str, Any], words: str
) -> None:
    with pytest.raises(ContentError, match=words):
        lowered_rule(portal, scenario, **written)


def test_what_is_watched_for_is_lowered_with_its_moments(portal: dict[str, Any], scenario: dict[str, Any]) -> None:
    scenario["wrong_turns"][0]["unless"] = {"hint": True}
    scenario["vetoes"] = [{"id": "no-rules", "when": {"did": "confirm.send", "case": 1}, "say": {"vi": "-"}}]
    whole = Scenario.model_validate(scenario)
    rubric = lower_rubric(Portal.model_validate(portal), whole, whole.rubric())
    assert rubric.wrong_turns[0] == {
        "id": "empty-name",
        "when": {"did": "home.submit", "case": 0},
        "unless": {"hint": True},
    }
    assert rubric.vetoes == ({"id": "no-rules", "when": {"did": "confirm.send", "case": 1}},)
    scenario["vetoes"] += scenario["vetoes"]
    whole = Scenario.model_validate(scenario)
    with pytest.raises(ContentError, match="veto no-rules stands there twice"):
        lower_rubric(Portal.model_validate(portal), whole, whole.rubric())


def test_criteria_that_do_not_fit(portal: dict[str, Any], scenario: dict[str, Any]) -> None:
    criteria = scenario["criteria"]
    criteria[0]["moment"] = {"screen": "attic"}
    criteria[1]["values"] = {"photo": ["clear", "sharp"], "shadow": 1}
    criteria[2]["never"]["case"] = 3
    criteria[3]["moments"][1] = {"did": "confirm.fly"}
    criteria[4]["id"] = "arrives"
    whole = Scenario.model_validate(scenario)
    with pytest.raises(ContentError) as caught:
        lower_rubric(Portal.model_validate(portal), whole, whole.rubric())
    found = str(caught.value)
    for words in (
        "criterion arrives names unknown screen attic",
        "criterion right-values gives photo the value 'sharp'",
        "criterion right-values uses unknown variable shadow",
        "criterion no-blur names case 3 of home.submit; its cases are 0 to 2",
        "criterion rules-first names unknown action confirm.fly",
        "criterion arrives stands there twice",
    ):
        assert words in found
    assert len(caught.value.problems) == 6

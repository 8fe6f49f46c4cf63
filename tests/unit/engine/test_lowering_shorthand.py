"""Does the core hold what shorthand means, and do moments go on meaning the author's own cases?"""

from __future__ import annotations

from typing import Any

import pytest

from caunoi.errors import ContentError
from caunoi.lowering import lower, lower_rubric
from caunoi.model import Portal, Scenario
from tests.unit.engine.phones import going, phone, told, words

SCENARIO = {
    "id": "walk",
    "portal": "phone",
    "use": "practice",
    "title": words("Đi"),
    "brief": words("Đi"),
    "persona": {"name": "Lê Thị Mẫu", "age": 70, "about": words("-")},
    "goal": {"screen": "form"},
    "minutes": 1,
    "source": "https://example.org/phone",
    "checked_on": "2026-11-23",
}
NAME = {"kind": "text", "label": words("Tên"), "wants": words("Điền tên")}
WALLET = {"label": words("Ví"), "icon": "route", "start": "wallet"}


def core(raw: dict[str, Any], **scenario: Any) -> dict[str, Any]:
    return lower(Portal.model_validate(raw), Scenario.model_validate(SCENARIO | scenario)).value


def form(*cases: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A portal with one form that checks a name before these cases."""
    send = {"label": words("Gửi"), "checks": True, "cases": list(cases)}
    return phone({"form": {"inputs": {"name": NAME}, "actions": {"send": send}}}, vars={"n": 0, "b": False}, **more)


def moment(raw: dict[str, Any], case: str | int) -> dict[str, Any]:
    """The rule of a criterion that waits for one case of form.send."""
    criterion = {
        "id": "done",
        "kind": "reached",
        "points": 1,
        "skill": "P1",
        "why": words("-"),
        "moment": {"did": "form.send", "case": case},
    }
    scenario = Scenario.model_validate(SCENARIO | {"criteria": [criterion]})
    return dict(lower_rubric(Portal.model_validate(raw), scenario, scenario.rubric()).criteria[0].rule["moment"])


@pytest.mark.parametrize(("case", "number"), [(0, 1), (1, 2), ("sent", 2), ("wants-name", 0)])
def test_a_number_in_a_moment_is_the_authors_own_case(case: str | int, number: int) -> None:
    raw = form({"when": {"eq": ["n", 1]}, "say": words("-")}, {"id": "sent", "add": {"n": 1}})
    assert moment(raw, case) == {"did": "form.send", "case": number}


def test_a_case_that_is_not_there_is_told_by_the_authors_numbers() -> None:
    with pytest.raises(ContentError, match=r"criterion done names case 1 of form.send; its cases are 0 to 0"):
        moment(form({"add": {"n": 1}}), 1)


def test_checks_honour_what_hides_the_input() -> None:
    raw = form({"add": {"n": 1}})
    raw["screens"]["form"]["inputs"]["name"] = NAME | {"when": {"eq": ["b", True]}}
    wanted, own = core(raw)["screens"]["form"]["actions"]["send"]["cases"]
    assert wanted == {
        "when": {"and": [{"eq": ["b", True]}, {"not": {"not": {"eq": ["name", ""]}}}]},
        "effects": [],
        "say": True,
    }
    assert own == {"effects": [["add", "n", 1]]}


def test_rules_follow_every_case_after_its_own_effects() -> None:
    rules = [{"add": {"n": 1}}, {"when": {"lt": ["n", 3]}, "set": {"b": True}}]
    checked, own = core(form({"set": {"n": 7}}, rules=rules))["screens"]["form"]["actions"]["send"]["cases"]
    followed = [["add", "n", 1], ["set", "b", True, {"lt": ["n", 3]}]]
    assert (checked["effects"], own["effects"]) == (followed, [["set", "n", 7], *followed])


def test_a_rule_that_answers_its_own_guard_is_asked_once() -> None:
    lowered = core(form({"also": [{"when": {"eq": ["b", False]}, "set": {"b": True}, "add": {"n": 1}}]}))
    assert lowered["screens"]["form"]["actions"]["send"]["cases"][1]["effects"] == [
        ["set", "_held", False],
        ["set", "_held", True, {"eq": ["b", False]}],
        ["set", "b", True, {"eq": ["_held", True]}],
        ["add", "n", 1, {"eq": ["_held", True]}],
    ]
    assert lowered["vars"]["_held"] is False


def test_an_app_is_where_the_scenario_begins() -> None:
    raw = phone(
        {
            "home": {"layout": "home"},
            "wallet": {"app": "wallet", "actions": {"on": going("form")}},
            "form": {"app": "wallet"},
        },
        apps={"wallet": WALLET},
    )
    assert core(raw)["vars"]["at.wallet"] == "wallet"
    assert core(raw, start={"screen": "form"})["vars"]["at.wallet"] == "form"
    assert core(raw)["screens"]["wallet"]["actions"]["on"]["cases"] == [
        {"to": "form", "effects": [["set", "at.wallet", "form"]]}
    ]


@pytest.mark.parametrize(
    ("change", "words_told"),
    [
        (
            {"inputs": {"when": {"kind": "text", "label": words("-"), "max": 10}}},
            "screen form: input when is of kind text; it was of kind date before; rename one",
        ),
        (
            {"actions": {"go": going(set={"n": {"cell": "price"}})}},
            "screen form: action go uses cell price; name a column of the table",
        ),
        (
            {"actions": {"go": {"label": words("-"), "cases": [{"id": "a"}, {"id": "a"}]}}},
            "screen form: action go has two cases with the id a; give each its own id",
        ),
        ({"actions": {"go": going(add={"n": {"var": "b"}})}}, "screen form: action go adds b; only a whole number"),
        (
            {"actions": {"go": {**going(), "label": words("{price}")}}},
            "screens.form.actions.go.label uses unknown value {price}; there are none in `values` yet",
        ),
        (
            {"actions": {"go": {**going(), "label": words("{cost}"), "each": "foods"}}},
            "screens.form.actions.go.label uses unknown value {cost}; name one of `values` and columns: id, price",
        ),
        (
            {"actions": {"go": {**going(), "each": "drinks"}}},
            "screen form: action go is for each row of unknown table drinks; name one of `data`: foods",
        ),
        (
            {"actions": {"enter": going()}, "pad": "pad"},
            "screen form: pad makes the action enter on screen form; screen form: action enter has it already",
        ),
        ({"app": "none"}, "screen form is of unknown app none; there are no `apps`"),
        ({"tab": "none"}, "screen form is under unknown tab none; the tabs of its app are: none"),
    ],
)
def test_what_does_not_fit_is_told_where_the_author_wrote_it(change: dict[str, Any], words_told: str) -> None:
    if change.get("pad"):
        texts = {key: words("-") for key in ("label", "enter", "incomplete", "wrong")}
        change = change | {"pad": {**texts, "input": "pin", "code": "12", "right": [{}], "locked": {}}}
    dated = {"inputs": {"when": {"kind": "date", "label": words("-")}}}
    raw = phone(
        {"start": dated, "form": change}, vars={"n": 0, "b": False}, data={"foods": [{"id": "pho", "price": 3}]}
    )
    assert [each for each in told(raw) if each.startswith(words_told)], told(raw)


def test_what_stands_on_every_screen_is_told_once() -> None:
    case = {"set": {"nobody": 1}}
    banner = {
        "sender": words("-"),
        "text": words("-"),
        "when": {"filled": "n"},
        "open": case,
        "dismiss": {"set": {"n": 1}},
    }
    raw = phone(
        {"one": {}, "two": {}, "three": {}}, vars={"n": 0}, banners={"b": banner}, rules=[{"set": {"shadow": 1}}]
    )
    assert [each.partition(";")[0] for each in told(raw)] == [
        "rule 0 uses unknown variable shadow",
        "action b-open uses unknown variable nobody",
    ]

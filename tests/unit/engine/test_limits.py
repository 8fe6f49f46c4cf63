"""Are content and traces that would take too long or too much refused, with the limit named, and by nothing worse?"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from caunoi import machine
from caunoi.check.traces import LONGEST_WAY, trace_problems
from caunoi.content import Library
from caunoi.errors import ContentError, MachineError
from caunoi.lowering import Core, expand, lower, portals
from caunoi.lowering.size import MAX_PARTS, weight, written_out
from caunoi.model import Portal, Scenario
from tests.unit.engine import drawn_portals
from tests.unit.engine.cores import case, core, screen
from tests.unit.engine.phones import going, phone, told, words

LOOP = {
    "id": "walk",
    "portal": "phone",
    "use": "practice",
    "title": words("Vòng lặp"),
    "brief": words("Nhấn một triệu lần"),
    "persona": {"name": "Lê Thị Mẫu", "age": 70, "about": words("-")},
    "goal": {"screen": "far"},
    "minutes": 1,
    "source": "https://example.org/phone",
    "checked_on": "2026-11-23",
    "steps": [{"screen": "near", "do": "again", "say": words("Nhấn nữa")}],
}
NEVER_ENDING = phone(
    {
        "near": {
            "actions": {
                "again": {
                    "label": words("Nữa"),
                    "cases": [
                        {"when": {"not": {"lt": ["n", 1_000_000]}}, "to": "far"},
                        {"to": "near", "add": {"n": 1}},
                    ],
                }
            }
        },
        "far": {},
    },
    vars={"n": 0},
)


@pytest.fixture
def small_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine with less time and memory than the real one, so that its limits strike early."""
    monkeypatch.setattr(machine, "MAX_SECONDS", 0.3)
    monkeypatch.setattr(machine, "MAX_MEMORY_BYTES", 24 * 1024 * 1024)
    monkeypatch.setattr(machine._THREAD, "context", None, raising=False)
    yield
    machine._THREAD.context = None


def crowded() -> dict[str, Any]:
    """A portal of a few lines that would be written out to millions of parts: every row on every screen."""
    actions = {f"pick{n}": {**going("s0", add={"n": {"cell": "price"}}), "each": "rows"} for n in range(20)}
    rows = [{"id": f"r{n}", "price": n} for n in range(500)]
    return phone({f"s{n}": {"actions": actions} for n in range(20)}, vars={"n": 0}, data={"rows": rows})


def test_a_portal_that_would_be_written_out_to_too_much_is_refused_before_it_is() -> None:
    portal = Portal.model_validate(crowded())
    (problem,) = told(crowded())
    assert problem.startswith(f"portal would be written out to {written_out(portal)} parts; at most {MAX_PARTS}")
    assert set(expand(portal).screens["s0"].actions) == {f"pick{n}" for n in range(20)}
    with pytest.raises(ContentError, match="at most 400000 can be walked: use fewer screens, actions, rows"):
        lower(portal, Scenario.model_validate(LOOP))


@pytest.mark.parametrize("shorthand", ["rules", "banners", "tabs", "rows"])
def test_every_shorthand_counts(shorthand: str) -> None:
    raw = phone({"s0": {"tab": "t", "actions": {"go": going("s0")}}}, vars={"n": 0}, data={"foods": ({"id": "a"},)})
    raw["tabs"] = {"t": {"label": words("-"), "icon": "x", "to": "s0"}}
    before = written_out(Portal.model_validate(raw))
    more = copy.deepcopy(raw)
    if shorthand == "rules":
        more["rules"] = [{"add": {"n": 1}}]
    elif shorthand == "banners":
        case = {"set": {"n": 1}}
        texts = {"sender": words("-"), "text": words("-")}
        more["banners"] = {"b": {**texts, "when": {"filled": "n"}, "open": case, "dismiss": case}}
    elif shorthand == "tabs":
        more["tabs"]["u"] = raw["tabs"]["t"]
    else:
        more["screens"]["s0"]["actions"]["go"]["each"] = "foods"
        before = written_out(Portal.model_validate(more))
        more["data"] = {"foods": ({"id": "a"}, {"id": "b"})}
    assert written_out(Portal.model_validate(more)) > before


@settings(max_examples=30)
@given(drawn_portals.portals())
def test_no_more_is_written_out_than_was_counted(raw: dict[str, Any]) -> None:
    portal = Portal.model_validate(raw)
    written = expand(portal)
    actions = sum(weight(each.actions) for each in written.screens.values())
    cases = sum(len(action.cases) for each in written.screens.values() for action in each.actions.values())
    assert actions + cases * weight(portal.rules) <= 2 * written_out(portal)


def test_a_core_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portals, "MAX_CORE_CHARACTERS", 200)
    with pytest.raises(ContentError, match=r"portal is lowered to \d+ characters; at most 200 can be walked"):
        lower(Portal.model_validate(NEVER_ENDING), Scenario.model_validate(LOOP))


def test_a_guided_way_of_a_million_steps_is_told_and_not_walked() -> None:
    library = Library()
    library.portals, library.scenarios = (
        {"phone": Portal.model_validate(NEVER_ENDING)},
        {"walk": Scenario.model_validate(LOOP)},
    )
    library.rubrics = {"walk": library.scenarios["walk"].rubric()}
    found = [str(each) for each in trace_problems(library)]
    assert [each for each in found if f"steps go on for more than {LONGEST_WAY} events" in each]


def test_a_trace_of_a_million_steps_is_refused_and_the_longest_is_walked() -> None:
    loop = lower(Portal.model_validate(NEVER_ENDING), Scenario.model_validate(LOOP))
    with pytest.raises(MachineError, match="has 1000000 events; at most 5000"):
        machine.replay(loop, [{"do": "again"}] * 1_000_000)
    walked = machine.replay(loop, [{"do": "again"}] * machine.MAX_EVENTS)
    assert (walked.state.screen, walked.state.vars["n"]) == ("near", machine.MAX_EVENTS)


@pytest.mark.usefixtures("small_machine")
@pytest.mark.parametrize(
    ("variables", "effects"),
    [(1, 40_000), (800, 800)],
    ids=["time: forty thousand effects at every step", "memory: every step changes eight hundred variables"],
)
def test_a_core_that_takes_too_long_or_too_much_is_stopped(variables: int, effects: int) -> None:
    names = [f"v{number}" for number in range(variables)]
    heavy = [["add", names[number % variables], 1] for number in range(effects)]
    large = core({"a": screen(None, {"go": {"cases": [case(None, *heavy)]}})}, dict.fromkeys(names, 0))
    with pytest.raises(MachineError, match="stopped before the end"):
        machine.replay(large, [{"do": "go"}] * machine.MAX_EVENTS)
    assert machine.start(core({"a": screen()}, {"x": 1})).vars["x"] == 1


def test_a_guard_that_is_too_deep_is_stopped() -> None:
    deep = '{"not":' * 100_000 + '{"and":[]}' + "}" * 100_000
    text = (
        '{"restart":false,"screens":{"a":{"actions":{"go":{"cases":[{"effects":[],"when":'
        + deep
        + '}]}},"inputs":{}}},"start":"a","vars":{}}'
    )
    with pytest.raises(MachineError):
        machine.replay(Core(text), [{"do": "go"}])


def test_a_portal_too_large_stays_told_by_the_check() -> None:
    library = Library()
    library.portals = {"phone": Portal.model_validate(crowded())}
    (problem,) = library.problems()
    assert "would be written out to" in problem.value

"""Is every shipped content file in order, and does every recorded trace still get the points it states?"""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caunoi import machine
from caunoi.check import check
from caunoi.check.screens import reachable_screens
from caunoi.check.traces import WANTED_KINDS
from caunoi.content import CHECKOUT, CHECKOUT_ROOTS, library_of
from caunoi.content_files import content_files, read_entries
from caunoi.errors import Problem
from caunoi.lowering import trace_events
from caunoi.model import LANGS, Scenario, Trace
from caunoi.model.base import texts_of
from caunoi.scoring import score
from caunoi.views import MODES, mockup_view, quiz_view, writing_view

# Read while pytest collects, so that each file, scenario and trace is a test of its own name.
SHIPPED = library_of(CHECKOUT_ROOTS)
FILES = content_files(CHECKOUT_ROOTS)
PORTALS, SCENARIOS = sorted(SHIPPED.portals), sorted(SHIPPED.scenarios)
# Copies of a system; a talk with a resident is no copy of one, and strategies walk it beside the recorded traces.
SYSTEMS = [name for name in PORTALS if Path(SHIPPED.file_of("portals", name)).parent.name == "portals"]
DELETING = [
    name for name in SYSTEMS if any("delete" in each.actions for each in SHIPPED.portals[name].screens.values())
]
TRACES = [(name, trace) for name in sorted(SHIPPED.traces) for trace in SHIPPED.traces[name]]


@cache
def problems() -> list[Problem]:
    return check(SHIPPED, datetime.date.today(), locale=None)  # noqa: DTZ011  # the author's day


def shown(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def test_there_is_something_to_teach_and_to_assess() -> None:
    assert {SHIPPED.scenarios[name].use for name in SCENARIOS} == {"practice", "test"}
    assert {item.kind for items in SHIPPED.item_sets.values() for item in items.items} == {
        *("single", "several", "order", "short", "match"),
        *("number", "hotspot", "message", "reply"),
    }
    assert SHIPPED.writings
    assert SHIPPED.syllabus.modules


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_file_is_in_order(path: Path) -> None:
    read_entries(path)
    assert [str(each) for each in problems() if each.file == str(path) and each.severity == "error"] == []


def test_no_problem_is_left_without_a_file() -> None:
    known = {str(path) for path in FILES}
    assert [str(each) for each in problems() if each.file not in known and each.severity == "error"] == []


@pytest.mark.parametrize("name", PORTALS)
def test_every_screen_is_reachable_from_the_start(name: str) -> None:
    portal = SHIPPED.portal(name)
    assert reachable_screens(portal, {portal.start}) == set(portal.screens)


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_screen_is_reached_by_a_recorded_trace(name: str) -> None:
    reached = set()
    for scenario in (each for each in SHIPPED.scenarios.values() if each.portal == name):
        core = SHIPPED.core(scenario.id)
        reached.add(machine.start(core).screen)
        for trace in SHIPPED.traces[scenario.id]:
            walked = machine.replay(core, trace_events(trace, scenario.values))
            reached |= {step.to_screen for step in walked.steps}
    assert set(SHIPPED.portal(name).screens) - reached == set()


@pytest.mark.parametrize("name", DELETING)
def test_a_message_that_was_deleted_is_not_found_again(name: str) -> None:
    screens, deleted = SHIPPED.portal(name).screens, 0
    for scenario in (each for each in SHIPPED.scenarios.values() if each.portal == name):
        core = SHIPPED.core(scenario.id)
        for trace in SHIPPED.traces[scenario.id]:
            before = machine.start(core)
            for event in trace_events(trace, scenario.values):
                taken = machine.step(core, before, event)
                if taken.ok and event == {"do": "delete"}:
                    rows = screens[taken.state.screen].actions
                    ways = {machine.step(core, taken.state, {"do": row}).state.screen for row in rows}
                    assert before.screen not in ways, (scenario.id, trace.id)
                    deleted += 1
                before = taken.state
    assert deleted


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PORTALS)
def test_every_text_of_a_portal_is_written(name: str, lang: str) -> None:
    missing = [place for place, text in texts_of(SHIPPED.portal(name)) if lang in text.missing()]
    assert missing == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_kind_of_trace_is_recorded(name: str) -> None:
    assert {trace.kind for trace in SHIPPED.traces[name]} >= set(WANTED_KINDS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_two_good_ways_differ_in_what_is_done(name: str) -> None:
    good = [trace for trace in SHIPPED.traces[name] if trace.kind in ("expert", "second-path")]
    ways = {json.dumps(trace_events(trace, SHIPPED.scenarios[name].values), sort_keys=True) for trace in good}
    assert len(ways) == len(good) >= 2


def test_two_thirds_of_the_scenarios_are_to_practise_on_and_have_a_guide() -> None:
    practice = [each for each in SHIPPED.scenarios.values() if each.use == "practice"]
    assert 0.6 <= len(practice) / len(SHIPPED.scenarios) <= 0.72
    assert [each.id for each in practice if not each.steps] == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_to_be_typed_is_told_alike_in_every_language(name: str) -> None:
    scenario = SHIPPED.scenarios[name]
    told = {value for value in scenario.values.values() if any(each.isdigit() for each in value)}
    in_vietnamese = {value for value in told if value in scenario.brief.of("vi")}
    for lang in LANGS:
        assert {value for value in told if value in scenario.brief.of(lang)} == in_vietnamese


@pytest.mark.parametrize("name", SCENARIOS)
def test_doing_nothing_scores_nothing(name: str) -> None:
    found = score(SHIPPED.core(name), SHIPPED.criteria(name), [])
    assert (found.points, found.max_points > 0) == (0, True)


@pytest.mark.parametrize(("name", "trace"), TRACES, ids=[f"{name}-{trace.id}" for name, trace in TRACES])
def test_trace_scores_as_stated(name: str, trace: Trace) -> None:
    scenario = SHIPPED.scenarios[name]
    events = trace_events(trace, scenario.values)
    found = score(SHIPPED.core(name), SHIPPED.criteria(name), events)
    walked = machine.replay(SHIPPED.core(name), events)
    assert found.points == pytest.approx(trace.points), found.reasons
    assert len(walked.skipped) == trace.skipped, [walked.steps[index].why for index in walked.skipped]
    if trace.kind in ("expert", "second-path"):
        assert arrived(scenario, walked.state)
    if trace.kind == "expert":
        assert all(reason.observed for reason in found.reasons)
    if trace.kind == "gives-up":
        assert not arrived(scenario, walked.state)


@pytest.mark.parametrize("name", SCENARIOS)
def test_points_tell_ways_apart(name: str) -> None:
    best: dict[str, float] = {}
    for trace in SHIPPED.traces[name]:
        best[trace.kind] = max(best.get(trace.kind, 0.0), trace.points or 0.0)
    assert best["empty"] == 0 <= best["forged"] < best["expert"]
    assert best["gives-up"] < best["slip"] <= best["expert"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_the_browser_gets(name: str, lang: str) -> None:
    scenario = SHIPPED.scenarios[name]
    modes = ["test"] if scenario.use == "test" else [mode for mode in MODES if mode != "test"]
    for mode in modes:
        text = json.dumps(mockup_view(SHIPPED, name, mode, lang), ensure_ascii=False)
        assert "{owner" not in text
        if mode == "test":
            for criterion in SHIPPED.rubrics[name].criteria:
                assert f'"{criterion.id}"' not in text
                assert criterion.why.of(lang) not in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sorted(SHIPPED.item_sets))
def test_a_test_quiz_carries_no_key(name: str, lang: str) -> None:
    view = quiz_view(SHIPPED, name, lang)
    for item in view["items"]:
        assert ("rule" in item) is (view["use"] == "practice")


@pytest.mark.parametrize("name", sorted(SHIPPED.writings))
def test_written_questions_are_drawn(name: str) -> None:
    assert len({writing_view(SHIPPED, name, lang)["prompt"] for lang in LANGS}) == len(LANGS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_any_walk_through_shipped_portals_stays_in_range(name: str) -> None:
    core = SHIPPED.core(name)

    @settings(max_examples=15)
    @given(st.data())
    def walk(data: st.DataObject) -> None:
        state = machine.start(core)
        events = []
        for _ in range(data.draw(st.integers(0, 25))):
            events.append(data.draw(st.sampled_from(possible(core.value, state))))
            result = machine.step(core, state, events[-1])
            state = result.state
            assert state.screen in core.value["screens"]
            assert set(state.vars) == {*core.value["vars"], "_said"}
        assert machine.replay(core, events).state == state
        found = score(core, SHIPPED.criteria(name), events)
        assert 0 <= found.points <= found.max_points

    walk()


def possible(core: dict[str, Any], state: machine.State) -> list[dict[str, Any]]:
    """All actions of a screen, and one or two settings of each of its inputs."""
    screen = core["screens"][state.screen]
    events: list[dict[str, Any]] = [{"do": name} for name in screen["actions"]]
    for name, field in screen["inputs"].items():
        values = {"bool": [True], "int": [field.get("min")], "choice": field.get("options"), "text": ["123456", "Mẫu"]}
        events += [{"set": name, "to": value} for value in values[field["type"]]]
    return events or [{"hint": state.screen}]


def arrived(scenario: Scenario, state: machine.State) -> bool:
    goal = SHIPPED.goal(scenario.id)
    return state.screen == goal["screen"] if "screen" in goal else machine.holds(goal, state.vars)

"""What holds for every rubric and every trace, of which these are some thousand generated ones."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.content import Library
from caunoi.lowering import CriterionCore
from caunoi.scoring import score, wrong_turns
from tests.unit.engine.test_machine import EVENTS, TRACES

MOMENTS = st.sampled_from(
    [
        {"screen": "rules"},
        {"screen": "receipt"},
        {"screen": "home"},
        {"did": "home.submit"},
        {"did": "home.submit", "case": 0},
        {"did": "confirm.send"},
        {"hint": True},
        {"hint": "home.submit"},
        {"holds": {"not": {"eq": ["owner", ""]}}},
        {"holds": {"not": {"lt": ["tries", 1]}}},
    ]
)
COUNTERS = st.sampled_from([{"var": "tries"}, {"var": "copies"}, 0, 1, 3])
TICKS = {"as": "ticks", "ticks": {"papers.form": "form", "papers.map": "map"}}
RULES = st.one_of(
    st.builds(lambda moment: {"kind": "reached", "moment": moment}, MOMENTS),
    st.builds(lambda at: {"kind": "held", "at": at, "values": {"photo": ["clear"], "tries": [0, 1]}}, MOMENTS),
    st.builds(lambda never, once: {"kind": "avoided", "never": never, "once": once}, MOMENTS, MOMENTS),
    st.builds(lambda moments: {"kind": "ordered", "moments": moments}, st.lists(MOMENTS, min_size=2, max_size=3)),
    st.builds(
        lambda count, times, once: {"kind": "at-most", "count": count, "times": times, "once": once},
        MOMENTS,
        st.integers(0, 2),
        MOMENTS,
    ),
    st.sampled_from(
        [
            {"kind": "answered", "as": "value", "var": "province", "accepts": ["thanh-hoa"]},
            {"kind": "answered", "as": "value", "var": "pledge", "accepts": [True]},
            {"kind": "answered", "as": "value", "var": "copies", "accepts": [1, 2]},
            {"kind": "answered", "as": "text", "var": "owner", "accepts": ["Mẫu"], "accents": "forgiven"},
            {"kind": "answered", **TICKS, "accepts": ["form"]},
        ]
    ),
    st.builds(lambda part, whole: {"kind": "share", "part": part, "whole": whole}, COUNTERS, COUNTERS),
    st.builds(
        lambda whole, at: {"kind": "share", "part": {"var": "tries"}, "whole": whole, "at": at}, COUNTERS, MOMENTS
    ),
)
WITH_OPPORTUNITY = st.builds(
    lambda rule, moment: rule | ({"opportunity": moment} if moment else {}), RULES, st.none() | MOMENTS
)
RUBRICS = st.lists(st.tuples(WITH_OPPORTUNITY, st.floats(0.1, 20)), min_size=1, max_size=5).map(
    lambda drawn: [
        CriterionCore(f"c{number}", points, "P2.3", {"id": f"c{number}", **rule})
        for number, (rule, points) in enumerate(drawn)
    ]
)
TURNS = st.lists(
    st.fixed_dictionaries({"when": MOMENTS}, optional={"before": MOMENTS, "unless": MOMENTS}), max_size=4
).map(lambda drawn: [{"id": f"t{number}", **turn} for number, turn in enumerate(drawn)])
IMPOSSIBLE = st.lists(
    st.sampled_from(
        [
            {"do": "nowhere"},
            {"set": "nowhere", "to": 1},
            {"points": 12},
            {"restart": "yes"},
            {"screen": "receipt"},
            7,
            None,
        ]
    ),
    max_size=4,
)
PRACTICE = "help-grandmother"


@given(RUBRICS, IMPOSSIBLE)
def test_nothing_done_scores_nothing(library: Library, rubric: list[CriterionCore], impossible: list[Any]) -> None:
    for events in ([], impossible, [{"restart": True}]):
        assert score(library.core(PRACTICE), rubric, events).points == 0


@given(RUBRICS, TRACES)
def test_points_stay_within_their_limits(library: Library, rubric: list[CriterionCore], events: list[Any]) -> None:
    found = score(library.core(PRACTICE), rubric, events)
    assert 0 <= found.points <= found.max_points
    assert 0 <= found.scaled <= 1
    for reason in found.reasons:
        assert 0 <= reason.met <= reason.of
        assert 0 <= reason.points <= reason.max_points
        assert reason.counted or (reason.met, reason.points, reason.at) == (0, 0, None)


@given(RUBRICS, TURNS, TRACES, IMPOSSIBLE)
def test_impossible_events_behind_a_trace_change_nothing(
    library: Library, rubric: list[CriterionCore], turns: list[Any], events: list[Any], impossible: list[Any]
) -> None:
    core = library.core(PRACTICE)
    assert score(core, rubric, [*events, *impossible], turns) == score(core, rubric, events, turns)
    assert wrong_turns(core, turns, [*events, *impossible]) == wrong_turns(core, turns, events)


@given(RUBRICS, TRACES, st.randoms(use_true_random=False))
def test_the_order_of_criteria_does_not_matter(
    library: Library, rubric: list[CriterionCore], events: list[Any], chance: random.Random
) -> None:
    mixed = chance.sample(rubric, len(rubric))
    one, other = (score(library.core(PRACTICE), each, events) for each in (rubric, mixed))
    assert (one.points, one.max_points) == (other.points, other.max_points)
    assert set(one.reasons) == set(other.reasons)


@given(RUBRICS, TRACES, st.floats(0.01, 100))
def test_points_scale_with_the_rubric(
    library: Library, rubric: list[CriterionCore], events: list[Any], factor: float
) -> None:
    core = library.core(PRACTICE)
    larger = [replace(each, points=each.points * factor) for each in rubric]
    assert score(core, larger, events).points == pytest.approx(score(core, rubric, events).points * factor)


@given(RUBRICS, TURNS, TRACES, st.lists(EVENTS, max_size=10))
def test_starting_over_begins_the_judging_afresh(
    library: Library, rubric: list[CriterionCore], turns: list[Any], before: list[Any], after: list[Any]
) -> None:
    core, shift = library.core(PRACTICE), len(before) + 1
    whole = score(core, rubric, [*before, {"restart": True}, *after], turns)
    alone = score(core, rubric, after, turns)
    assert whole.points == alone.points
    assert [replace(each, at=None) for each in whole.reasons] == [replace(each, at=None) for each in alone.reasons]
    assert [(each.id, each.at - shift, each.screen) for each in whole.vetoes] == [
        (each.id, each.at, each.screen) for each in alone.vetoes
    ]
    for one, other in zip(whole.reasons, alone.reasons, strict=True):
        assert one.at is None if other.at is None else one.at == other.at + shift


@given(RUBRICS, TRACES)
def test_a_test_cannot_be_started_over(library: Library, rubric: list[CriterionCore], events: list[Any]) -> None:
    core = library.core("help-uncle")
    assert score(core, rubric, [*events, {"restart": True}]) == score(core, rubric, events)


@given(RUBRICS, TRACES)
def test_what_did_not_count_changes_no_share(library: Library, rubric: list[CriterionCore], events: list[Any]) -> None:
    found = score(library.core(PRACTICE), rubric, events)
    counted = [each for each, reason in zip(rubric, found.reasons, strict=True) if reason.counted]
    assert found.scaled == pytest.approx(score(library.core(PRACTICE), counted, events).scaled)

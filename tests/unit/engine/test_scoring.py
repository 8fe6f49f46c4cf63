"""Do traces get the points their criteria promise?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from caunoi.content import Library
from caunoi.errors import MachineError
from caunoi.lowering import CriterionCore, trace_events
from caunoi.machine import MAX_EVENTS
from caunoi.scoring import score, wrong_turns
from tests.unit.engine.cores import counter
from tests.unit.engine.test_machine import TRACES

RING, ENTER = {"do": "ring"}, {"do": "enter"}
IN_TIME = [RING, RING, RING, ENTER]


def criterion(points: float = 1.0, **rule: Any) -> CriterionCore:
    return CriterionCore("it", points, "P2.3", {"id": "it", **rule})


def points_of(events: list[Any], **rule: Any) -> float:
    return score(counter(), [criterion(**rule)], events).points


def test_reached() -> None:
    rule = {"kind": "reached", "moment": {"screen": "hall"}}
    assert points_of(IN_TIME, **rule) == 1
    assert points_of([RING, RING, ENTER], **rule) == 0


def test_the_start_is_not_a_moment() -> None:
    assert points_of([RING], kind="reached", moment={"screen": "door"}) == 0
    assert points_of([RING], kind="reached", moment={"holds": {"eq": ["name", ""]}}) == 0


def test_a_guard_is_a_moment_when_it_becomes_true() -> None:
    rule = {"kind": "held", "at": {"holds": {"eq": ["rings", 2]}}, "values": {"rings": [2]}}
    found = score(counter(), [criterion(**rule)], [RING, RING, RING])
    assert (found.points, found.reasons[0].at) == (1, 1)


def test_held_counts_the_share_at_the_last_time() -> None:
    rule = {"kind": "held", "at": {"did": "door.ring"}, "values": {"rings": [3, 4], "name": ["Mẫu"]}}
    named = {"set": "name", "to": "Mẫu"}
    assert points_of([named, RING], **rule) == 0.5
    assert points_of([named, RING, RING, RING], **rule) == 1
    assert points_of([RING, RING, RING, named], **rule) == 0.5
    assert points_of([named], **rule) == 0


def test_avoided_counts_only_once_the_occasion_came() -> None:
    rule = {"kind": "avoided", "never": {"holds": {"eq": ["name", "x"]}}, "once": {"screen": "hall"}}
    assert points_of([], **rule) == 0
    assert points_of(IN_TIME, **rule) == 1
    assert points_of([{"set": "name", "to": "x"}, {"set": "name", "to": ""}, *IN_TIME], **rule) == 0


def test_at_most() -> None:
    rule = {"kind": "at-most", "count": {"did": "door.ring"}, "times": 3, "once": {"screen": "hall"}}
    assert points_of(IN_TIME, **rule) == 1
    assert points_of([RING, *IN_TIME], **rule) == 0
    assert points_of([RING], **rule) == 0


def test_ordered_is_all_or_nothing() -> None:
    named = {"set": "name", "to": "x"}
    moments = [{"holds": {"eq": ["name", "x"]}}, {"did": "door.ring"}, {"screen": "hall"}]
    assert points_of([named, *IN_TIME], kind="ordered", moments=moments) == 1
    assert points_of([RING, RING, RING, named, ENTER], kind="ordered", moments=moments) == 0
    assert points_of([named, RING], kind="ordered", moments=moments) == 0


def test_what_was_not_observed_says_so() -> None:
    rule = {"kind": "avoided", "never": {"did": "door.ring"}, "once": {"screen": "hall"}}
    reason = score(counter(), [criterion(**rule)], [RING]).reasons[0]
    assert (reason.points, reason.observed, reason.at) == (0, False, None)


def test_points_are_not_rounded() -> None:
    rule = {"kind": "held", "at": {"did": "door.ring"}, "values": {"rings": [1], "name": ["x"]}}
    found = score(counter(), [criterion(points=1 / 3, **rule)], [RING])
    assert (found.points, found.max_points, found.scaled) == (1 / 6, 1 / 3, 0.5)


def test_no_criteria_is_zero_of_zero() -> None:
    found = score(counter(), [], [])
    assert (found.points, found.max_points, found.scaled) == (0, 0, 0)


def test_an_unknown_criterion_or_moment_is_refused() -> None:
    with pytest.raises(MachineError, match="unknown criterion kind 'guessed'"):
        points_of([RING], kind="guessed")
    with pytest.raises(MachineError, match="a moment names"):
        points_of([RING], kind="reached", moment={"felt": "good"})


def test_a_trace_that_is_too_long_has_no_score() -> None:
    with pytest.raises(MachineError, match="at most 5000"):
        score(counter(), [], [RING] * (MAX_EVENTS + 1))


def test_wrong_turns() -> None:
    turns = [
        {"id": "early", "when": {"did": "door.ring"}, "before": {"holds": {"eq": ["name", "x"]}}},
        {"id": "inside", "when": {"screen": "hall"}},
    ]
    named = {"set": "name", "to": "x"}
    assert wrong_turns(counter(), turns, [named, RING]) == ()
    assert wrong_turns(counter(), turns, [RING, named]) == ("early",)
    assert wrong_turns(counter(), turns, IN_TIME) == ("early", "inside")


@given(TRACES)
def test_any_trace_scores_within_its_limits(library: Library, events: list[Any]) -> None:
    for scenario in library.scenarios:
        found = score(library.core(scenario), library.criteria(scenario), events)
        assert 0 <= found.points <= found.max_points == 10
        assert all(0 <= reason.met <= reason.of for reason in found.reasons)
        assert all(reason.at is None or 0 <= reason.at < len(events) for reason in found.reasons)
        assert all(reason.observed or reason.met == 0 for reason in found.reasons)


@pytest.mark.parametrize("scenario", ["help-grandmother", "help-uncle"])
def test_the_fixture_traces_score_as_stated(library: Library, scenario: str) -> None:
    values = library.scenarios[scenario].values
    for trace in library.traces[scenario]:
        events = trace_events(trace, values)
        found = score(library.core(scenario), library.criteria(scenario), events)
        assert found.points == pytest.approx(trace.points), trace.id

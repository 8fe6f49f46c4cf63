"""Do traces get the points their criteria promise?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from caunoi.content import Library
from caunoi.errors import MachineError
from caunoi.lowering import CriterionCore, trace_events
from caunoi.machine import MAX_EVENTS
from caunoi.scoring import Incident, score, wrong_turns
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
    assert wrong_turns(counter(), turns, [RING, named]) == (Incident("early", 0, "door", "door.ring"),)
    assert wrong_turns(counter(), turns, IN_TIME) == (
        Incident("early", 0, "door", "door.ring"),
        Incident("inside", 3, "door", "door.enter"),
    )


def test_a_wrong_turn_is_excused_wherever_the_excuse_stands() -> None:
    turns = [{"id": "rang", "when": {"did": "door.ring"}, "unless": {"holds": {"eq": ["name", "x"]}}}]
    named = {"set": "name", "to": "x"}
    assert wrong_turns(counter(), turns, [RING]) == (Incident("rang", 0, "door", "door.ring"),)
    assert wrong_turns(counter(), turns, [RING, named]) == wrong_turns(counter(), turns, [named, RING]) == ()


def test_tries_and_hints_are_counted() -> None:
    hints = {"kind": "at-most", "count": {"hint": True}, "times": 1, "once": {"screen": "hall"}}
    one = {"kind": "at-most", "count": {"hint": "door.ring"}, "times": 0, "once": {"screen": "hall"}}
    elsewhere, here = {"hint": "hall"}, {"hint": "door.ring"}
    assert points_of([elsewhere, *IN_TIME], **hints) == points_of([elsewhere, *IN_TIME], **one) == 1
    assert points_of([elsewhere, here, *IN_TIME], **hints) == points_of([here, *IN_TIME], **one) == 0


def test_the_last_value_given_is_the_answer() -> None:
    rule = {"kind": "answered", "as": "text", "var": "name", "accepts": ["Lê Thị Mẫu"], "accents": "exact"}
    right, wrong = {"set": "name", "to": " lê thị  mẫu"}, {"set": "name", "to": "Le Thi Mau"}
    assert points_of([], **rule) == points_of([RING], **rule) == 0
    assert points_of([wrong, right, RING], **rule) == 1
    assert points_of([right, wrong], **rule) == 0
    assert points_of([wrong], **rule | {"accents": "forgiven"}) == 1
    assert points_of([right], **rule | {"case": "exact"}) == 0
    assert points_of([right, {"set": "name", "to": ""}], **rule) == 0
    found = score(counter(), [criterion(**rule)], [RING, right, RING])
    assert (found.reasons[0].at, found.reasons[0].observed) == (1, True)


def test_an_answer_may_have_several_right_values() -> None:
    rule = {"kind": "answered", "as": "value", "var": "name", "accepts": ["a", "b"]}
    assert [points_of([{"set": "name", "to": value}], **rule) for value in ("a", "b", "A", "c")] == [1, 1, 0, 0]


def test_ticks_count_by_their_share_less_the_wrong_ones(library: Library) -> None:
    ticks = {"papers.form": "form", "papers.map": "map"}
    rule = {"kind": "answered", "as": "ticks", "ticks": ticks, "accepts": ["form", "map"]}
    form, no_map, both = (
        {"set": "papers.form", "to": True},
        {"set": "papers.map", "to": False},
        {"set": "papers.map", "to": True},
    )

    def share(events: list[Any], **changed: Any) -> float:
        return score(library.core("help-grandmother"), [criterion(**rule | changed)], events).points

    assert [share([form]), share([form, both]), share([form, both, no_map]), share([])] == [0.5, 1, 0.5, 0]
    assert share([form, both], accepts=["form"]) == 0
    assert share([both], accepts=["form"]) == 0


def test_a_share_of_two_counters() -> None:
    rule = {"kind": "share", "part": {"var": "rings"}, "whole": 4}
    assert [points_of([RING] * times, **rule) for times in range(7)] == [0, 0.25, 0.5, 0.75, 1, 1, 1]
    assert points_of([RING], kind="share", part={"var": "rings"}, whole={"var": "rings"}) == 1
    assert points_of([{"hint": "x"}], kind="share", part=1, whole=1) == 0, "a hint is nothing done"
    at = {"kind": "share", "part": {"var": "rings"}, "whole": 4, "at": {"holds": {"eq": ["name", "x"]}}}
    assert points_of([RING, {"set": "name", "to": "x"}, RING, RING], **at) == 0.25
    assert points_of([RING, RING], **at) == 0


def test_a_share_below_zero_or_of_nothing_is_nothing() -> None:
    assert points_of([RING], kind="share", part={"var": "name"}, whole=2) == 0
    assert points_of([RING], kind="share", part=-1, whole=2) == 0
    assert points_of([RING], kind="share", part=1, whole=0) == 0


def test_a_criterion_without_opportunity_is_neither_full_nor_zero() -> None:
    named = {"holds": {"eq": ["name", "x"]}}
    rubric = [
        CriterionCore("rings", 6, "P2.3", {"id": "rings", "kind": "share", "part": {"var": "rings"}, "whole": 4}),
        CriterionCore(
            "inside", 2, "P2.3", {"id": "inside", "kind": "reached", "moment": {"screen": "hall"}, "opportunity": named}
        ),
    ]
    never = score(counter(), rubric, [RING, RING])
    assert (never.points, never.max_points, never.spread) == (4, 8, pytest.approx(8 / 6))
    assert [(each.counted, each.points, each.max_points) for each in never.reasons] == [(True, 3, 6), (False, 0, 2)]
    of_nothing = CriterionCore("inside", 2, "P2.3", {"id": "inside", "kind": "share", "part": 1, "whole": 0})
    assert score(counter(), [rubric[0], of_nothing], [RING, RING]).points == 4
    came = score(counter(), rubric, [RING, RING, {"set": "name", "to": "x"}])
    assert (came.points, came.max_points, came.spread) == (3, 8, 1)
    assert [each.counted for each in came.reasons] == [True, True]
    assert score(counter(), rubric[1:], [RING]).points == 0, "a rubric of which nothing counted"


@pytest.mark.parametrize(("weight", "enough"), [(6, True), (3, True), (2.9, False), (0, False)])
def test_points_say_something_only_where_half_of_the_occasions_came(weight: float, enough: bool) -> None:
    came = {"id": "rings", "kind": "share", "part": {"var": "rings"}, "whole": 4}
    never = {"id": "inside", "kind": "reached", "moment": {"screen": "hall"}, "opportunity": {"screen": "hall"}}
    rubric = [CriterionCore("rings", weight, "P2.3", came), CriterionCore("inside", 3, "P2.3", never)]
    found = score(counter(), rubric, [RING, RING])
    assert (found.seen, found.enough_seen) == (pytest.approx(weight / (weight + 3)), enough)
    assert [each.seen for each in found.reasons] == [1, 0]


def test_a_trace_without_any_step_was_seen_to_do_nothing() -> None:
    found = score(counter(), [criterion(kind="reached", moment={"screen": "hall"})], [])
    assert (found.points, found.enough_seen) == (0, True)


def test_vetoes_are_found_and_change_no_point() -> None:
    vetoes = [{"id": "inside", "when": {"screen": "hall"}}]
    rule = criterion(kind="reached", moment={"screen": "hall"})
    found = score(counter(), [rule], [RING, *IN_TIME], vetoes)
    assert (found.points, found.vetoes) == (1, (Incident("inside", 4, "door", "door.enter"),))
    assert score(counter(), [rule], [RING], vetoes).vetoes == ()


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
        assert {reason.why for reason in found.reasons} == {each.why for each in library.rubrics[scenario].criteria}

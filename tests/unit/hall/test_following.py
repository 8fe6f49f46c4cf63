"""Does following a walk in pieces tell what following it at once tells, and what the judge tells at its end?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from caunoi.hall.following import Answers, Case, Way
from caunoi.hall.records import EventRecord
from caunoi.lowering import trace_events
from caunoi.machine import replay
from caunoi.scoring import wrong_turns

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SCENARIO = "activate-for-herself"


def library() -> Library:
    return library_of(CHECKOUT_ROOTS)


def trace(name: str) -> list[dict[str, object]]:
    shipped = next(each for each in library().traces[SCENARIO] if each.id == name)
    return list(trace_events(shipped, library().scenario(SCENARIO).values))


def records(bodies: list[dict[str, object]], every_s: float = 10) -> list[EventRecord]:
    return [
        EventRecord(n, "a", 1, n, f"mockup/{SCENARIO}/practice", body, 0, NOON + timedelta(seconds=every_s * n))
        for n, body in enumerate(bodies, start=1)
    ]


MIXED = [*trace("birthday-and-short-password"), {"hint": "otp.code"}, {"restart": True}, *trace("expert"), {"do": "no"}]


@given(st.lists(st.sampled_from(MIXED), max_size=40), st.lists(st.integers(0, 40), max_size=6))
@settings(max_examples=60, deadline=None)
def test_in_pieces_and_at_once_are_the_same(bodies: list[dict[str, object]], cuts: list[int]) -> None:
    way, events = Way.of(library(), SCENARIO), records(bodies)
    pieces = Case()
    for first, last in zip([0, *sorted(cuts)], [*sorted(cuts), len(events)], strict=True):
        pieces = pieces.after(way, events[first:last])
    whole = Case().after(way, events)
    # Nothing followed yet and nothing to follow are told apart by what the machine goes on from only.
    assert replace(pieces, carried="") == replace(whole, carried="")
    if events:
        walked = replay(way.core, bodies).state
        assert whole.screen == walked.screen


@given(st.lists(st.sampled_from([each for each in MIXED if "restart" not in each]), max_size=40))
@settings(max_examples=60, deadline=None)
def test_the_wrong_turns_of_one_try_are_those_of_the_judge(bodies: list[dict[str, object]]) -> None:
    way = Way.of(library(), SCENARIO)
    judged = {each.id: each.screen for each in wrong_turns(way.core, way.turns, bodies)}
    assert dict(Case().after(way, records(bodies)).taken) == judged


@pytest.mark.parametrize("scenario", ["land-first-for-grandmother", "account-at-counter", SCENARIO])
def test_every_shipped_walk_is_followed_to_where_the_machine_replays_it(scenario: str) -> None:
    way = Way.of(library(), scenario)
    for shipped in library().traces[scenario]:
        if shipped.kind == "forged":
            continue
        bodies = list(trace_events(shipped, library().scenario(scenario).values))
        case = Case().after(way, records(bodies))
        judged = {each.id: each.screen for each in wrong_turns(way.core, way.turns, bodies)}
        assert (dict(case.taken), case.screen) == (judged, replay(way.core, bodies).state.screen if bodies else "")
        assert case.over or shipped.kind != "expert"


def test_wrong_turns_of_an_earlier_try_stay_known_and_count_no_more() -> None:
    way = Way.of(library(), SCENARIO)
    case = Case().after(way, records([*trace("birthday-and-short-password"), {"restart": True}]))
    assert dict(case.taken) == {"phone-as-id": "numbers", "birthday-passcode": "passcode"}
    assert (case.furthest, case.over, dict(case.stay.turns), case.screen) == (0, False, {}, "home")


def test_time_and_hints_count_from_the_last_step_forward() -> None:
    way, bodies = Way.of(library(), SCENARIO), trace("stops-at-the-code")
    events = records([*bodies, {"hint": "otp.code"}, {"do": "nowhere"}, {"hint": "otp.code"}])
    case = Case().after(way, events)
    assert (case.screen, case.step, case.stay.key, case.stay.hints) == ("otp", 10, "step/10", 2)
    assert case.stay.since is not None and case.stay.since < events[len(bodies)].received_at
    assert case.stay.spent["step/9"] == 10


def test_what_was_passed_in_one_delivery_took_nobody_knows_how_long() -> None:
    case = Case().after(Way.of(library(), SCENARIO), records(trace("expert"), every_s=0))
    assert case.over and case.stay.spent == {}


def test_a_test_is_followed_by_its_screens_alone() -> None:
    name = next(each.id for each in library().scenarios.values() if each.use == "test" and each.visit is None)
    way = Way.of(library(), name)
    assert (way.steps, way.turns) == ((), ())
    shipped = next(each for each in library().traces[name] if each.kind == "expert")
    case = Case().after(way, records(list(trace_events(shipped, library().scenario(name).values))))
    assert case.step is None and case.over and dict(case.taken) == {}
    assert all(key.startswith("screen/") or not key for key in case.stay.spent)


def test_questions_are_counted_once_each() -> None:
    bodies: list[dict[str, object]] = [
        {"answer": "a", "to": "x"},
        {"answer": "a", "to": "y"},
        {"answer": "b", "to": "x"},
    ]
    answers = Answers().after(records(bodies))
    assert answers.answered == {"a", "b"} and answers.stay.key == "answered/2"
    assert answers.stay.spent == {"answered/1": 20}

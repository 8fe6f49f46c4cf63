"""Is the state of a class a pure function of its changes, and does each person's deadline follow from it?"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.hall.change import (
    Change,
    ExtraTime,
    Hand,
    LargePrint,
    Lock,
    LookUp,
    Message,
    Start,
    Stop,
    UnreadableChange,
    Untime,
    read_change,
)
from caunoi.hall.pace import GRACE, Pace, Step, changes_anything, counted, fold, step
from caunoi.hall.records import EventRecord

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEST = "assessment/basics"
LESSON = "lesson/start/first"


def steps(*changes: Change, minutes_apart: int = 1) -> list[Step]:
    """The changes one after the other, the first at nine."""
    return [
        Step(n, NINE + timedelta(minutes=minutes_apart * (n - 1)), "facilitator", change)
        for n, change in enumerate(changes, start=1)
    ]


def state(*changes: Change, minutes_apart: int = 1) -> Pace:
    return fold(steps(*changes, minutes_apart=minutes_apart))


def event(seq: int, received_at: datetime) -> EventRecord:
    return EventRecord(seq, "a", 1, seq, "quiz/q", {"answer": "x", "to": "y"}, 0, received_at)


def test_nothing_is_steered_at_first() -> None:
    assert fold([]) == Pace()
    assert Pace().deadline(TEST, "001") is None


def test_each_change_is_undone_by_its_opposite() -> None:
    for change, opposite in [
        (LookUp(on=True), LookUp(on=False)),
        (Message(text="Nhìn lên bảng"), Message(text="")),
        (Lock(pages=(LESSON, TEST), on=True), Lock(pages=(TEST, LESSON), on=False)),
        (Start(page=TEST, minutes=5), Untime(page=TEST)),
        (ExtraTime(trainee="001", percent=25), ExtraTime(trainee="001", percent=0)),
        (LargePrint(trainee="001", percent=150), LargePrint(trainee="001", percent=100)),
        (Hand(trainee="001", up=True), Hand(trainee="001", up=False)),
    ]:
        assert state(change) != Pace(version=1)
        assert state(change, opposite) == Pace(version=2)


def test_the_same_words_again_are_another_message_only_after_it_was_cleared() -> None:
    again = state(Message(text="A"), Message(text="A"))
    assert again.message is not None
    assert again.message.id == 1
    cleared = state(Message(text="A"), Message(text=""), Message(text="A"))
    assert cleared.message is not None
    assert cleared.message.id == 3


def test_hands_stay_in_the_order_in_which_they_went_up() -> None:
    pace = state(*(Hand(trainee=card, up=True) for card in ("002", "001", "002", "003")), Hand(trainee="001", up=False))
    assert [hand.trainee for hand in pace.hands] == ["002", "003"]
    assert pace.hands[0].at == NINE


def test_a_deadline_is_the_minutes_and_the_person_s_extra_time() -> None:
    pace = state(ExtraTime(trainee="002", percent=25), Start(page=TEST, minutes=30))
    start = NINE + timedelta(minutes=1)
    assert pace.deadline(TEST, "001") == start + timedelta(minutes=30)
    assert pace.deadline(TEST, "002") == start + timedelta(minutes=37, seconds=30)
    assert pace.last_deadline(TEST) == pace.deadline(TEST, "002")
    assert pace.deadline("assessment/other", "001") is None
    assert pace.last_deadline("assessment/other") is None


def test_extra_time_given_while_the_clock_runs_counts_from_its_start() -> None:
    pace = state(Start(page=TEST, minutes=30), ExtraTime(trainee="001", percent=50))
    assert pace.deadline(TEST, "001") == NINE + timedelta(minutes=45)


def test_a_stop_ends_the_test_for_everybody_and_a_second_one_changes_nothing() -> None:
    pace = state(ExtraTime(trainee="002", percent=100), Start(page=TEST, minutes=30), Stop(page=TEST), Stop(page=TEST))
    stopped = NINE + timedelta(minutes=2)
    assert {pace.deadline(TEST, card) for card in ("001", "002")} == {stopped}
    late = state(Start(page=TEST, minutes=1), Stop(page=TEST), minutes_apart=10)
    assert late.deadline(TEST, "001") == NINE + timedelta(minutes=1)


def test_a_new_start_takes_the_place_of_a_run_that_has_ended() -> None:
    pace = state(Start(page=TEST, minutes=1), Stop(page=TEST), Start(page=TEST, minutes=7))
    assert pace.deadline(TEST, "001") == NINE + timedelta(minutes=2 + 7)


def test_what_the_hall_received_within_the_grace_counts_and_nothing_later() -> None:
    late = timedelta(milliseconds=1)
    received = [NINE, NINE + GRACE, NINE + GRACE + late]
    events = [event(n, moment) for n, moment in enumerate(received, start=1)]
    assert [each.seq for each in counted(events, NINE)] == [1, 2]
    assert counted(events, None) == events


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"kind": "look-up", "on": 1}, "look-up.on"),
        ({"kind": "look-up"}, "look-up.on"),
        ({"kind": "look-up", "on": True, "more": 1}, "look-up.more"),
        ({"kind": "message", "text": "two\nlines"}, "message.text"),
        ({"kind": "message", "text": "x" * 241}, "message.text"),
        ({"kind": "message", "text": " begins with a blank"}, "message.text"),
        ({"kind": "lock", "pages": [], "on": True}, "lock.pages"),
        ({"kind": "lock", "pages": ["lesson/../x"], "on": True}, "lock.pages.0"),
        ({"kind": "start", "page": LESSON, "minutes": 5}, "start.page"),
        ({"kind": "start", "page": TEST, "minutes": "5"}, "start.minutes"),
        ({"kind": "start", "page": TEST, "minutes": 0}, "start.minutes"),
        ({"kind": "start", "page": TEST, "minutes": True}, "start.minutes"),
        ({"kind": "extra-time", "trainee": "001", "percent": 301}, "extra-time.percent"),
        ({"kind": "extra-time", "trainee": "../x", "percent": 1}, "extra-time.trainee"),
        ({"kind": "large-print", "trainee": "001", "percent": 110}, "large-print.percent"),
        ({"kind": "hand", "trainee": "001", "up": "yes"}, "hand.up"),
        ({"kind": "dance"}, "change"),
        ({}, "change"),
    ],
)
def test_a_change_of_another_shape_is_refused_with_its_place(value: dict[str, Any], place: str) -> None:
    with pytest.raises(UnreadableChange, match=rf"^{place}: "):
        read_change(value)


CARDS = st.sampled_from(["001", "002", "B-7"])
PAGES = st.sampled_from([LESSON, TEST, "assessment/other"])
TESTS = st.sampled_from([TEST, "assessment/other"])
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(LookUp, on=st.booleans()),
    st.builds(Message, text=st.sampled_from(["", "A", "Nhìn lên bảng"])),
    st.builds(Lock, pages=st.lists(PAGES, min_size=1).map(tuple), on=st.booleans()),
    st.builds(Start, page=TESTS, minutes=st.integers(1, 600)),
    st.builds(Stop, page=TESTS),
    st.builds(Untime, page=TESTS),
    st.builds(ExtraTime, trainee=CARDS, percent=st.integers(0, 300)),
    st.builds(LargePrint, trainee=CARDS, percent=st.sampled_from([100, 125, 150])),
    st.builds(Hand, trainee=CARDS, up=st.booleans()),
)
SEQUENCES = st.lists(CHANGES, max_size=20).map(lambda changes: steps(*changes))


@given(CHANGES)
def test_a_change_survives_being_written_down(change: Change) -> None:
    assert read_change(json.loads(json.dumps(change.model_dump(mode="json")))) == change


@given(SEQUENCES, st.integers(0, 20))
def test_folding_in_two_parts_is_folding_at_once(made: list[Step], cut: int) -> None:
    assert fold(made[cut:], fold(made[:cut])) == fold(made)


@given(SEQUENCES)
def test_every_state_keeps_its_promises(made: list[Step]) -> None:
    pace = Pace()
    for each in made:
        before, pace = pace, step(pace, each)
        assert pace.version == each.seq
        raised = [hand.trainee for hand in pace.hands]
        assert len(set(raised)) == len(raised)
        assert 0 not in pace.extra_time.values()
        assert 100 not in pace.large_print.values()
        for page in (TEST, "assessment/other"):
            ends = [pace.deadline(page, card) for card in ("001", "002", "B-7")]
            last = pace.last_deadline(page)
            assert all((end is None) == (last is None) for end in ends)
            assert all(end <= last for end in ends if end and last)
        if not changes_anything(before, each):
            assert step(before, Step(before.version, each.at, each.who, each.change)) == before


@given(SEQUENCES)
def test_what_changes_nothing_may_be_left_out(made: list[Step]) -> None:
    kept, pace = [], Pace()
    for each in made:
        if changes_anything(pace, each):
            kept.append(each)
            pace = step(pace, each)
    whole = fold(made)
    assert fold(kept) == fold([], Pace(**{**{name: getattr(whole, name) for name in PARTS}, "version": pace.version}))


PARTS = ("look_up", "message", "locked", "tests", "extra_time", "large_print", "hands")

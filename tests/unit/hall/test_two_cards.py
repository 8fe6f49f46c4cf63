"""Does a person with two cards go on with one of them, with every step, and can it be taken back?"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from caunoi.hall.change import ExtraTime, Forms, Hand, Start
from caunoi.hall.pace import Pace, Step, fold
from caunoi.hall.records import AttemptRecord, ClassRecord, EventRecord, NewEvent, NewTrainee, utc_now
from caunoi.hall.refusals import NotMoved, UnknownTrainee, WrongPin
from caunoi.hall.store import Store
from caunoi.hall.two_cards import obstacle

LESSON = "lesson/a/b"
TEST = "assessment/e"
NOW = utc_now()
BEGUN = AttemptRecord("a1", "c", "002", TEST, 1, "", NOW)


def paced(*changes) -> Pace:  # type: ignore[no-untyped-def]
    return fold(Step(seq, NOW, "facilitator", change) for seq, change in enumerate(changes, start=1))


def works(store: Store, record: ClassRecord, card: str, page: str, steps: int = 3) -> str:
    attempt = store.attempt(record.id, card, page, "digest").id
    writer = store.open_writer(attempt)
    sent = [NewEvent(n, "quiz/q", {"answer": "item", "to": "a"}, n) for n in range(1, steps + 1)]
    asyncio.run(store.append(attempt, writer, sent))
    return attempt


@pytest.mark.parametrize(
    ("attempt", "opened", "pace", "why"),
    [
        (BEGUN, False, Pace(), None),
        (replace(BEGUN, submitted_at=NOW, receipt="AAAA-BBBB"), False, Pace(), "handed-in"),
        (replace(BEGUN, number=2), False, Pace(), "again"),
        (BEGUN, True, Pace(), "both"),
        (BEGUN, False, paced(Forms(module="m", trainee="001", first="assessment/f", then=TEST)), "form"),
        (
            BEGUN,
            False,
            paced(*(Forms(module="m", trainee=card, first=TEST, then="assessment/f") for card in ("001", "002"))),
            None,
        ),
        (BEGUN, False, paced(Start(page=TEST, minutes=10), ExtraTime(trainee="002", percent=50)), "time"),
        (BEGUN, False, paced(Start(page=TEST, minutes=10), ExtraTime(trainee="001", percent=50)), None),
    ],
)
def test_what_of_a_card_goes_on_under_the_other(
    attempt: AttemptRecord, opened: bool, pace: Pace, why: str | None
) -> None:
    assert obstacle(attempt, "001", opened=opened, pace=pace) == why


def test_a_closed_card_counts_only_with_what_was_handed_in(store: Store, record: ClassRecord) -> None:
    (third, _) = store.add_trainees(record.id, [NewTrainee("An")])[0]
    store.steer(record.id, "trainee/001", Hand(trainee="001", up=True))
    pace = store.close_card(record.id, "001", "B-7")
    assert not pace.counts("001", ())
    assert pace.counts("001", {"001"})
    assert pace.counts("B-7", ())
    assert pace.hands == ()
    store.close_card(record.id, "B-7", third.id)
    assert store.pace(record.id).person_of("001") == third.id
    assert store.pace(record.id).person_of("nobody") == "nobody"


def test_a_closed_card_is_signed_out_until_it_gets_a_new_pin(store: Store, record: ClassRecord) -> None:
    pin, token = store.new_pin(record.id, "001"), store.open_session("trainee", record.id, "001")
    assert store.session(token)
    store.close_card(record.id, "001", "B-7")
    assert store.session(token) is None
    with pytest.raises(WrongPin):
        store.check_pin(record.id, "001", pin)
    pin = store.new_pin(record.id, "001")
    assert "001" not in store.pace(record.id).closed
    assert store.check_pin(record.id, "001", pin).id == "001"
    for card, keep in (("nobody", "001"), ("001", "nobody")):
        with pytest.raises(UnknownTrainee):
            store.close_card(record.id, card, keep)
    assert store.pace(record.id).closed == {}


def test_an_attempt_goes_over_with_every_step_and_back(store: Store, record: ClassRecord) -> None:
    def kept(attempt: str) -> tuple[list[EventRecord], int, str]:
        found = store.get_attempt(attempt)
        return store.events(attempt), found.seed, found.digest

    attempt = works(store, record, "001", LESSON)
    before = kept(attempt)
    store.close_card(record.id, "001", "B-7")
    store.move_attempt(record.id, attempt, "B-7")
    assert store.get_attempt(attempt).trainee_id == "B-7"
    assert store.attempt(record.id, "B-7", LESSON, "digest").id == attempt
    assert store.find_attempt(record.id, "001", LESSON) is None
    assert kept(attempt) == before
    # What a phone held back when the card was closed arrives under the writer it was made with.
    asyncio.run(store.append(attempt, 1, [NewEvent(4, "quiz/q", {"answer": "item", "to": "b"}, 4)]))
    assert len(store.events(attempt)) == 4

    store.move_attempt(record.id, attempt, "001")
    assert store.get_attempt(attempt).trainee_id == "001"
    assert store.pace(record.id).moved == {}
    assert [step.change.kind for step in store.pace_steps(record.id)] == ["close-card", "move-attempt", "move-attempt"]


def test_what_is_handed_in_since_then_stays(store: Store, record: ClassRecord) -> None:
    attempt = works(store, record, "001", TEST)
    store.move_attempt(record.id, attempt, "B-7")
    store.submit(attempt, {1: 3})
    with pytest.raises(NotMoved, match="handed-in"):
        store.move_attempt(record.id, attempt, "001")
    assert store.get_attempt(attempt).trainee_id == "B-7"
    assert store.pace(record.id).moved[attempt].to == "B-7"


def test_nothing_is_moved_onto_what_the_other_card_has(store: Store, record: ClassRecord) -> None:
    attempt = works(store, record, "001", LESSON)
    store.attempt(record.id, "B-7", LESSON, "digest")
    with pytest.raises(NotMoved, match="both"):
        store.move_attempt(record.id, attempt, "B-7")
    with pytest.raises(UnknownTrainee):
        store.move_attempt(record.id, attempt, "nobody")
    assert store.pace(record.id).moved == {}


def test_an_older_record_never_gives_a_moved_attempt_back(store: Store, record: ClassRecord) -> None:
    attempt = works(store, record, "001", LESSON)
    older = store.get_attempt(attempt)
    store.move_attempt(record.id, attempt, "B-7")
    store._remembered.keep_attempt(older)
    assert store.get_attempt(attempt).trainee_id == "B-7"


def test_the_record_of_changes_names_nobody_who_was_forgotten(store: Store, record: ClassRecord) -> None:
    attempt = works(store, record, "001", LESSON)
    store.close_card(record.id, "001", "B-7")
    store.move_attempt(record.id, attempt, "B-7")
    store.forget(record.id, "B-7", "removed-1", lambda _task, event: event)
    pace = store.pace(record.id)
    assert pace.closed["001"].keep == "removed-1"
    assert pace.moved[attempt].to == "removed-1"
    assert "B-7" not in str([step.change for step in store.pace_steps(record.id)])
    assert timedelta(0) <= utc_now() - pace.closed["001"].at

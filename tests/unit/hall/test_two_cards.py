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
    attempt = store.attempts.open(record.id, card, page, "digest").id
    writer = store.attempts.open_writer(attempt)
    sent = [NewEvent(n, "quiz/q", {"answer": "item", "to": "a"}, n) for n in range(1, steps + 1)]
    asyncio.run(store.events.append(attempt, writer, sent))
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
    (third, _) = store.people.add(record.id, [NewTrainee("An")])[0]
    store.paces.steer(record.id, "trainee/001", Hand(trainee="001", up=True))
    pace = store.cards.close(record.id, "001", "B-7")
    assert not pace.counts("001", ())
    assert pace.counts("001", {"001"})
    assert pace.counts("B-7", ())
    assert pace.hands == ()
    store.cards.close(record.id, "B-7", third.id)
    assert store.paces.of_class(record.id).person_of("001") == third.id
    assert store.paces.of_class(record.id).person_of("nobody") == "nobody"


def test_a_closed_card_is_signed_out_until_it_gets_a_new_pin(store: Store, record: ClassRecord) -> None:
    pin, token = store.cards.new_pin(record.id, "001"), store.sessions.open("trainee", record.id, "001")
    assert store.sessions.find(token)
    store.cards.close(record.id, "001", "B-7")
    assert store.sessions.find(token) is None
    with pytest.raises(WrongPin):
        store.cards.check_pin(record.id, "001", pin)
    pin = store.cards.new_pin(record.id, "001")
    assert "001" not in store.paces.of_class(record.id).closed
    assert store.cards.check_pin(record.id, "001", pin).id == "001"
    for card, keep in (("nobody", "001"), ("001", "nobody")):
        with pytest.raises(UnknownTrainee):
            store.cards.close(record.id, card, keep)
    assert store.paces.of_class(record.id).closed == {}


def test_an_attempt_goes_over_with_every_step_and_back(store: Store, record: ClassRecord) -> None:
    def kept(attempt: str) -> tuple[list[EventRecord], int, str]:
        found = store.attempts.get(attempt)
        return store.events.of_attempt(attempt), found.seed, found.digest

    attempt = works(store, record, "001", LESSON)
    before = kept(attempt)
    store.cards.close(record.id, "001", "B-7")
    store.cards.move_attempt(record.id, attempt, "B-7")
    assert store.attempts.get(attempt).trainee_id == "B-7"
    assert store.attempts.open(record.id, "B-7", LESSON, "digest").id == attempt
    assert store.attempts.find(record.id, "001", LESSON) is None
    assert kept(attempt) == before
    # What a phone held back when the card was closed arrives under the writer it was made with.
    asyncio.run(store.events.append(attempt, 1, [NewEvent(4, "quiz/q", {"answer": "item", "to": "b"}, 4)]))
    assert len(store.events.of_attempt(attempt)) == 4

    store.cards.move_attempt(record.id, attempt, "001")
    assert store.attempts.get(attempt).trainee_id == "001"
    assert store.paces.of_class(record.id).moved == {}
    assert [step.change.kind for step in store.paces.steps(record.id)] == ["close-card", "move-attempt", "move-attempt"]


def test_what_is_handed_in_since_then_stays(store: Store, record: ClassRecord) -> None:
    attempt = works(store, record, "001", TEST)
    store.cards.move_attempt(record.id, attempt, "B-7")
    store.attempts.submit(attempt, {1: 3})
    with pytest.raises(NotMoved, match="handed-in"):
        store.cards.move_attempt(record.id, attempt, "001")
    assert store.attempts.get(attempt).trainee_id == "B-7"
    assert store.paces.of_class(record.id).moved[attempt].to == "B-7"


def test_nothing_is_moved_onto_what_the_other_card_has(store: Store, record: ClassRecord) -> None:
    attempt = works(store, record, "001", LESSON)
    store.attempts.open(record.id, "B-7", LESSON, "digest")
    with pytest.raises(NotMoved, match="both"):
        store.cards.move_attempt(record.id, attempt, "B-7")
    with pytest.raises(UnknownTrainee):
        store.cards.move_attempt(record.id, attempt, "nobody")
    assert store.paces.of_class(record.id).moved == {}


def test_an_older_record_never_gives_a_moved_attempt_back(store: Store, record: ClassRecord) -> None:
    attempt = works(store, record, "001", LESSON)
    older = store.attempts.get(attempt)
    store.cards.move_attempt(record.id, attempt, "B-7")
    store._remembered.keep_attempt(older)
    assert store.attempts.get(attempt).trainee_id == "B-7"


def test_the_record_of_changes_names_nobody_who_was_forgotten(store: Store, record: ClassRecord) -> None:
    attempt = works(store, record, "001", LESSON)
    store.cards.close(record.id, "001", "B-7")
    store.cards.move_attempt(record.id, attempt, "B-7")
    store.people.forget(record.id, "B-7", "removed-1", lambda _task, event: event)
    pace = store.paces.of_class(record.id)
    assert pace.closed["001"].keep == "removed-1"
    assert pace.moved[attempt].to == "removed-1"
    assert "B-7" not in str([step.change for step in store.paces.steps(record.id)])
    assert timedelta(0) <= utc_now() - pace.closed["001"].at

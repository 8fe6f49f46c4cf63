"""Does the store keep what it is given, refuse what it must, and never change what it acknowledged?"""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from caunoi import machine
from caunoi.hall.records import ClassRecord, NewEvent, NewTrainee, SessionRecord, utc_now
from caunoi.hall.refusals import (
    AttemptFull,
    BadRoster,
    Conflict,
    Gaps,
    NotHandedIn,
    Submitted,
    UnknownAttempt,
    UnknownClass,
    UnknownTrainee,
    UnknownWriter,
)
from caunoi.hall.store import Limits, Store, attempts, events

PAGE = "assessment/basics"


def event(n: int, to: str = "a") -> NewEvent:
    return NewEvent(n, "quiz/q", {"answer": "item", "to": to}, 1_000 + n)


def append(store: Store, attempt: str, writer: int, *events: NewEvent, since: int = 0):  # type: ignore[no-untyped-def]
    return asyncio.run(store.events.append(attempt, writer, events, since))


@pytest.fixture
def attempt(store: Store, record: ClassRecord) -> str:
    return store.attempts.open(record.id, "001", PAGE, "digest").id


@pytest.fixture
def writer(store: Store, attempt: str) -> int:
    return store.attempts.open_writer(attempt)


def test_class_is_found_by_the_code_as_people_type_it(store: Store, record: ClassRecord) -> None:
    code = record.code
    for typed in (code, code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:2]}-{code[2:]}"):
        assert store.classes.by_code(typed) == record
    assert store.classes.by_code(code[:-1]) is None
    assert store.classes.get(record.id) == record
    with pytest.raises(UnknownClass):
        store.classes.get("none")


def test_class_moves_with_its_data_folder(tmp_path: Path) -> None:
    with Store(tmp_path / "one") as store:
        record = store.classes.open("L", "X", "2026-11-23", "vi")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    with Store(tmp_path / "two") as store:
        assert store.classes.get(record.id).path == str(tmp_path / "two" / "classes" / record.id)


def test_class_whose_folder_failed_does_not_exist(store: Store) -> None:
    def fail(_: ClassRecord) -> None:
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        store.classes.open("L", "X", "2026-11-23", "vi", prepare=fail)
    assert store.classes.all() == []


def test_newest_class_comes_first(store: Store) -> None:
    names = [store.classes.open(name, "", "2026-11-23", "vi").name for name in ("a", "b", "c")]
    assert {record.name for record in store.classes.all()} == set(names)
    moments = [record.opened_at for record in store.classes.all()]
    assert moments == sorted(moments, reverse=True)


def test_cards_are_given_in_order_around_those_chosen(store: Store, record: ClassRecord) -> None:
    added = store.people.add(record.id, [NewTrainee("C", card="002"), NewTrainee("D"), NewTrainee("E")])
    assert [trainee.id for trainee, _ in added] == ["002", "003", "004"]
    assert {trainee.id for trainee in store.people.of_class(record.id)} == {"001", "002", "003", "004", "B-7"}
    assert sorted(each.card for each in store.people.listed(record.id)) == ["001", "002", "003", "004", "B-7"]


@pytest.mark.parametrize(
    ("people", "problems"),
    [
        ([NewTrainee("A", card="x y")], [(1, "x y", "card-not-allowed")]),
        ([NewTrainee("A", card="../x")], [(1, "../x", "card-not-allowed")]),
        ([NewTrainee("A", card="-1")], [(1, "-1", "card-not-allowed")]),
        ([NewTrainee("A", card="x" * 33)], [(1, "x" * 33, "card-not-allowed")]),
        ([NewTrainee("A", card="số-1")], [(1, "số-1", "card-not-allowed")]),
        ([NewTrainee("A", card="CON")], [(1, "CON", "card-not-allowed")]),
        ([NewTrainee("A", card="lpt1")], [(1, "lpt1", "card-not-allowed")]),
        ([NewTrainee("A", card="b-7")], [(1, "b-7", "card-taken")]),
        ([NewTrainee("A", card="k1"), NewTrainee("B", card="K1")], [(2, "K1", "card-taken")]),
        ([NewTrainee(" "), NewTrainee("B", card="?")], [(1, " ", "name-missing"), (2, "?", "card-not-allowed")]),
        ([NewTrainee("N" * 121)], [(1, "N" * 121, "name-too-long")]),
    ],
)
def test_bad_roster_is_refused_whole_with_every_line(
    store: Store, record: ClassRecord, people: list[NewTrainee], problems: list[tuple[int, str, str]]
) -> None:
    with pytest.raises(BadRoster) as refused:
        store.people.add(record.id, [NewTrainee("Tốt"), *people])
    assert refused.value.problems == tuple((line + 1, value, reason) for line, value, reason in problems)
    assert len(store.people.of_class(record.id)) == 2


def test_names_become_one_clean_line(store: Store, record: ClassRecord) -> None:
    [(trainee, _)] = store.people.add(record.id, [NewTrainee(" Lê\n  Thị\tC\u200b ", role="a\x00b", village=" v ")])
    assert (trainee.name, trainee.role, trainee.village) == ("Lê Thị C", "a b", "v")
    assert store.people.get(record.id, trainee.id) == trainee


def test_roster_needs_its_class(store: Store) -> None:
    with pytest.raises(UnknownClass):
        store.people.add("none", [NewTrainee("A")])
    with pytest.raises(UnknownTrainee):
        store.people.get("none", "001")


def test_one_attempt_per_person_and_page(store: Store, record: ClassRecord) -> None:
    first = store.attempts.open(record.id, "001", PAGE, "one")
    assert store.attempts.open(record.id, "001", PAGE, "two") == first
    assert first.digest == "one"
    others = [store.attempts.open(record.id, "001", "lesson/a/b", ""), store.attempts.open(record.id, "B-7", PAGE, "")]
    assert len({first.id, *(each.id for each in others)}) == 3
    assert len({first.seed, *(each.seed for each in others)}) > 1
    with pytest.raises(UnknownTrainee):
        store.attempts.open(record.id, "none", PAGE, "")
    with pytest.raises(UnknownAttempt):
        store.attempts.get("none")


def test_a_further_attempt_begins_once_the_one_before_is_handed_in(store: Store, record: ClassRecord) -> None:
    first = store.attempts.open(record.id, "001", PAGE, "one")
    append(store, first.id, store.attempts.open_writer(first.id), event(1))
    with pytest.raises(NotHandedIn):
        store.attempts.open_again(first, "two")
    handed_in = store.attempts.submit(first.id, {1: 1})
    second = store.attempts.open_again(handed_in, "two")
    assert (second.number, second.digest, second.submitted_at) == (2, "two", None)
    assert second.seed != first.seed
    # Pressed twice, and on another phone that still shows the first one.
    assert store.attempts.open_again(handed_in, "two") == second
    assert store.attempts.open(record.id, "001", PAGE, "two") == second
    assert store.attempts.find(record.id, "001", PAGE) == second
    assert [each.number for each in store.attempts.of_class(record.id, "001")] == [1, 2]
    # The first stays as it is: its steps, its receipt, and nothing can be added.
    assert [each.n for each in store.events.of_attempt(first.id)] == [1]
    assert store.events.of_attempt(second.id) == []
    with pytest.raises(Submitted):
        append(store, first.id, 1, event(2))
    assert store.attempts.find_receipt(handed_in.receipt or "")[0].id == first.id  # type: ignore[index]
    assert store.attempts.submit(second.id, {}).receipt != handed_in.receipt


def test_progress_is_of_the_latest_attempt(store: Store, record: ClassRecord) -> None:
    first = store.attempts.open(record.id, "001", PAGE, "")
    append(store, first.id, store.attempts.open_writer(first.id), event(1))
    second = store.attempts.open_again(store.attempts.submit(first.id, {1: 1}), "")
    (row,) = store.attempts.progress(record.id)
    assert (row.attempt, row.number, row.events, row.submitted_at) == (second.id, 2, 0, None)


def test_events_are_stored_once_in_order(store: Store, attempt: str, writer: int) -> None:
    first = append(store, attempt, writer, event(1), event(2))
    again = append(store, attempt, writer, event(1), event(2), event(3))
    assert (first.acknowledged, again.acknowledged) == (2, 3)
    assert {n: again.seqs[n] for n in first.seqs} == first.seqs
    assert [each.n for each in store.events.of_attempt(attempt)] == [1, 2, 3]
    assert [each.n for each in store.events.of_attempt(attempt, since=first.seq)] == [3]
    assert store.events.of_attempt(attempt)[0].event == {"answer": "item", "to": "a"}
    assert store.events.of_attempt(attempt)[0].received_at.tzinfo is UTC


def test_batch_with_one_conflict_stores_nothing(store: Store, attempt: str, writer: int) -> None:
    append(store, attempt, writer, event(1))
    with pytest.raises(Conflict) as refused:
        append(store, attempt, writer, event(2), event(1, to="b"))
    assert (refused.value.writer, refused.value.n) == (writer, 1)
    assert len(store.events.of_attempt(attempt)) == 1


def test_conflict_within_one_batch_is_seen(store: Store, attempt: str, writer: int) -> None:
    with pytest.raises(Conflict):
        append(store, attempt, writer, event(1), event(1, to="b"))
    assert append(store, attempt, writer, event(1), event(1)).acknowledged == 1


@pytest.mark.parametrize(
    "change",
    [{"task": "quiz/other"}, {"at_ms": 5}, {"event": {"answer": "item", "to": ["a"]}}, {"event": {"hint": "x"}}],
)
def test_every_part_of_a_body_counts(store: Store, attempt: str, writer: int, change: dict[str, object]) -> None:
    append(store, attempt, writer, event(1))
    with pytest.raises(Conflict):
        append(store, attempt, writer, dataclasses.replace(event(1), **change))


def test_order_of_keys_does_not_count(store: Store, attempt: str, writer: int) -> None:
    append(store, attempt, writer, NewEvent(1, "t", {"set": "a", "to": "Ệ"}, 1))
    assert append(store, attempt, writer, NewEvent(1, "t", {"to": "Ệ", "set": "a"}, 1)).acknowledged == 1


def test_only_what_is_gapless_is_acknowledged(store: Store, attempt: str, writer: int) -> None:
    assert append(store, attempt, writer, event(2)).acknowledged == 0
    assert append(store, attempt, writer, event(4)).acknowledged == 0
    assert append(store, attempt, writer, event(1)).acknowledged == 2
    assert append(store, attempt, writer, event(3)).acknowledged == 4


def test_others_events_come_with_the_acknowledgement(store: Store, attempt: str, writer: int) -> None:
    second = store.attempts.open_writer(attempt)
    assert second == writer + 1
    done = append(store, attempt, writer, event(1, "x"))
    assert done.others == ()
    answer = append(store, attempt, second, event(1, "y"))
    assert [(each.writer, each.event["to"]) for each in answer.others] == [(writer, "x")]
    assert append(store, attempt, second, since=done.seq).others == ()
    assert append(store, attempt, writer, since=done.seq).others[0].event["to"] == "y"


def test_unknown_writer_and_attempt_are_refused(store: Store, attempt: str, writer: int) -> None:
    with pytest.raises(UnknownWriter):
        append(store, attempt, writer + 1, event(1))
    with pytest.raises(UnknownAttempt):
        append(store, "none", 1, event(1))
    with pytest.raises(UnknownAttempt):
        store.attempts.open_writer("none")


def test_handing_in_names_what_is_missing(store: Store, attempt: str, writer: int) -> None:
    append(store, attempt, writer, event(1), event(4))
    second = store.attempts.open_writer(attempt)
    with pytest.raises(Gaps) as refused:
        store.attempts.submit(attempt, {writer: 5, second: 2})
    assert refused.value.missing == {writer: (2, 3, 5), second: (1, 2)}
    with pytest.raises(Gaps) as refused:
        store.attempts.submit(attempt, {second: 2**31 - 1})
    assert len(refused.value.missing[second]) == 200
    with pytest.raises(UnknownWriter):
        store.attempts.submit(attempt, {9: 0})
    assert store.attempts.get(attempt).submitted_at is None


def test_handing_in_happens_once_and_closes(store: Store, attempt: str, writer: int) -> None:
    append(store, attempt, writer, event(1))
    done = store.attempts.submit(attempt, {writer: 1})
    assert done.receipt is not None
    assert store.attempts.submit(attempt, {writer: 1}) == done == store.attempts.get(attempt)
    assert append(store, attempt, writer, event(1)).submitted == done
    with pytest.raises(Submitted):
        append(store, attempt, writer, event(2))
    with pytest.raises(Conflict):
        append(store, attempt, writer, event(1, "b"))


def test_handed_in_attempt_waits_until_it_is_delivered(store: Store, attempt: str) -> None:
    assert store.attempts.undelivered() == []
    done = store.attempts.submit(attempt, {})
    assert store.attempts.undelivered() == [done]
    store.attempts.delivered(attempt)
    store.attempts.delivered(attempt)
    assert store.attempts.undelivered() == []


@pytest.mark.parametrize("table", ["events", "submissions", "deliveries"])
@pytest.mark.parametrize("change", ["UPDATE {table} SET attempt = 'x'", "DELETE FROM {table}"])
def test_what_was_acknowledged_cannot_be_changed(
    store: Store, attempt: str, writer: int, table: str, change: str
) -> None:
    append(store, attempt, writer, event(1))
    store.attempts.submit(attempt, {writer: 1})
    store.attempts.delivered(attempt)
    with store._file.engine.connect() as connection, pytest.raises(IntegrityError, match=f"{table} is append-only"):
        connection.execute(text(change.format(table=table)))


def test_progress_counts_each_page(store: Store, record: ClassRecord, attempt: str, writer: int) -> None:
    store.attempts.open(record.id, "B-7", "lesson/a/b", "")
    append(store, attempt, writer, event(1), event(2))
    done = store.attempts.submit(attempt, {writer: 2})
    rows = store.attempts.progress(record.id)
    assert [(row.trainee, row.page, row.events) for row in rows] == [("001", PAGE, 2), ("B-7", "lesson/a/b", 0)]
    assert rows[0].last_at == store.events.of_attempt(attempt)[-1].received_at
    assert (rows[0].submitted_at, rows[1].submitted_at, rows[1].last_at) == (done.submitted_at, None, None)
    assert store.attempts.progress(record.id, "B-7") == rows[1:]
    assert store.attempts.progress("none") == []


def test_the_list_at_the_door_is_the_same_until_it_is_another(store: Store, record: ClassRecord) -> None:
    def names() -> list[str]:
        return [each.name for each in store.people.listed(record.id)]

    first = store.people.listed(record.id)
    store.cards.check_pin(record.id, "001", store.cards.new_pin(record.id, "001"))
    assert store.people.listed(record.id) is first
    store.people.add(record.id, [NewTrainee("Chi", card="C-1"), NewTrainee("Dung", card="D-1")])
    assert {"Chi", "Dung"} <= set(names())
    store.people.remove(record.id, "C-1")
    assert "Chi" not in names() and "Dung" in names()
    store.walk_ins.set_door(record.id, 1, utc_now() + timedelta(minutes=5))
    store.walk_ins.take_in(record.id, NewTrainee("Em"))
    assert "Em" in names()
    store.people.forget(record.id, "D-1", "removed-1", lambda _task, event: event)
    assert "Dung" not in names() and "removed-1" not in names()


def test_a_list_that_becomes_another_while_it_is_read_is_not_remembered(store: Store, record: ClassRecord) -> None:
    read = store._file.read

    def read_just_before_somebody_comes(work):  # type: ignore[no-untyped-def]
        found = read(work)
        store._file.read = read
        store.people.add(record.id, [NewTrainee("Chi")])
        return found

    store._file.read = read_just_before_somebody_comes
    store.people.listed(record.id)
    assert "Chi" in [each.name for each in store.people.listed(record.id)]


def test_session_lasts_until_it_is_closed(store: Store, record: ClassRecord) -> None:
    token = store.sessions.open("trainee", record.id, "001")
    assert len(token) >= 43
    assert store.sessions.find(token) == SessionRecord("trainee", record.id, "001")
    assert store.sessions.find(token + "x") is None
    store.sessions.close(token)
    assert store.sessions.find(token) is None
    with pytest.raises(IntegrityError):
        store.sessions.open("trainee", record.id, "nobody")


def test_a_sign_in_that_ends_while_it_is_looked_up_is_not_remembered(store: Store, record: ClassRecord) -> None:
    token = store.sessions.open("trainee", record.id, "001")
    read = store._file.read

    def read_just_before_it_ends(work):  # type: ignore[no-untyped-def]
        found = read(work)
        store._file.read = read
        store.sessions.close(token)
        return found

    store._file.read = read_just_before_it_ends
    assert store.sessions.find(token) is not None
    assert store.sessions.find(token) is None


def test_session_ends_by_itself(tmp_path: Path) -> None:
    with Store(tmp_path, Limits(session=timedelta(seconds=-1))) as store:
        assert store.sessions.find(store.sessions.open("facilitator")) is None


def test_new_pin_signs_out_everywhere(store: Store, record: ClassRecord) -> None:
    mine, another = (store.sessions.open("trainee", record.id, card) for card in ("001", "B-7"))
    assert store.sessions.find(mine) and store.sessions.find(another)
    store.cards.new_pin(record.id, "001")
    assert store.sessions.find(mine) is None
    assert store.sessions.find(another) is not None


def test_facilitator_key_works_once_and_only_the_newest(store: Store) -> None:
    old, new = store.facilitator_key.renew(), store.facilitator_key.renew()
    assert not store.facilitator_key.use(old)
    assert not store.facilitator_key.use("")
    assert store.facilitator_key.use(new)
    assert not store.facilitator_key.use(new)


def test_an_attempt_takes_so_many_steps_and_what_was_taken_stays(
    store: Store, attempt: str, writer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_STEPS", 3)
    append(store, attempt, writer, event(1), event(2))
    with pytest.raises(AttemptFull):
        append(store, attempt, writer, event(3), event(4))
    assert append(store, attempt, writer, event(3)).acknowledged == 3
    second = store.attempts.open_writer(attempt)
    with pytest.raises(AttemptFull):
        append(store, attempt, second, event(1))
    # Asking how it stands, sending again what is stored, and handing in go on as ever.
    assert append(store, attempt, writer).acknowledged == 3
    assert append(store, attempt, writer, event(2), event(3)).acknowledged == 3
    assert [each.n for each in store.events.of_attempt(attempt)] == [1, 2, 3]
    assert store.attempts.submit(attempt, {writer: 3}).receipt


def test_an_attempt_takes_so_many_characters(
    store: Store, attempt: str, writer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_CHARACTERS", 1000)
    append(store, attempt, writer, event(1, "ờ" * 600))
    with pytest.raises(AttemptFull):
        append(store, attempt, writer, event(2, "ờ" * 600))
    assert append(store, attempt, writer, event(2)).acknowledged == 2


def test_an_attempt_is_opened_so_often(store: Store, attempt: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MOST_WRITERS", 2)
    assert [store.attempts.open_writer(attempt) for _ in range(2)] == [1, 2]
    with pytest.raises(AttemptFull):
        store.attempts.open_writer(attempt)


def test_what_is_kept_of_an_attempt_can_be_replayed() -> None:
    assert events.MOST_STEPS <= machine.MAX_EVENTS

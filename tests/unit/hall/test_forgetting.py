"""Is a forgotten person gone from the store, and everything else as it was?"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from caunoi.hall.change import LargePrint
from caunoi.hall.records import ClassRecord, NewEvent, NewTrainee
from caunoi.hall.refusals import UnknownTrainee, WrongPin
from caunoi.hall.store import Store
from caunoi.hall.store.database import as_it_is
from caunoi.keeping.words import REMOVED, without_words

SECRET = "Cháu ở thôn Đoài, nhà có giàn trầu"
FREE = frozenset({("quiz/own", "why")})
EVENTS: list[tuple[str, dict[str, Any]]] = [
    ("writing/coaching", {"write": "coaching", "to": SECRET}),
    ("quiz/own", {"answer": "why", "to": SECRET}),
    ("quiz/own", {"answer": "which", "to": "wait"}),
    ("mockup/help-uncle/test", {"tap": "submit"}),
]


def redact(task: str, event: Any) -> Any:
    return without_words(task, event, FREE)


@pytest.fixture
def attempt(store: Store, record: ClassRecord) -> str:
    """An attempt of card B-7, with own words in it."""
    opened = store.attempts.open(record.id, "B-7", "assessment/basics", "d")
    writer = store.attempts.open_writer(opened.id)
    sent = [NewEvent(n, task, event, 5) for n, (task, event) in enumerate(EVENTS, start=1)]
    asyncio.run(store.events.append(opened.id, writer, sent))
    store.attempts.submit(opened.id, {writer: len(sent)})
    return opened.id


def test_name_and_words_go_and_what_was_done_stays(store: Store, record: ClassRecord, attempt: str) -> None:
    token = store.sessions.open("trainee", record.id, "B-7")
    assert store.sessions.find(token) is not None
    store.paces.steer(record.id, "facilitator", LargePrint(trainee="B-7", percent=150))
    before, receipt = store.events.of_attempt(attempt), store.attempts.get(attempt).receipt
    pseudonym = store.people.next_pseudonym(record.id)
    store.people.forget(record.id, "B-7", pseudonym, redact)
    assert pseudonym == "removed-1"
    assert [(person.id, person.name, person.village) for person in store.people.of_class(record.id)] == [
        ("001", "Nguyễn Văn A", ""),
        ("removed-1", "removed-1", ""),
    ]
    assert store.sessions.find(token) is None
    with pytest.raises(WrongPin):
        store.cards.check_pin(record.id, pseudonym, "0000")
    after = store.events.of_attempt(attempt)
    assert [each.event.get("to") for each in after] == [REMOVED, REMOVED, "wait", None]
    assert [(each.seq, each.n, each.task, each.received_at) for each in after] == [
        (each.seq, each.n, each.task, each.received_at) for each in before
    ]
    assert (store.attempts.get(attempt).trainee_id, store.attempts.get(attempt).receipt) == (pseudonym, receipt)
    assert store.paces.of_class(record.id).large_print == {pseudonym: 150}
    assert store.people.next_pseudonym(record.id) == "removed-2"
    with pytest.raises(UnknownTrainee):
        store.people.forget(record.id, "B-7", "removed-2", redact)


def test_nothing_of_it_is_left_in_the_file(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        record = store.classes.open("Lớp một", "", "2026-11-23", "vi")
        store.people.add(record.id, [NewTrainee("Trần Thị Biệt Danh", card="B-7", village="Thôn Đoài")])
        opened = store.attempts.open(record.id, "B-7", "assessment/basics", "d")
        task, event = EVENTS[0]
        asyncio.run(
            store.events.append(opened.id, store.attempts.open_writer(opened.id), [NewEvent(1, task, event, 5)])
        )
        store.people.forget(record.id, "B-7", "removed-1", redact)
    assert [path.name for path in tmp_path.iterdir()] == ["hall.db"]
    left = (tmp_path / "hall.db").read_bytes()
    for word in (SECRET, "Trần Thị Biệt Danh", "Thôn Đoài"):
        assert word.encode() not in left


def test_it_is_noted_and_append_only_holds_again(
    store: Store, record: ClassRecord, attempt: str, tmp_path: Path
) -> None:
    store.people.forget(record.id, "B-7", "removed-1", redact)
    store.close()
    with as_it_is(tmp_path / "hall.db") as connection:
        noted = connection.execute(text("SELECT class_id, pseudonym, events FROM forgotten")).all()
        assert [tuple(row) for row in noted] == [(record.id, "removed-1", 2)]
    for table in ("events", "pace", "forgotten"):
        with as_it_is(tmp_path / "hall.db") as connection:
            names = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t ORDER BY name"),
                {"t": table},
            ).scalars()
            assert list(names) == [f"{table}_no_delete", f"{table}_no_update"]
    with pytest.raises(IntegrityError, match="append-only"), as_it_is(tmp_path / "hall.db") as connection:
        connection.execute(text("UPDATE events SET at_ms = 0"))


def test_one_that_fails_half_way_changes_nothing(store: Store, record: ClassRecord, attempt: str) -> None:
    def broken(task: str, event: Any) -> Any:
        if task.startswith("mockup"):
            raise RuntimeError("no")
        return redact(task, event)

    before = store.events.of_attempt(attempt)
    with pytest.raises(RuntimeError, match="no"):
        store.people.forget(record.id, "B-7", "removed-1", broken)
    assert store.events.of_attempt(attempt) == before
    assert [person.id for person in store.people.of_class(record.id)] == ["001", "B-7"]

"""Is nobody told "saved" before COMMIT, and does one bad piece of work leave its neighbours alone?"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text

from caunoi.errors import StoreError
from caunoi.hall.records import ClassRecord, NewEvent, NewTrainee
from caunoi.hall.refusals import Refusal
from caunoi.hall.store import Store
from caunoi.hall.store.commit import Committer
from caunoi.hall.store.database import open_database
from tests.patience import PATIENCE_S


@pytest.fixture
def engine(tmp_path: Path) -> Any:
    opened = open_database(tmp_path / "hall.db")
    with opened.connect() as connection:
        connection.execute(text("CREATE TABLE notes (n INTEGER PRIMARY KEY)"))
        connection.commit()
    yield opened
    opened.dispose()


@pytest.fixture
def committer(engine: Engine, tmp_path: Path) -> Any:
    running = Committer(engine, tmp_path / "hall.db")
    yield running
    running.close()


def note(n: int) -> Any:
    return lambda connection: connection.execute(text("INSERT INTO notes VALUES (:n)"), {"n": n}).rowcount


def notes(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT n FROM notes ORDER BY n")).scalars())


def hold(committer: Committer) -> threading.Event:
    """Keep the writer busy, so that what is queued next shares one transaction."""
    gate = threading.Event()
    committer.submit(lambda _: gate.wait(PATIENCE_S))
    return gate


def test_result_comes_after_commit(engine: Engine, committer: Committer) -> None:
    gate, committed = threading.Event(), []

    def at_commit(_: Connection) -> None:
        committed.append(gate.wait(PATIENCE_S))

    event.listen(engine, "commit", at_commit)
    future: Future[int] = committer.submit(note(1))
    with pytest.raises(Late):
        future.result(0.2)
    gate.set()
    assert future.result(PATIENCE_S) == 1
    assert committed == [True]


def test_the_connection_that_writes_waits_for_the_disk(committer: Committer) -> None:
    """Read back in the very transaction whose end is acknowledged."""

    def ask(connection: Connection) -> tuple[Any, ...]:
        note(1)(connection)
        names = ("synchronous", "journal_mode", "fullfsync")
        return tuple(connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names)

    assert committer.submit(ask).result(PATIENCE_S) == (2, "wal", 1)


def test_those_who_wait_share_a_transaction(engine: Engine, committer: Committer) -> None:
    commits = []
    gate = hold(committer)
    event.listen(engine, "commit", lambda _: commits.append(1))
    futures = [committer.submit(note(n)) for n in range(50)]
    gate.set()
    assert [future.result(PATIENCE_S) for future in futures] == [1] * 50
    assert len(commits) <= 2
    assert notes(engine) == list(range(50))


def test_refusal_undoes_one_piece_only(engine: Engine, committer: Committer) -> None:
    def refused(connection: Connection) -> None:
        note(99)(connection)
        raise Refusal("no")

    def mistaken(connection: Connection) -> None:
        note(98)(connection)
        raise KeyError("bug")

    gate = hold(committer)
    futures = [committer.submit(work) for work in (note(1), refused, note(2), mistaken, note(1), note(3))]
    gate.set()
    errors = [type(future.exception(10)).__name__ for future in futures]
    assert errors == ["NoneType", "Refusal", "NoneType", "KeyError", "IntegrityError", "NoneType"]
    assert notes(engine) == [1, 2, 3]


def test_full_disk_fails_all_that_waited_with_one_sentence(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        record = store.classes.open("L", "X", "2026-11-23", "vi")
        [(person, _)] = store.people.add(record.id, [NewTrainee("A")])
        attempt = store.attempts.open(record.id, person.id, "lesson/a/b", "")
        writer = store.attempts.open_writer(attempt.id)

        def no_more_pages(connection: Any, *_: Any) -> None:
            connection.execute("PRAGMA max_page_count = 1")

        def give_room(connection: Any, *_: Any) -> None:
            connection.execute("PRAGMA max_page_count = 1000000")

        def send(n: int) -> Any:
            return store.events.append(attempt.id, writer, [NewEvent(n, "t", {"write": "w", "to": "x" * 9_000}, 1)])

        asyncio.run(send(1))
        event.listen(store._file.engine, "checkout", no_more_pages)

        async def both() -> list[Any]:
            return await asyncio.gather(send(2), send(3), return_exceptions=True)

        outcomes = asyncio.run(both())
        assert all(isinstance(each, StoreError) for each in outcomes)
        assert "disk is full" in str(outcomes[0])
        assert [each.n for each in store.events.of_attempt(attempt.id)] == [1]
        # Room again: the same events are taken, nothing else is needed.
        event.remove(store._file.engine, "checkout", no_more_pages)
        event.listen(store._file.engine, "checkout", give_room)
        assert asyncio.run(send(2)).acknowledged == 2


def test_closed_store_says_so(store: Store, record: ClassRecord) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.sessions.open("facilitator")
    store.close()


def test_what_was_queued_is_finished_at_the_end(engine: Engine, tmp_path: Path) -> None:
    committer = Committer(engine, tmp_path / "hall.db")
    gate = hold(committer)
    futures = [committer.submit(note(n)) for n in range(5)]
    threading.Timer(0.05, gate.set).start()
    committer.close()
    assert [future.result(0) for future in futures] == [1] * 5

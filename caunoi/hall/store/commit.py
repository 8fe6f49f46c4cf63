"""Group commit: one thread writes, and whoever waits at the same moment shares one transaction and one flush."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from caunoi.errors import StoreError
from caunoi.hall.store.database import immediate, why_unusable

T = TypeVar("T")
Work = Callable[[Connection], T]

# Enough to share a flush in a full hall, small enough that the first of them does not wait long.
MOST_AT_ONCE = 200


class Committer:
    """Runs pieces of work in order on one connection; a result is given only after COMMIT has returned."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._waiting: queue.SimpleQueue[tuple[Work[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._closed = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="caunoi-store", daemon=True)
        self._thread.start()

    def submit(self, work: Work[T]) -> Future[T]:
        """Queue one piece of work; a refusal it raises is the future's error and undoes that piece alone."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise StoreError("The store is closed; start the hall again.")
            self._waiting.put((work, future))
        return future

    def close(self) -> None:
        """Finish what was queued and stop the thread."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while True:
            batch, last = self._next_batch()
            if batch:
                self._commit(batch)
            if last:
                return

    def _next_batch(self) -> tuple[list[tuple[Work[Any], Future[Any]]], bool]:
        batch: list[tuple[Work[Any], Future[Any]]] = []
        item = self._waiting.get()
        while item is not None:
            if item[1].set_running_or_notify_cancel():
                batch.append(item)
            if len(batch) == MOST_AT_ONCE:
                return batch, False
            try:
                item = self._waiting.get_nowait()
            except queue.Empty:
                return batch, False
        return batch, True

    def _commit(self, batch: list[tuple[Work[Any], Future[Any]]]) -> None:
        outcomes: list[tuple[Future[Any], Any, Exception | None]] = []
        try:
            with immediate(self._engine.connect()) as connection, connection.begin():
                for work, future in batch:
                    outcomes.append((future, *self._one(connection, work)))
        except Exception as error:  # noqa: BLE001, the transaction is gone, so nobody's work is safe
            sentence = StoreError(why_unusable(self._path, error))
            sentence.__cause__ = error
            for _, future in batch:
                future.set_exception(sentence)
            return
        for future, result, refusal in outcomes:
            if refusal is None:
                future.set_result(result)
            else:
                future.set_exception(refusal)

    def _one(self, connection: Connection, work: Work[Any]) -> tuple[Any, Exception | None]:
        # Plain SQL: SQLAlchemy's own savepoints cost more than what is done inside.
        connection.exec_driver_sql("SAVEPOINT piece")
        try:
            result = work(connection)
        except OperationalError:  # disk full, file gone: SQLite may have undone everything, so the whole batch fails
            raise
        except Exception as error:  # noqa: BLE001, what fails one piece of work must not fail its neighbours
            connection.exec_driver_sql("ROLLBACK TO piece")
            connection.exec_driver_sql("RELEASE piece")
            return None, error
        connection.exec_driver_sql("RELEASE piece")
        return result, None

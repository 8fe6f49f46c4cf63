"""The store's one file: read on any thread, written by one committer, and one sentence when it cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from caunoi.errors import StoreError
from caunoi.hall.store.commit import Committer
from caunoi.hall.store.database import open_database, reading, why_unusable

T = TypeVar("T")


class StoreFile:
    """An open database; whatever is wrong with the file or the disk is a StoreError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.engine = open_database(path)
        self._committer = Committer(self.engine, path)

    def close(self) -> None:
        """Finish the waiting writes and let go of the file."""
        self._committer.close()
        self.engine.dispose()

    def read(self, work: Callable[[Connection], T]) -> T:
        """What some work reads; each statement sees what was committed before it."""
        try:
            with reading(self.engine.connect()) as connection:
                return work(connection)
        except SQLAlchemyError as error:
            raise StoreError(why_unusable(self._path, error)) from error

    def write(self, work: Callable[[Connection], T]) -> T:
        """What some work gives once it is on the disk."""
        return self.submit(work).result()

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """The same, for who does not want to block."""
        return self._committer.submit(work)

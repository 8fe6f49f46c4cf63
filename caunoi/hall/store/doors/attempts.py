"""Attempts: opened, opened again, handed in, filed in the course, and how far everybody is in theirs."""

from __future__ import annotations

from collections.abc import Mapping

from caunoi.hall.records import AttemptRecord, ProgressRow
from caunoi.hall.store import attempts
from caunoi.hall.store.file import StoreFile
from caunoi.hall.store.remembered import Remembered


class Attempts:
    """The attempts of all classes, which are remembered by their ids."""

    def __init__(self, file: StoreFile, remembered: Remembered) -> None:
        self._file = file
        self._remembered = remembered

    def open(self, class_id: str, trainee_id: str, page: str, digest: str) -> AttemptRecord:
        """The latest attempt of a trainee at a page, opened now if there is none."""
        found = self._file.read(lambda c: attempts.find_attempt(c, class_id, trainee_id, page))
        if found is None:
            found = self._file.write(lambda c: attempts.open_attempt(c, class_id, trainee_id, page, digest))
        self._remembered.keep_attempt(found)
        return found

    def find(self, class_id: str, trainee_id: str, page: str) -> AttemptRecord | None:
        """The latest attempt of a trainee at a page, None if it was never opened."""
        return self._file.read(lambda c: attempts.find_attempt(c, class_id, trainee_id, page))

    def open_again(self, before: AttemptRecord, digest: str) -> AttemptRecord:
        """The attempt after a handed-in one, opened now unless it was; raises NotHandedIn."""
        found = self._file.write(lambda c: attempts.open_again(c, before, digest))
        self._remembered.keep_attempt(found)
        return found

    def get(self, attempt: str) -> AttemptRecord:
        """The attempt of an id; raises UnknownAttempt."""
        known = self._remembered.attempt(attempt)
        if known is None:
            known = self._file.read(lambda connection: attempts.select_attempt(connection, attempt))
            self._remembered.keep_attempt(known)
        return known

    def open_writer(self, attempt: str) -> int:
        """The next writer of an attempt, counted from 1; raises AttemptFull."""
        return self._file.write(lambda connection: attempts.insert_writer(connection, attempt))

    def submit(self, attempt: str, last: Mapping[int, int]) -> AttemptRecord:
        """Hand an attempt in; `last` states the last n of each writer; raises Gaps, UnknownWriter."""
        done = self._file.write(lambda connection: attempts.submit(connection, attempt, last))
        self._remembered.keep_attempt(done)
        return done

    def undelivered(self) -> list[AttemptRecord]:
        """Handed-in attempts that have not reached their course folder."""
        return self._file.read(attempts.undelivered)

    def delivered(self, attempt: str) -> None:
        """Note that a handed-in attempt has reached its course folder."""
        self._file.write(lambda connection: attempts.insert_delivery(connection, attempt))

    def progress(self, class_id: str, trainee_id: str | None = None) -> list[ProgressRow]:
        """How far everybody of a class, or one person, is on each opened page, in the latest attempt at it."""
        return self._file.read(lambda connection: attempts.select_progress(connection, class_id, trainee_id))

    def of_class(self, class_id: str, trainee_id: str | None = None) -> list[AttemptRecord]:
        """All attempts of a class, or of one trainee, in the order of their opening."""
        return self._file.read(lambda connection: attempts.select_class_attempts(connection, class_id, trainee_id))

    def find_receipt(self, code: str) -> tuple[AttemptRecord, int, bool] | None:
        """The attempt of a receipt as somebody typed it, its number of steps, and whether it is filed in the course."""
        return self._file.read(lambda connection: attempts.find_receipt(connection, code))

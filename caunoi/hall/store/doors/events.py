"""Events: appended and acknowledged, read again in the order that counts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sqlalchemy import Connection

from caunoi.hall.pace import counted, fold
from caunoi.hall.records import Acknowledgement, AttemptRecord, EventRecord, NewEvent
from caunoi.hall.store import attempts, events
from caunoi.hall.store.doors.attempts import Attempts
from caunoi.hall.store.doors.paces import Paces
from caunoi.hall.store.file import StoreFile


class Events:
    """The events of all attempts; which of them count is asked of the class's pace."""

    def __init__(self, file: StoreFile, attempts: Attempts, paces: Paces) -> None:
        self._file = file
        self._attempts = attempts
        self._paces = paces

    async def append(self, attempt: str, writer: int, new: Sequence[NewEvent], since: int = 0) -> Acknowledgement:
        """Store a batch, all or nothing, and answer when it is on disk, with others' events after `since`.

        Raises UnknownAttempt, UnknownWriter, Conflict, Submitted, AttemptFull.
        """
        record = self._attempts.get(attempt)

        def work(connection: Connection) -> Acknowledgement:
            return events.append(connection, attempts.as_it_stands(connection, record), writer, new, since)

        return await asyncio.wrap_future(self._file.submit(work))

    def of_attempt(self, attempt: str, since: int = 0) -> list[EventRecord]:
        """The events of an attempt after `since`, in the order that counts."""
        return self._file.read(lambda connection: events.select_events(connection, attempt, since))

    def of_class(self, class_id: str, since: int, most: int) -> list[EventRecord]:
        """The first events of everybody in a class after `since`, in the order that counts."""
        return self._file.read(lambda connection: events.select_class_events(connection, class_id, since, most))

    def counted(self, attempt: AttemptRecord) -> list[EventRecord]:
        """The events of a handed-in attempt that count, by the deadline that held when it was handed in."""
        steps = self._paces.steps(attempt.class_id)
        handed_in = attempt.submitted_at
        held = fold(made for made in steps if handed_in is None or made.at <= handed_in)
        return counted(self.of_attempt(attempt.id), held.deadline(attempt.page, attempt.trainee_id))

"""The append-only events of an attempt, as SQL on a connection."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from caunoi.hall.records import Acknowledgement, AttemptRecord, EventRecord, NewEvent, from_ms, to_ms, utc_now
from caunoi.hall.refusals import Conflict, Submitted, UnknownWriter
from caunoi.hall.store.schema import events, writers

# Of a long gap the first numbers are enough for the page to start sending again.
MOST_GAPS_NAMED = 200


def append(
    connection: Connection, attempt: AttemptRecord, writer: int, sent: Sequence[NewEvent]
) -> Acknowledgement:
    """Store what is new of a batch, all of it or nothing.

    Raises UnknownWriter, Conflict for another body under a known number, Submitted for a new event after handing in.
    """
    opened = select(writers.c.writer).where(writers.c.attempt == attempt.id, writers.c.writer == writer)
    if connection.execute(opened).first() is None:
        raise UnknownWriter(f"writer {writer} of attempt {attempt.id}")
    stored = _stored(connection, attempt.id, writer, sent)
    received_at = to_ms(utc_now())
    seqs: dict[int, int] = {}
    for event in sent:
        body = (event.task, _canonical(event.event), event.at_ms)
        known = stored.get(event.n)
        if known is None:
            if attempt.submitted_at is not None:
                raise Submitted(attempt.id)
            seq = _insert(connection, attempt.id, writer, event.n, body, received_at)
            stored[event.n] = known = (seq, *body)
        elif known[1:] != body:
            raise Conflict(writer, event.n)
        seqs[event.n] = known[0]
    return Acknowledgement(
        acknowledged=contiguous(connection, attempt.id, writer),
        seq=last_seq(connection, attempt.id),
        seqs=seqs,
        submitted=attempt if attempt.submitted_at is not None else None,
    )


def contiguous(connection: Connection, attempt: str, writer: int) -> int:
    """The highest n up to which every event of a writer is stored."""
    mine = (events.c.attempt == attempt) & (events.c.writer == writer)
    row = connection.execute(select(func.count(), func.coalesce(func.max(events.c.n), 0)).where(mine)).one()
    count, highest = int(row[0]), int(row[1])
    return count if count == highest else missing(connection, attempt, writer, highest)[0] - 1


def missing(connection: Connection, attempt: str, writer: int, last: int) -> list[int]:
    """The first numbers of 1..last that a writer's events lack."""
    mine = (events.c.attempt == attempt) & (events.c.writer == writer) & (events.c.n <= last)
    lost: list[int] = []
    expected = 1
    for n in connection.execute(select(events.c.n).where(mine).order_by(events.c.n)).scalars():
        lost.extend(range(expected, min(n, expected + MOST_GAPS_NAMED)))
        expected = n + 1
        if len(lost) >= MOST_GAPS_NAMED:
            break
    lost.extend(range(expected, min(last + 1, expected + MOST_GAPS_NAMED)))
    return lost[:MOST_GAPS_NAMED]


def last_seq(connection: Connection, attempt: str) -> int:
    """The order number of an attempt's newest event, 0 if there is none."""
    return connection.execute(select(func.max(events.c.seq)).where(events.c.attempt == attempt)).scalar() or 0


def select_events(connection: Connection, attempt: str, since: int = 0) -> list[EventRecord]:
    """The events of an attempt after `since`, in the order that counts."""
    query = select(events).where(events.c.attempt == attempt, events.c.seq > since).order_by(events.c.seq)
    return [_event(row) for row in connection.execute(query)]


def _stored(
    connection: Connection, attempt: str, writer: int, sent: Sequence[NewEvent]
) -> dict[int, tuple[int, str, str, int]]:
    if not sent:
        return {}
    numbers = [event.n for event in sent]
    query = select(events).where(
        events.c.attempt == attempt, events.c.writer == writer, events.c.n.between(min(numbers), max(numbers))
    )
    return {row.n: (row.seq, row.task, row.event, row.at_ms) for row in connection.execute(query)}


def _insert(
    connection: Connection, attempt: str, writer: int, n: int, body: tuple[str, str, int], received_at: int
) -> int:
    task, event, at_ms = body
    values = {"attempt": attempt, "writer": writer, "n": n, "task": task, "event": event}
    statement = insert(events).values(**values, at_ms=at_ms, received_at=received_at).returning(events.c.seq)
    return int(connection.execute(statement).scalar_one())


def _canonical(event: dict[str, Any]) -> str:
    return json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _event(row: Row[Any]) -> EventRecord:
    return EventRecord(
        seq=row.seq,
        attempt=row.attempt,
        writer=row.writer,
        n=row.n,
        task=row.task,
        event=json.loads(row.event),
        at_ms=row.at_ms,
        received_at=from_ms(row.received_at),
    )

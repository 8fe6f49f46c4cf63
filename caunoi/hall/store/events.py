"""The append-only events of an attempt, as SQL on a connection."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select

from caunoi.hall.records import Acknowledgement, AttemptRecord, EventRecord, NewEvent, from_ms, to_ms, utc_now
from caunoi.hall.refusals import AttemptFull, Conflict, Submitted, UnknownWriter
from caunoi.hall.store.schema import attempts, events, writers

# Of a long gap the first numbers are enough for the page to start sending again.
MOST_GAPS_NAMED = 200

# What one attempt may hold. More steps are not graded, and no phone alone fills the disk of a whole class; somebody who
# writes without a pause for two hours stays far below.
MOST_STEPS = 5000
MOST_CHARACTERS = 4_000_000

# Statements are built once: building one takes longer than running it, and every tap of a full hall comes through here.
_of_writer = (events.c.attempt == bindparam("attempt")) & (events.c.writer == bindparam("writer"))
_of_others = (
    (events.c.attempt == bindparam("attempt"))
    & (events.c.writer != bindparam("writer"))
    & (events.c.seq > bindparam("since"))
)
_OPENED = select(writers.c.writer).where(
    writers.c.attempt == bindparam("attempt"), writers.c.writer == bindparam("writer")
)
_STORED = select(events).where(_of_writer, events.c.n.between(bindparam("least"), bindparam("most")))
_INSERT = insert(events).returning(events.c.seq)
_STATE = select(
    select(func.count()).where(_of_writer).scalar_subquery().label("count"),
    select(func.max(events.c.n)).where(_of_writer).scalar_subquery().label("highest"),
    select(func.max(events.c.seq)).where(events.c.attempt == bindparam("attempt")).scalar_subquery().label("seq"),
    select(func.count()).where(_of_others).scalar_subquery().label("others"),
)
_HELD = select(func.count(), func.sum(func.length(events.c.event))).where(events.c.attempt == bindparam("attempt"))
_SINCE = (
    select(events)
    .where(events.c.attempt == bindparam("attempt"), events.c.seq > bindparam("since"))
    .order_by(events.c.seq)
)
_OF_CLASS = (
    select(events)
    .join(attempts, attempts.c.id == events.c.attempt)
    .where(attempts.c.class_id == bindparam("class_id"), events.c.seq > bindparam("since"))
    .order_by(events.c.seq)
    .limit(bindparam("most"))
)
_OTHERS = select(events).where(_of_others).order_by(events.c.seq)
_NUMBERS = select(events.c.n).where(_of_writer, events.c.n <= bindparam("most")).order_by(events.c.n)


def append(
    connection: Connection, attempt: AttemptRecord, writer: int, sent: Sequence[NewEvent], since: int
) -> Acknowledgement:
    """Store what is new of a batch, all of it or nothing; tell what other writers have added after `since`.

    Raises UnknownWriter, Conflict for another body under a known number, Submitted for a new event after handing in,
    AttemptFull for what would make it longer than any attempt is.
    """
    who = {"attempt": attempt.id, "writer": writer}
    if connection.execute(_OPENED, who).first() is None:
        raise UnknownWriter(f"writer {writer} of attempt {attempt.id}")
    stored = _stored(connection, who, sent)
    known_before = len(stored)
    received_at = to_ms(utc_now())
    seqs: dict[int, int] = {}
    for event in sent:
        body = {"task": event.task, "event": _canonical(event.event), "at_ms": event.at_ms}
        known = stored.get(event.n)
        if known is None:
            if attempt.submitted_at is not None:
                raise Submitted(attempt.id)
            row = {**who, "n": event.n, **body, "received_at": received_at}
            known = stored[event.n] = (int(connection.execute(_INSERT, row).scalar_one()), body)
        elif known[1] != body:
            raise Conflict(writer, event.n)
        seqs[event.n] = known[0]
    if len(stored) > known_before:
        _refuse_too_much(connection, attempt)
    state = connection.execute(_STATE, {**who, "since": since}).one()
    highest = state.highest or 0
    gapless = state.count == highest
    return Acknowledgement(
        acknowledged=highest if gapless else missing(connection, attempt.id, writer, highest)[0] - 1,
        seq=state.seq or 0,
        seqs=seqs,
        others=tuple(_records(connection, _OTHERS, {**who, "since": since})) if state.others else (),
        submitted=attempt if attempt.submitted_at is not None else None,
    )


def _refuse_too_much(connection: Connection, attempt: AttemptRecord) -> None:
    steps, characters = connection.execute(_HELD, {"attempt": attempt.id}).one()
    if steps > MOST_STEPS or characters > MOST_CHARACTERS:
        raise AttemptFull(attempt.id)


def missing(connection: Connection, attempt: str, writer: int, last: int) -> list[int]:
    """The first numbers of 1..last that a writer's events lack."""
    lost: list[int] = []
    expected = 1
    for n in connection.execute(_NUMBERS, {"attempt": attempt, "writer": writer, "most": last}).scalars():
        lost.extend(range(expected, min(n, expected + MOST_GAPS_NAMED)))
        expected = n + 1
        if len(lost) >= MOST_GAPS_NAMED:
            break
    lost.extend(range(expected, min(last + 1, expected + MOST_GAPS_NAMED)))
    return lost[:MOST_GAPS_NAMED]


def select_events(connection: Connection, attempt: str, since: int = 0) -> list[EventRecord]:
    """The events of an attempt after `since`, in the order that counts."""
    return list(_records(connection, _SINCE, {"attempt": attempt, "since": since}))


def select_class_events(connection: Connection, class_id: str, since: int, most: int) -> list[EventRecord]:
    """The first events of everybody in a class after `since`, in the order that counts."""
    return list(_records(connection, _OF_CLASS, {"class_id": class_id, "since": since, "most": most}))


def _stored(
    connection: Connection, who: dict[str, Any], sent: Sequence[NewEvent]
) -> dict[int, tuple[int, dict[str, Any]]]:
    if not sent:
        return {}
    numbers = [event.n for event in sent]
    rows = connection.execute(_STORED, {**who, "least": min(numbers), "most": max(numbers)})
    return {row.n: (row.seq, {"task": row.task, "event": row.event, "at_ms": row.at_ms}) for row in rows}


def _records(connection: Connection, query: Select[Any], values: dict[str, Any]) -> Iterator[EventRecord]:
    return (_event(row) for row in connection.execute(query, values))


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

"""Attempts, their writers, handing in and delivery, as SQL on a connection."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from caunoi.hall.records import AttemptRecord, ProgressRow, from_ms, to_ms, utc_now
from caunoi.hall.refusals import AttemptFull, Gaps, NotHandedIn, UnknownAttempt, UnknownTrainee, UnknownWriter
from caunoi.hall.store.classes import CODE_LETTERS, select_trainees, tidy_code
from caunoi.hall.store.events import missing
from caunoi.hall.store.schema import attempts, deliveries, events, submissions, writers

# A JavaScript number holds it exactly, and so does every database.
LARGEST_SEED = 2**31

# How often one attempt may be opened; a person who loads a page anew each minute of a long class is inside.
MOST_WRITERS = 1000


def open_attempt(connection: Connection, class_id: str, trainee_id: str, page: str, digest: str) -> AttemptRecord:
    """The latest attempt of a trainee at a page, opened if there is none; digest and seed of its opening stay."""
    if not select_trainees(connection, class_id, trainee_id):
        raise UnknownTrainee(trainee_id)
    found = find_attempt(connection, class_id, trainee_id, page)
    return found or _insert(connection, class_id, trainee_id, page, digest, 1)


def open_again(connection: Connection, before: AttemptRecord, digest: str) -> AttemptRecord:
    """The attempt after a handed-in one; whoever asks twice, or on two phones, gets the same. Raises NotHandedIn."""
    latest = find_attempt(connection, before.class_id, before.trainee_id, before.page)
    assert latest is not None
    if latest.number > before.number:
        return latest
    if latest.submitted_at is None:
        raise NotHandedIn(latest.id)
    return _insert(connection, before.class_id, before.trainee_id, before.page, digest, before.number + 1)


def _insert(
    connection: Connection, class_id: str, trainee_id: str, page: str, digest: str, number: int
) -> AttemptRecord:
    attempt = secrets.token_hex(12)
    connection.execute(
        insert(attempts).values(
            id=attempt,
            class_id=class_id,
            trainee_id=trainee_id,
            page=page,
            number=number,
            seed=secrets.randbelow(LARGEST_SEED),
            digest=digest,
            opened_at=to_ms(utc_now()),
        )
    )
    return select_attempt(connection, attempt)


def select_attempt(connection: Connection, attempt: str) -> AttemptRecord:
    """The attempt of an id; raises UnknownAttempt."""
    found = _one(connection, attempts.c.id == attempt)
    if found is None:
        raise UnknownAttempt(attempt)
    return found


_SUBMITTED = select(submissions).where(submissions.c.attempt == bindparam("attempt"))


def as_it_stands(connection: Connection, record: AttemptRecord) -> AttemptRecord:
    """A remembered attempt with what may have changed since: whether it was handed in."""
    row = connection.execute(_SUBMITTED, {"attempt": record.id}).first()
    return record if row is None else replace(record, submitted_at=from_ms(row.submitted_at), receipt=row.receipt)


def find_attempt(connection: Connection, class_id: str, trainee_id: str, page: str) -> AttemptRecord | None:
    """The latest attempt of a trainee at a page, if it was opened."""
    mine = (attempts.c.class_id == class_id) & (attempts.c.trainee_id == trainee_id)
    query = _select().where(mine, attempts.c.page == page).order_by(attempts.c.number.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else _attempt(row)


def insert_writer(connection: Connection, attempt: str) -> int:
    """The next writer of an attempt, counted from 1; raises AttemptFull after MOST_WRITERS."""
    select_attempt(connection, attempt)
    last = connection.execute(select(func.max(writers.c.writer)).where(writers.c.attempt == attempt)).scalar()
    writer = (last or 0) + 1
    if writer > MOST_WRITERS:
        raise AttemptFull(attempt)
    connection.execute(insert(writers).values(attempt=attempt, writer=writer, opened_at=to_ms(utc_now())))
    return writer


def submit(connection: Connection, attempt: str, last: Mapping[int, int]) -> AttemptRecord:
    """Hand an attempt in, once; raises Gaps while a stated event is missing."""
    record = select_attempt(connection, attempt)
    if record.submitted_at is not None:
        return record
    known = set(connection.execute(select(writers.c.writer).where(writers.c.attempt == attempt)).scalars())
    unknown = sorted(set(last) - known)
    if unknown:
        raise UnknownWriter(f"writer {unknown[0]} of attempt {attempt}")
    gaps = {writer: lost for writer, n in sorted(last.items()) if (lost := missing(connection, attempt, writer, n))}
    if gaps:
        raise Gaps(gaps)
    connection.execute(
        insert(submissions).values(attempt=attempt, receipt=_new_receipt(), submitted_at=to_ms(utc_now()))
    )
    return select_attempt(connection, attempt)


def undelivered(connection: Connection) -> list[AttemptRecord]:
    """Attempts that were handed in and have not reached their course folder, the oldest first."""
    query = (
        _select()
        .outerjoin(deliveries, deliveries.c.attempt == attempts.c.id)
        .where(submissions.c.attempt.is_not(None), deliveries.c.attempt.is_(None))
        .order_by(submissions.c.submitted_at, attempts.c.id)
    )
    return [_attempt(row) for row in connection.execute(query)]


def select_class_attempts(connection: Connection, class_id: str, trainee_id: str | None = None) -> list[AttemptRecord]:
    """All attempts of a class, or of one trainee, in the order of their opening."""
    query = _select().where(attempts.c.class_id == class_id).order_by(attempts.c.opened_at, attempts.c.id)
    if trainee_id is not None:
        query = query.where(attempts.c.trainee_id == trainee_id)
    return [_attempt(row) for row in connection.execute(query)]


def find_receipt(connection: Connection, code: str) -> tuple[AttemptRecord, int, bool] | None:
    """The attempt of a receipt as somebody typed it, its number of events, and whether it is filed in the course."""
    tidy = tidy_code(code)
    record = _one(connection, submissions.c.receipt == f"{tidy[:4]}-{tidy[4:]}")
    if record is None:
        return None
    steps = connection.execute(select(func.count()).where(events.c.attempt == record.id)).scalar_one()
    filed = connection.execute(select(deliveries.c.attempt).where(deliveries.c.attempt == record.id)).first()
    return record, int(steps), filed is not None


def insert_delivery(connection: Connection, attempt: str) -> None:
    """The attempt has reached its course folder."""
    if connection.execute(select(deliveries.c.attempt).where(deliveries.c.attempt == attempt)).first() is None:
        connection.execute(insert(deliveries).values(attempt=attempt, delivered_at=to_ms(utc_now())))


def select_progress(connection: Connection, class_id: str, trainee_id: str | None = None) -> list[ProgressRow]:
    """One row per page that somebody of a class, or one trainee, has opened: the latest attempt at it."""
    later = attempts.alias("later")
    of_class = select(attempts.c.id).where(attempts.c.class_id == class_id)
    counted = (
        select(events.c.attempt, func.count().label("events"), func.max(events.c.seq).label("last"))
        .where(events.c.attempt.in_(of_class))
        .group_by(events.c.attempt)
        .subquery()
    )
    query = (
        select(attempts, counted.c.events, events.c.received_at, submissions.c.submitted_at)
        .outerjoin(counted, counted.c.attempt == attempts.c.id)
        .outerjoin(events, events.c.seq == counted.c.last)
        .outerjoin(submissions, submissions.c.attempt == attempts.c.id)
        .outerjoin(
            later,
            (later.c.class_id == attempts.c.class_id)
            & (later.c.trainee_id == attempts.c.trainee_id)
            & (later.c.page == attempts.c.page)
            & (later.c.number > attempts.c.number),
        )
        .where(attempts.c.class_id == class_id, later.c.id.is_(None))
        .order_by(attempts.c.trainee_id, attempts.c.page)
    )
    if trainee_id is not None:
        query = query.where(attempts.c.trainee_id == trainee_id)
    return [
        ProgressRow(
            trainee=row.trainee_id,
            page=row.page,
            attempt=row.id,
            events=row.events or 0,
            last_at=None if row.received_at is None else from_ms(row.received_at),
            submitted_at=None if row.submitted_at is None else from_ms(row.submitted_at),
            number=row.number,
        )
        for row in connection.execute(query)
    ]


def _select() -> Any:
    return select(attempts, submissions.c.submitted_at, submissions.c.receipt).outerjoin(
        submissions, submissions.c.attempt == attempts.c.id
    )


def _one(connection: Connection, *where: Any) -> AttemptRecord | None:
    row = connection.execute(_select().where(*where)).one_or_none()
    return None if row is None else _attempt(row)


def _attempt(row: Row[Any]) -> AttemptRecord:
    return AttemptRecord(
        id=row.id,
        class_id=row.class_id,
        trainee_id=row.trainee_id,
        page=row.page,
        seed=row.seed,
        digest=row.digest,
        opened_at=from_ms(row.opened_at),
        submitted_at=None if row.submitted_at is None else from_ms(row.submitted_at),
        receipt=row.receipt,
        number=row.number,
    )


def _new_receipt() -> str:
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"

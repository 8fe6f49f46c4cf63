"""Cookies and the facilitator's one-time key: random tokens, of which only the hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select

from caunoi.hall.records import SessionRecord, to_ms, utc_now
from caunoi.hall.store.schema import facilitator_keys, sessions


def new_token() -> str:
    """256 random bits as text for a cookie or a link."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token; plain SHA-256 is enough for 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def insert_session(connection: Connection, lifetime: timedelta, token: str, record: SessionRecord) -> None:
    """Store a session and drop those that are too old."""
    now = utc_now()
    connection.execute(delete(sessions).where(sessions.c.opened_at < to_ms(now - lifetime)))
    connection.execute(
        insert(sessions).values(
            token_hash=token_hash(token),
            role=record.role,
            class_id=record.class_id,
            trainee_id=record.trainee_id,
            opened_at=to_ms(now),
        )
    )


def select_session(connection: Connection, lifetime: timedelta, token: str) -> SessionRecord | None:
    """The session of a token, or None when it is unknown or too old."""
    row = connection.execute(
        select(sessions).where(
            sessions.c.token_hash == token_hash(token), sessions.c.opened_at >= to_ms(utc_now() - lifetime)
        )
    ).one_or_none()
    return None if row is None else SessionRecord(row.role, row.class_id, row.trainee_id)


def delete_session(connection: Connection, token: str) -> None:
    """Forget one session."""
    connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash(token)))


def delete_sessions_of(connection: Connection, class_id: str, trainee_id: str) -> None:
    """Sign a trainee out everywhere, as a new PIN asks for."""
    connection.execute(delete(sessions).where(sessions.c.class_id == class_id, sessions.c.trainee_id == trainee_id))


def replace_key(connection: Connection, key: str) -> None:
    """Make this the only one-time key."""
    connection.execute(delete(facilitator_keys))
    connection.execute(insert(facilitator_keys).values(key_hash=token_hash(key), made_at=to_ms(utc_now())))


def delete_keys(connection: Connection) -> None:
    """No one-time key opens anything any more."""
    connection.execute(delete(facilitator_keys))


def spend_key(connection: Connection, key: str) -> bool:
    """Whether the key was good; it never is again."""
    done = connection.execute(delete(facilitator_keys).where(facilitator_keys.c.key_hash == token_hash(key)))
    return done.rowcount == 1

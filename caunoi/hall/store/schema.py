"""The tables of the hall's store; the migrations build them, a test holds both equal."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

# Every constraint has a name, so that a later migration can speak of it on every database.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

classes = Table(
    "classes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("place", String, nullable=False),
    Column("day", String(10), nullable=False),
    Column("path", String, nullable=False),
    Column("lang", String(8), nullable=False),
    Column("simulated", Boolean, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("more_langs", String(32), nullable=False, server_default=""),
)

trainees = Table(
    "trainees",
    metadata,
    Column("class_id", ForeignKey("classes.id"), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("village", String, nullable=False),
    Column("pin_hash", String, nullable=False),
    Column("wrong_pins", Integer, nullable=False, server_default="0"),
    Column("blocked_until", BigInteger),
    Column("joined_at", BigInteger),
    Column("lang", String(8)),
)

# Wrong PINs by the address they came from, so that one phone cannot try everybody's card.
addresses = Table(
    "addresses",
    metadata,
    Column("address", String, primary_key=True),
    Column("wrong_pins", Integer, nullable=False),
    Column("since", BigInteger, nullable=False),
)

# Only the hash of a token is kept: a copy of the file signs nobody in.
sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("class_id", String(32)),
    Column("trainee_id", String(32)),
    Column("opened_at", BigInteger, nullable=False),
    ForeignKeyConstraint(["class_id", "trainee_id"], ["trainees.class_id", "trainees.id"]),
)

facilitator_keys = Table(
    "facilitator_keys",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    Column("made_at", BigInteger, nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("class_id", String(32), nullable=False),
    Column("trainee_id", String(32), nullable=False),
    Column("page", String(128), nullable=False),
    Column("number", Integer, nullable=False, server_default="1"),
    Column("seed", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    ForeignKeyConstraint(["class_id", "trainee_id"], ["trainees.class_id", "trainees.id"]),
    UniqueConstraint("class_id", "trainee_id", "page", "number"),
)

writers = Table(
    "writers",
    metadata,
    Column("attempt", ForeignKey("attempts.id"), primary_key=True),
    Column("writer", Integer, primary_key=True),
    Column("opened_at", BigInteger, nullable=False),
)

# Append-only, held by triggers of the first migration.
events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("attempt", String(32), nullable=False),
    Column("writer", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("task", String(160), nullable=False),
    Column("event", String, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    ForeignKeyConstraint(["attempt", "writer"], ["writers.attempt", "writers.writer"]),
    UniqueConstraint("attempt", "writer", "n"),
    Index("ix_events_attempt_seq", "attempt", "seq"),
    sqlite_autoincrement=True,
)

# Append-only as well: handing in cannot be taken back.
submissions = Table(
    "submissions",
    metadata,
    Column("attempt", ForeignKey("attempts.id"), primary_key=True),
    Column("receipt", String(16), nullable=False, unique=True),
    Column("submitted_at", BigInteger, nullable=False),
)

# A submission without a row here has not reached the course folder yet.
deliveries = Table(
    "deliveries",
    metadata,
    Column("attempt", ForeignKey("submissions.attempt"), primary_key=True),
    Column("delivered_at", BigInteger, nullable=False),
)

# Append-only as well: what a facilitator steered, and when, can be read again after the class.
pace = Table(
    "pace",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("class_id", ForeignKey("classes.id"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("who", String(64), nullable=False),
    Column("change", String, nullable=False),
    Index("ix_pace_class_id_seq", "class_id", "seq"),
    sqlite_autoincrement=True,
)

# A class whose door is open to people who are on no list: how many, and until when.
self_joins = Table(
    "self_joins",
    metadata,
    Column("class_id", ForeignKey("classes.id"), primary_key=True),
    Column("places", Integer, nullable=False),
    Column("until", BigInteger, nullable=False),
)

# Who came in by that door.
walk_ins = Table(
    "walk_ins",
    metadata,
    Column("class_id", String(32), primary_key=True),
    Column("trainee_id", String(32), primary_key=True),
    Column("at", BigInteger, nullable=False),
    ForeignKeyConstraint(["class_id", "trainee_id"], ["trainees.class_id", "trainees.id"]),
)

# Who was taken out of a class; the pseudonym is all that is left, `events` counts those that lost their words.
forgotten = Table(
    "forgotten",
    metadata,
    Column("class_id", String(32), primary_key=True),
    Column("pseudonym", String(32), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("events", Integer, nullable=False),
    ForeignKeyConstraint(["class_id", "pseudonym"], ["trainees.class_id", "trainees.id"]),
)

APPEND_ONLY = ("events", "submissions", "deliveries", "pace", "forgotten")

"""The first schema: classes, trainees, sessions, attempts, append-only events and submissions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = ("events", "submissions", "deliveries")


def upgrade() -> None:
    """Make all tables, and the triggers that refuse to change or remove what was acknowledged."""
    op.create_table(
        "classes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("simulated", sa.Boolean, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_classes"),
        sa.UniqueConstraint("code", name="uq_classes_code"),
    )
    op.create_table(
        "trainees",
        sa.Column("class_id", sa.String(32), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("village", sa.String, nullable=False),
        sa.Column("pin_hash", sa.String, nullable=False),
        sa.Column("wrong_pins", sa.Integer, nullable=False, server_default="0"),
        sa.Column("blocked_until", sa.BigInteger),
        sa.Column("joined_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("class_id", "id", name="pk_trainees"),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name="fk_trainees_class_id"),
    )
    op.create_table(
        "addresses",
        sa.Column("address", sa.String, nullable=False),
        sa.Column("wrong_pins", sa.Integer, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_addresses"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("class_id", sa.String(32)),
        sa.Column("trainee_id", sa.String(32)),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
        sa.ForeignKeyConstraint(
            ["class_id", "trainee_id"],
            ["trainees.class_id", "trainees.id"],
            name="fk_sessions_class_id_trainee_id",
        ),
    )
    op.create_table(
        "facilitator_keys",
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_facilitator_keys"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("class_id", sa.String(32), nullable=False),
        sa.Column("trainee_id", sa.String(32), nullable=False),
        sa.Column("page", sa.String(128), nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.ForeignKeyConstraint(
            ["class_id", "trainee_id"],
            ["trainees.class_id", "trainees.id"],
            name="fk_attempts_class_id_trainee_id",
        ),
        sa.UniqueConstraint("class_id", "trainee_id", "page", name="uq_attempts_class_id_trainee_id_page"),
    )
    op.create_table(
        "writers",
        sa.Column("attempt", sa.String(32), nullable=False),
        sa.Column("writer", sa.Integer, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("attempt", "writer", name="pk_writers"),
        sa.ForeignKeyConstraint(["attempt"], ["attempts.id"], name="fk_writers_attempt"),
    )
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("attempt", sa.String(32), nullable=False),
        sa.Column("writer", sa.Integer, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("task", sa.String(160), nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
        sa.ForeignKeyConstraint(
            ["attempt", "writer"], ["writers.attempt", "writers.writer"], name="fk_events_attempt_writer"
        ),
        sa.UniqueConstraint("attempt", "writer", "n", name="uq_events_attempt_writer_n"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_attempt_seq", "events", ["attempt", "seq"])
    op.create_table(
        "submissions",
        sa.Column("attempt", sa.String(32), nullable=False),
        sa.Column("receipt", sa.String(16), nullable=False),
        sa.Column("submitted_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("attempt", name="pk_submissions"),
        sa.ForeignKeyConstraint(["attempt"], ["attempts.id"], name="fk_submissions_attempt"),
        sa.UniqueConstraint("receipt", name="uq_submissions_receipt"),
    )
    op.create_table(
        "deliveries",
        sa.Column("attempt", sa.String(32), nullable=False),
        sa.Column("delivered_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("attempt", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["attempt"], ["submissions.attempt"], name="fk_deliveries_attempt"),
    )
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )

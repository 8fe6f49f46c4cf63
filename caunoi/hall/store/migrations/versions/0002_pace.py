"""What a facilitator steers while a class runs: one append-only row for each change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table, and the triggers that keep it append-only."""
    op.create_table(
        "pace",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("class_id", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("change", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_pace"),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name="fk_pace_class_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pace_class_id_seq", "pace", ["class_id", "seq"])
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER pace_no_{verb.lower()} BEFORE {verb} ON pace "
            "BEGIN SELECT RAISE(ABORT, 'pace is append-only'); END"
        )

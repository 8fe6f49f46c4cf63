"""Who was taken out of a class, by pseudonym: when, and how many events lost their words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, and the triggers that keep it append-only."""
    op.create_table(
        "forgotten",
        sa.Column("class_id", sa.String(32), nullable=False),
        sa.Column("pseudonym", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("class_id", "pseudonym", name="pk_forgotten"),
        sa.ForeignKeyConstraint(
            ["class_id", "pseudonym"], ["trainees.class_id", "trainees.id"], name="fk_forgotten_class_id_pseudonym"
        ),
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER forgotten_no_{verb.lower()} BEFORE {verb} ON forgotten "
            "BEGIN SELECT RAISE(ABORT, 'forgotten is append-only'); END"
        )

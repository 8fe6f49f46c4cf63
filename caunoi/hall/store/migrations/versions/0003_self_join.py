"""A class's door for people who are on no list, and who came in by it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "self_joins",
        sa.Column("class_id", sa.String(32), nullable=False),
        sa.Column("places", sa.Integer, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("class_id", name="pk_self_joins"),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name="fk_self_joins_class_id"),
    )
    op.create_table(
        "walk_ins",
        sa.Column("class_id", sa.String(32), nullable=False),
        sa.Column("trainee_id", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("class_id", "trainee_id", name="pk_walk_ins"),
        sa.ForeignKeyConstraint(
            ["class_id", "trainee_id"], ["trainees.class_id", "trainees.id"], name="fk_walk_ins_class_id_trainee_id"
        ),
    )

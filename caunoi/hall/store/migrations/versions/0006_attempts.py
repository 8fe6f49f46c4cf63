"""Several attempts of one trainee at one page, counted from 1; those before were each the first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Number the attempts; the table is built anew where the database cannot change a constraint."""
    with op.batch_alter_table("attempts") as table:
        table.add_column(sa.Column("number", sa.Integer, nullable=False, server_default="1"))
        table.drop_constraint("uq_attempts_class_id_trainee_id_page", type_="unique")
        table.create_unique_constraint(
            "uq_attempts_class_id_trainee_id_page_number", ["class_id", "trainee_id", "page", "number"]
        )

"""Further languages that a class offers, and the one a person has chosen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# Until now every class offered all three.
BEFORE = {"vi": "id,en", "id": "vi,en", "en": "vi,id"}


def upgrade() -> None:
    """Add both columns; classes that were open already go on offering what they did."""
    op.add_column("classes", sa.Column("more_langs", sa.String(32), nullable=False, server_default=""))
    op.add_column("trainees", sa.Column("lang", sa.String(8), nullable=True))
    classes = sa.table("classes", sa.column("lang", sa.String), sa.column("more_langs", sa.String))
    for lang, others in BEFORE.items():
        op.execute(classes.update().where(classes.c.lang == lang).values(more_langs=others))

"""The digest of a class's content stands in its class.yaml alone; in this table it was always empty."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Drop the column."""
    op.drop_column("classes", "digest")

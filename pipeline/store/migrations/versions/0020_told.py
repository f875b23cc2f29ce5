"""What everybody was last told of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0010"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "told",
        sa.Column("site_id", sa.BigInteger, sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("way", _TEXT, primary_key=True),
        sa.Column("name", _TEXT, primary_key=True),
        sa.Column("run_id", sa.BigInteger, sa.ForeignKey("run.id"), nullable=False),
        sa.Column("soon", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )

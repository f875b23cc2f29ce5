"""The text of each page, for the report to show. Every page is read once more, so that each gets its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column, and call what was read before out of date."""
    op.add_column("page", sa.Column("text", sa.LargeBinary))
    page = sa.table("page", sa.column("digest"))
    op.execute(page.update().values(digest=""))

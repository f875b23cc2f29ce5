"""What nights on their own need: bodies to read again, how far to trust sitemaps, and a note with each run."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables and columns. Bodies come as pages are read."""
    op.add_column("run", sa.Column("note", _TEXT))
    op.add_column("page", sa.Column("listed", _TEXT))
    op.create_table(
        "body",
        sa.Column("page_id", _BIG, sa.ForeignKey("page.id"), primary_key=True, autoincrement=False),
        sa.Column("encoding", _TEXT, nullable=False),
        sa.Column("like", _TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "blob",
        sa.Column("site_id", sa.BigInteger, sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("digest", _TEXT, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "sitemap",
        sa.Column("site_id", sa.BigInteger, sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("stood", sa.Integer, nullable=False),
        sa.Column("looked", sa.Date),
    )

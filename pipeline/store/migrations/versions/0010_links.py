"""What came of checking where links lead, kept from night to night."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0004"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table. Links are checked as audits come to them."""
    op.create_table(
        "link",
        sa.Column("site_id", sa.BigInteger, sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("address_id", sa.BigInteger, sa.ForeignKey("address.id"), primary_key=True),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("why", _TEXT, nullable=False),
        sa.Column("fault", _TEXT, nullable=False),
        sa.Column("led_to", _TEXT, nullable=False),
        sa.Column("nights", sa.Integer, nullable=False),
        sa.Column("checked", sa.Date, nullable=False),
        sqlite_with_rowid=False,
    )

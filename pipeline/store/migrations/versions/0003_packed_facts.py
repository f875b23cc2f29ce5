"""The facts of a page packed by rule: a tenth of the rows to write and to read."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TOLD = ("path", "block", "start", "end", "key", "value", "kind")


def upgrade() -> None:
    """Move each page's facts over, rule by rule."""
    op.rename_table("fact", "fact_by_row")
    op.create_table(
        "fact",
        sa.Column("page_id", sa.BigInteger, sa.ForeignKey("page.id"), primary_key=True),
        sa.Column("rule", _TEXT, primary_key=True),
        sa.Column("facts", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    _pack(op.get_bind())
    op.drop_table("fact_by_row")


def _pack(connection: sa.Connection) -> None:
    old = sa.table("fact_by_row", *map(sa.column, ("page_id", "rule", "n", *_TOLD)))
    new = sa.table("fact", *map(sa.column, ("page_id", "rule", "facts")))
    for page_id in connection.scalars(sa.select(old.c.page_id).distinct()).all():
        packed: dict[str, list[list[object]]] = {}
        for row in connection.execute(
            sa.select(old).where(old.c.page_id == page_id).order_by(old.c.rule, old.c.n)
        ):
            packed.setdefault(row.rule, []).append([getattr(row, name) for name in _TOLD])
        rows = [{"page_id": page_id, "rule": r, "facts": msgspec.msgpack.encode(f)} for r, f in packed.items()]
        connection.execute(new.insert(), rows)

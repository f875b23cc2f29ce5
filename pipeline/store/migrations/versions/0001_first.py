"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(name: str, *, null: bool = False, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=null, primary_key=key)


def _whole(name: str, *, null: bool = False, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null, primary_key=key, autoincrement=False)


def _key() -> sa.Column[int]:
    return sa.Column("id", _BIG, primary_key=True, autoincrement=False)


def _counted(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, _BIG, primary_key=True)


def _to(name: str, table: str, *, null: bool = False, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(f"{table}.id"), nullable=null, primary_key=key)


def upgrade() -> None:
    """Create them, those first that others name."""
    op.create_table("site", _key(), _text("name"))
    op.create_table("address", _key(), _text("url"))
    _create_run()
    _create_page()
    _create_what_repeats()
    _create_failure()
    _create_finding()


def _create_run() -> None:
    op.create_table(
        "run",
        _counted(),
        _to("site_id", "site"),
        sa.Column("today", sa.Date, nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        _text("version"),
        sa.Column("complete", sa.Boolean, nullable=False),
        _text("reason", null=True),
        sa.Column("figures", sa.JSON, nullable=False),
        sa.Column("rules", sa.JSON, nullable=False),
    )
    op.create_index("run_of_site", "run", ["site_id", "id"])


def _create_page() -> None:
    op.create_table(
        "page",
        _key(),
        _to("site_id", "site"),
        _text("url"),
        _text("title"),
        _text("language", null=True),
        _whole("words"),
        sa.Column("reading_age", sa.Float),
        _text("body_hash"),
        _text("words_hash"),
        _text("digest"),
        sa.Column("seen", sa.Date, nullable=False),
        _text("etag", null=True),
        _text("last_modified", null=True),
        _text("canonical", null=True),
        sa.Column("redirected_from", sa.LargeBinary, nullable=False),
        sa.Column("links", sa.LargeBinary, nullable=False),
    )
    op.create_index("page_of_site", "page", ["site_id"])
    op.create_table(
        "fact",
        _to("page_id", "page", key=True),
        _text("rule", key=True),
        _whole("n", key=True),
        _text("path"),
        _text("block"),
        _whole("start"),
        _whole("end"),
        _text("key"),
        _text("value"),
        _text("kind"),
        sqlite_with_rowid=False,
    )


def _create_what_repeats() -> None:
    op.create_table(
        "visit",
        _to("page_id", "page", key=True),
        _to("run_id", "run", key=True),
        _text("outcome"),
        _whole("status"),
        _whole("depth"),
        sa.Column("elapsed", sa.Float, nullable=False),
        _to("found_on", "address", null=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "not_audited",
        _to("run_id", "run", key=True),
        _to("address_id", "address", key=True),
        _text("reason"),
        _text("detail"),
        _whole("status"),
        _to("found_on", "address", null=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "document",
        _to("run_id", "run", key=True),
        _to("address_id", "address", key=True),
        _whole("status"),
        _text("content_type"),
        sa.Column("size", sa.BigInteger),
        sqlite_with_rowid=False,
    )


def _create_failure() -> None:
    op.create_table("failure", _counted(), _to("run_id", "run"), _text("rule"), _text("url"), _text("error"))
    op.create_index("failure_of_run", "failure", ["run_id"])


def _create_finding() -> None:
    words = ("path", "block", "key", "value", "message", "fix", "severity")
    op.create_table(
        "finding",
        _counted("row"),
        _to("site_id", "site"),
        _text("id"),
        _text("issue"),
        _text("rule"),
        _text("url"),
        _whole("position"),
        *(_text(name) for name in words),
        _whole("start"),
        _whole("end"),
        sa.Column("review", sa.Boolean, nullable=False),
        sa.Column("content", sa.BigInteger, nullable=False),
        _to("since_run", "run"),
        _to("from_run", "run"),
        _to("until_run", "run", null=True),
        _text("left", null=True),
    )
    op.create_index("finding_until", "finding", ["site_id", "until_run"])

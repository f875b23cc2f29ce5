"""The tables. Rows that repeat every night (visits, what was not audited, documents) are few bytes wide."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine

from pipeline.store.keys import clean

HEAD = "0020"
"""The newest migration: the schema that these tables describe."""

metadata = sa.MetaData()
_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


class Clean(TypeDecorator[str]):
    """Text of any origin, kept as databases take it, and sorted by code point in each of them."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[str]:
        """PostgreSQL sorts by the manners of a country unless told otherwise."""
        return sa.Text(collation="C") if dialect.name == "postgresql" else sa.Text()

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[str | None], str | None]:  # noqa: ARG002 - its signature
        """Clean what goes in: thousands of values a second, so by one function and no more."""
        return _cleaned


def _cleaned(value: str | None) -> str | None:
    return value if value is None else clean(value)


def _key() -> sa.Column[int]:
    return sa.Column("id", _BIG, primary_key=True, autoincrement=False)


def _counted(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, _BIG, primary_key=True)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, Clean, nullable=null)


def _to(name: str, table: str, *, null: bool = False, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(f"{table}.id"), nullable=null, primary_key=key)


site = sa.Table("site", metadata, _key(), _text("name"))

run = sa.Table(
    "run",
    metadata,
    _counted(),
    _to("site_id", "site"),
    sa.Column("today", sa.Date, nullable=False),
    sa.Column("started", sa.DateTime(timezone=True), nullable=False),
    sa.Column("finished", sa.DateTime(timezone=True)),
    _text("version"),
    sa.Column("complete", sa.Boolean, nullable=False),
    _text("reason", null=True),
    _text("note", null=True),
    sa.Column("figures", sa.JSON, nullable=False),
    sa.Column("rules", sa.JSON, nullable=False),
    sa.Index("run_of_site", "site_id", "id"),
)

address = sa.Table("address", metadata, _key(), _text("url"))
"""Addresses that rows of every night name by number, the key of the URL."""

page = sa.Table(
    "page",
    metadata,
    _key(),
    _to("site_id", "site"),
    _text("url"),
    _text("title"),
    _text("language", null=True),
    sa.Column("words", sa.Integer, nullable=False),
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
    sa.Column("text", sa.LargeBinary),
    _text("listed", null=True),
    sa.Index("page_of_site", "site_id"),
)
"""Pages as they were last read. `digest` is empty where a rule failed, so that the page is read again.

`text` is empty where the page was last read before texts were kept. `listed` is what a sitemap said, when the page
was last asked for, of the day it changed.
"""

body = sa.Table(
    "body",
    metadata,
    sa.Column("page_id", _BIG, sa.ForeignKey("page.id"), primary_key=True, autoincrement=False),
    _text("encoding"),
    _text("like"),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""What the server sent for a page when it was last read, packed against the blob that `like` names, if any.

See `pipeline.store.bodies`.
"""

blob = sa.Table(
    "blob",
    metadata,
    _to("site_id", "site", key=True),
    sa.Column("digest", Clean, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""What many pages of a site need, by its digest: their style sheets, and bodies that theirs resemble."""

sitemap = sa.Table(
    "sitemap",
    metadata,
    _to("site_id", "site", key=True),
    sa.Column("told", sa.Integer, nullable=False),
    sa.Column("stood", sa.Integer, nullable=False),
    sa.Column("looked", sa.Date),
)
"""How far a site's sitemaps have proved true: see `pipeline.store.values.Trust`."""

visit = sa.Table(
    "visit",
    metadata,
    _to("page_id", "page", key=True),
    _to("run_id", "run", key=True),
    _text("outcome"),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("depth", sa.Integer, nullable=False),
    sa.Column("elapsed", sa.Float, nullable=False),
    _to("found_on", "address", null=True),
    sqlite_with_rowid=False,
)
"""What became of a page in a run: `read`, `unchanged` or `gone`. A page stands as its last visit left it."""

fact = sa.Table(
    "fact",
    metadata,
    _to("page_id", "page", key=True),
    sa.Column("rule", Clean, primary_key=True),
    sa.Column("facts", sa.LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What a page states, packed by rule as `pipeline.store.pack` tells: a rule is always judged as a whole."""

not_audited = sa.Table(
    "not_audited",
    metadata,
    _to("run_id", "run", key=True),
    _to("address_id", "address", key=True),
    _text("reason"),
    _text("detail"),
    sa.Column("status", sa.Integer, nullable=False),
    _to("found_on", "address", null=True),
    sqlite_with_rowid=False,
)

document = sa.Table(
    "document",
    metadata,
    _to("run_id", "run", key=True),
    _to("address_id", "address", key=True),
    sa.Column("status", sa.Integer, nullable=False),
    _text("content_type"),
    sa.Column("size", sa.BigInteger),
    sqlite_with_rowid=False,
)

link = sa.Table(
    "link",
    metadata,
    _to("site_id", "site", key=True),
    _to("address_id", "address", key=True),
    _text("state"),
    _text("why"),
    _text("fault"),
    _text("led_to"),
    sa.Column("nights", sa.Integer, nullable=False),
    sa.Column("checked", sa.Date, nullable=False),
    sqlite_with_rowid=False,
)
"""What came of checking where links lead: see `pipeline.store.checked.LinkRow`."""

failure = sa.Table(
    "failure",
    metadata,
    _counted(),
    _to("run_id", "run"),
    _text("rule"),
    _text("url"),
    _text("error"),
    sa.Index("failure_of_run", "run_id"),
)

finding = sa.Table(
    "finding",
    metadata,
    _counted("row"),
    _to("site_id", "site"),
    _text("id"),
    _text("issue"),
    _text("rule"),
    _text("url"),
    sa.Column("position", sa.Integer, nullable=False),
    _text("path"),
    _text("block"),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    _text("key"),
    _text("value"),
    _text("message"),
    _text("fix"),
    _text("severity"),
    sa.Column("review", sa.Boolean, nullable=False),
    sa.Column("content", sa.BigInteger, nullable=False),
    _to("since_run", "run"),
    _to("from_run", "run"),
    _to("until_run", "run", null=True),
    sa.Column("left", Clean),
    sa.Index("finding_until", "site_id", "until_run"),
)
"""Findings as intervals of runs: a row stands from `from_run` up to, not with, `until_run`.

`since_run` is the run that first had it in an unbroken line. A row that ends without `left` was followed by
another with the same id and other words, whose number is `content`.
"""

told = sa.Table(
    "told",
    metadata,
    _to("site_id", "site", key=True),
    sa.Column("way", Clean, primary_key=True),
    sa.Column("name", Clean, primary_key=True),
    _to("run_id", "run"),
    sa.Column("soon", sa.JSON, nullable=False),
    sqlite_with_rowid=False,
)
"""What somebody was last told of a site: by some way, to an owner of this name (empty for the whole site)."""

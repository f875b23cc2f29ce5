"""Puts rows into tables, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")
Row = dict[str, Any]

CHUNK = 500
"""Rows at a time: few enough for memory and for the parameters that SQLite takes in one statement."""


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items, so many at a time."""
    waiting = iter(items)
    while chunk := list(islice(waiting, size)):
        yield chunk


def add(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert rows, each of them new."""
    if rows:
        connection.execute(table.insert(), rows)


def put(connection: sa.Connection, table: sa.Table, rows: Sequence[Row], *, replace: bool = True) -> None:
    """Insert rows, and replace or leave those that are there. Of two with the same key the last one counts.

    Rows are sorted by their key, so that writers on several machines wait for each other and never block.
    """
    keys = [column.name for column in table.primary_key]
    latest = {tuple(row[key] for key in keys): row for row in rows}
    if latest:
        connection.execute(_put(connection.dialect.name, table, replace), [latest[key] for key in sorted(latest)])


@cache
def _put(dialect: str, table: sa.Table, replace: bool) -> sa.Insert:
    insert = _insert(dialect, table)
    if not replace:
        return insert.on_conflict_do_nothing()
    given = {c.name: insert.excluded[c.name] for c in table.c if not c.primary_key}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=given)


def _insert(dialect: str, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # slow to load, and most stores are SQLite

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)

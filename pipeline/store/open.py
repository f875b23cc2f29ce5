"""Opens a store: SQLite or PostgreSQL by its URL, brought up to the schema of this version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from pipeline.store.mend import mended, shown
from pipeline.store.migrate import migrate
from rules.core.errors import UserError

_BUSY_SECONDS = 30
_BATCH = 1000
_EXAMPLES = "Write `sqlite:///localoffer.db` for a file, or `postgresql+psycopg://user:password@host/name`."


class Store:
    """An open database. Close it when done, or use it in a `with` statement.

    Reading and writing raise UserError for what its user can mend.
    """

    def __init__(self, engine: sa.Engine, folder: TemporaryDirectory[str] | None = None) -> None:
        self.engine = engine
        self._open = ExitStack()
        if folder:
            self._open.callback(folder.cleanup)
        self._open.callback(engine.dispose)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: all of it is kept, or nothing. SQLite waits here for another writer to end."""
        with mended(self.engine.url), self.engine.connect() as plain:
            connection = plain.execution_options(begins="IMMEDIATE")
            with connection.begin():
                yield connection

    def rows(self, query: sa.Select[*tuple[Any, ...]]) -> Iterator[sa.Row[*tuple[Any, ...]]]:
        """The rows of a query, fetched as they are asked for, from the store as it was at the first."""
        with (
            mended(self.engine.url),
            self.engine.connect() as connection,
            connection.execution_options(yield_per=_BATCH).execute(query) as result,
        ):
            yield from result

    def asking(self) -> sa.Connection:
        """A connection for many small questions, each answered from what is there at that moment.

        It may be closed early, and is closed with the store.
        """
        with mended(self.engine.url):
            connection = self._open.enter_context(self.engine.connect())
        return connection.execution_options(isolation_level="AUTOCOMMIT")

    def copied(self) -> None:
        """Take connections of our own: this process is a copy of the one that opened the store."""
        self.engine.dispose(close=False)

    def close(self) -> None:
        """Let go of the database; one without a name is gone with it."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str, *, create: bool = True) -> Store:
    """Open `sqlite:///file.db` or `postgresql+psycopg://user:password@host/name`, and bring it up to date.

    `sqlite://` is a store for the moment: a file in a temporary folder, gone when the store is closed. Unless
    `create` is set, any other SQLite file must exist already.

    Raises UserError for a URL that is none, a database that cannot be opened or written to, a server that does
    not answer, and a store that a newer version has written.
    """
    target = _target(url)
    folder = None
    if target.drivername == "sqlite" and target.database in (None, "", ":memory:"):
        folder = TemporaryDirectory(prefix="localoffer-")
        target = target.set(database=str(Path(folder.name) / "store.db"))
    elif not create and target.get_backend_name() == "sqlite" and not Path(target.database or "").is_file():
        raise UserError(f"There is no store at “{shown(target)}”. Run `localoffer audit` first, or name --store.")
    store = Store(_engine(target), folder)
    try:
        with store.writing() as connection:
            migrate(connection, shown(target))
    except BaseException:
        store.close()
        raise
    return store


def _target(url: str) -> sa.URL:
    try:
        target = sa.make_url(url)
    except ArgumentError:
        raise UserError(f"--store is not a database URL. {_EXAMPLES}") from None
    if target.drivername in ("postgres", "postgresql"):
        target = target.set(drivername="postgresql+psycopg")
    if target.drivername not in ("sqlite", "postgresql+psycopg"):
        raise UserError(f"--store names “{target.drivername}”, which we cannot use. {_EXAMPLES}")
    return target


def _engine(url: sa.URL) -> sa.Engine:
    if url.get_backend_name() == "postgresql":
        return sa.create_engine(url)
    engine = sa.create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where we say, schema changes included
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql(f"BEGIN {options.get('begins', 'DEFERRED')}")

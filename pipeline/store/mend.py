"""Says in plain words what went wrong with a database, and what its user can do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from rules.core.errors import UserError

_SAVED = "What was saved before is safe."
_SQLITE = {
    "SQLITE_FULL": "The disk is full: “{name}” could not grow. {saved} Free some space, then run this again.",
    "SQLITE_READONLY": "“{name}” cannot be written to. Make the file and its folder writable, or name another "
    "place with --store.",
    "SQLITE_CANTOPEN": "“{name}” cannot be opened. Check that its folder exists and that you may write to it, or "
    "name another place with --store.",
    "SQLITE_BUSY": "Another audit is writing to “{name}”. {saved} Wait for it to end, then run this again.",
    "SQLITE_LOCKED": "Another audit is writing to “{name}”. {saved} Wait for it to end, then run this again.",
    "SQLITE_NOTADB": "“{name}” is not a SQLite database. Name another file with --store.",
    "SQLITE_CORRUPT": "“{name}” is damaged. Restore it from a copy, or move it away to start afresh.",
    "SQLITE_IOERR": "“{name}” could not be read or written: {detail}. {saved} The disk may be full or failing.",
}
_POSTGRESQL = {
    "53100": "The disk of the database server is full ({name}). {saved} Free some space, then run this again.",
    "53300": "The database server has no connection to spare ({name}). {saved} Try again later.",
    "25006": "The database {name} can only be read. Name one that can be written to with --store.",
    "42501": "You may not do this in the database {name}: {detail}. Ask for the rights to create and change "
    "tables.",
    "3F000": "The database {name} has no schema that you may create tables in. Ask for the rights to do so.",
    "55P03": "Another audit is writing to {name}. {saved} Wait for it to end, then run this again.",
    "57P01": "The database server is shutting down ({name}). {saved} Run this again when it is back.",
    "57014": "The database server stopped the work ({name}): {detail}. {saved} Run this again.",
    None: "The database {name} cannot be reached: {detail}. {saved} Check that the server is running, and the "
    "name, user and password in --store.",
}


@contextmanager
def mended(url: URL) -> Iterator[None]:
    """Turns what a database refuses into a UserError. Mistakes of our own pass through as they are."""
    try:
        yield
    except DBAPIError as error:
        told = _told(error)
        if told is None:
            raise
        detail = str(error.orig).partition("\n")[0].rstrip(".")
        raise UserError(told.format(name=shown(url), saved=_SAVED, detail=_hidden(detail, url))) from error


def shown(url: URL) -> str:
    """The database as a person knows it: a file's name, or an address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def _hidden(detail: str, url: URL) -> str:
    return detail.replace(str(url.password), "***") if url.password else detail


def _told(error: DBAPIError) -> str | None:
    name = getattr(error.orig, "sqlite_errorname", None)
    if name:
        return next((told for start, told in _SQLITE.items() if name.startswith(start)), None)
    state = getattr(error.orig, "sqlstate", None)
    return _POSTGRESQL.get(state) or (_POSTGRESQL[None] if isinstance(error, OperationalError) else None)

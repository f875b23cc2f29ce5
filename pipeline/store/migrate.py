"""Brings a database up to the schema of this version; Alembic is only imported where there is a step to take."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from pipeline.store.tables import HEAD
from rules.core.errors import UserError

_STEPS = str(Path(__file__).parent / "migrations")
_LOCK = 20_261_123  # any number will do, the same for all who open this store


def migrate(connection: sa.Connection, name: str) -> None:
    """Take the steps that are missing, in the transaction of this connection.

    Raises UserError for a database that a newer version of this program has written.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    at = _version(connection)
    if at == HEAD:
        return
    if at is not None and at > HEAD:
        raise UserError(
            f"“{name}” was written by a newer version of localoffer. Install that version, or use another --store."
        )
    _upgrade(connection)


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return version


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _STEPS.replace("%", "%%"))
    command.upgrade(config, "head")

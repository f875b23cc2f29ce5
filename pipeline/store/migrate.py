"""Brings a database up to the schema of this version; Alembic is only imported where there is a step to take."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from pipeline.store.tables import HEAD, metadata
from rules.core.errors import UserError

STEPS = Path(__file__).parent / "migrations"
_LOCK = 20_261_123  # any number will do, the same for all who open this store
_at = sa.Table("alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True))


def migrate(connection: sa.Connection, name: str) -> None:
    """Create what is missing, in the transaction of this connection.

    A new database gets the tables as they are now, and an older one the steps between; a test holds that both
    come to the same. Raises UserError for a database that a newer version, or another program, has written.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    there = set(sa.inspect(connection).get_table_names())
    if _at.name not in there:
        _create(connection, name, there)
        return
    version = connection.scalar(sa.select(_at.c.version_num)) or ""
    if version > HEAD:
        raise UserError(
            f"“{name}” was written by a newer version of localoffer, or by another program. Install that version, "
            "or name another place with --store."
        )
    if version < HEAD:
        _upgrade(connection)


def _create(connection: sa.Connection, name: str, there: set[str]) -> None:
    if there & metadata.tables.keys():
        raise UserError(f"“{name}” holds the tables of another program. Name another place with --store.")
    metadata.create_all(connection, checkfirst=False)
    _at.create(connection, checkfirst=False)
    connection.execute(_at.insert().values(version_num=HEAD))


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    command.upgrade(config, "head")

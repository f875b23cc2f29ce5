"""Remembers what everybody was last told of, so that they hear of each thing once."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from pipeline.store.keys import number
from pipeline.store.open import Store
from pipeline.store.put import put
from pipeline.store.tables import told as table


@dataclass(frozen=True)
class Told:
    """What somebody was last told: the run that it was about, and the findings that were told as coming, by id."""

    run: int
    soon: frozenset[str]


def last_told(store: Store, site: str, way: str, name: str) -> Told | None:
    """What was last told of a site by some way (such as “e-mail”) to somebody; None where nothing was."""
    whom = (table.c.site_id == number(site)) & (table.c.way == way) & (table.c.name == name)
    row = next(store.rows(sa.select(table.c.run_id, table.c.soon).where(whom)), None)
    return None if row is None else Told(row.run_id, frozenset(row.soon))


def keep_told(store: Store, site: str, way: str, name: str, told: Told) -> None:
    """Keep what somebody was told, in place of what was kept before."""
    row = {"site_id": number(site), "way": way, "name": name, "run_id": told.run, "soon": sorted(told.soon)}
    with store.writing() as connection:
        put(connection, table, [row])

"""Lets a run stand where one before it stood."""

from __future__ import annotations

import sqlalchemy as sa

from pipeline.store.standing import standing
from pipeline.store.tables import document, not_audited, page, visit


def take_over(connection: sa.Connection, run_id: int, before: int) -> None:
    """Let a run stand where the one before it stood: its pages, its documents, what it did not audit."""
    again = (visit.c.status, visit.c.depth, visit.c.elapsed, visit.c.found_on)
    pages = standing(run_id, page.c.id, sa.literal(run_id), sa.literal("unchanged"), *again)
    names = ["page_id", "run_id", "outcome", *(column.name for column in again)]
    connection.execute(visit.insert().from_select(names, pages.where(visit.c.run_id >= before)))
    for table in (document, not_audited):
        same = [column for column in table.c if column.name != "run_id"]
        rows = sa.select(sa.literal(run_id), *same).where(table.c.run_id == before)
        connection.execute(table.insert().from_select(["run_id", *(column.name for column in same)], rows))

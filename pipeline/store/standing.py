"""Which pages stood in a run: each as its last visit up to that run left it, unless that found it gone."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pipeline.store.rows import AnySelect
from pipeline.store.tables import page, run, visit

GONE = "gone"


def last_visit(run_id: int) -> sa.ColumnElement[bool]:
    """Joins a page with its last visit up to a run."""
    other = visit.alias()
    last = (
        sa.select(sa.func.max(other.c.run_id))
        .where(other.c.page_id == page.c.id, other.c.run_id <= run_id)
        .scalar_subquery()
    )
    return sa.and_(visit.c.page_id == page.c.id, visit.c.run_id == last)


def standing(run_id: int, *columns: sa.ColumnElement[Any]) -> AnySelect:
    """Columns of the pages of a run's site that stood in it, and of their last visits."""
    its_site = sa.select(run.c.site_id).where(run.c.id == run_id).scalar_subquery()
    return (
        sa.select(*columns)
        .select_from(page.join(visit, last_visit(run_id)))
        .where(page.c.site_id == its_site, visit.c.outcome != GONE)
    )


def gone_by(run_id: int) -> sa.Select[int]:
    """The keys of the pages whose last visit up to a run found them gone."""
    return sa.select(page.c.id).select_from(page.join(visit, last_visit(run_id))).where(visit.c.outcome == GONE)

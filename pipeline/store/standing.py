"""Which pages stood in a run, as their last visits up to it left them, and which findings."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pipeline.store.rows import AnySelect
from pipeline.store.tables import finding, page, run, visit
from pipeline.store.values import Run

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


def stood(of: Run) -> sa.ColumnElement[bool]:
    """Whether a finding stood in a run, for the rules that it was judged by."""
    until = finding.c.until_run
    return (finding.c.from_run <= of.id) & (until.is_(None) | (until > of.id)) & finding.c.rule.in_(of.rules)


def of_site(column: sa.Column[int], of: Run) -> sa.ColumnElement[bool]:
    """Whether a column names the site of a run."""
    return column == sa.select(run.c.site_id).where(run.c.id == of.id).scalar_subquery()

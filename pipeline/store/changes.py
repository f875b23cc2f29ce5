"""Asks what only one of two runs has. Findings are intervals of runs, so any two can be compared."""

from __future__ import annotations

import sqlalchemy as sa

from pipeline.store.rows import AnySelect
from pipeline.store.standing import of_site, stood
from pipeline.store.tables import finding
from pipeline.store.values import Run


def lost(before: Run, after: Run) -> AnySelect:
    """What stood in an unbroken line from the run before, ended up to the one after, and has not come back."""
    ended = (finding.c.until_run > before.id) & (finding.c.until_run <= after.id) & finding.c.left.is_not(None)
    came_back = _ids(after).where(finding.c.from_run > before.id, stood(after))
    return _changes(before, after).where(ended, finding.c.since_run <= before.id, finding.c.id.not_in(came_back))


def gained(before: Run, after: Run) -> AnySelect:
    """What stands in the run after in a line that began after the one before, and did not stand in that."""
    was_there = _ids(before).where(finding.c.until_run <= after.id, stood(before))
    return _changes(before, after).where(
        stood(after), finding.c.since_run > before.id, finding.c.id.not_in(was_there)
    )


def _changes(before: Run, after: Run) -> AnySelect:
    quote = sa.func.substr(finding.c.block, finding.c.start + 1, finding.c.end - finding.c.start)
    columns = (finding.c.id, finding.c.issue, finding.c.rule, finding.c.url, finding.c.severity)
    both = set(before.rules) & set(after.rules)
    query = sa.select(finding.c.left.label("how"), *columns, quote.label("quote"))
    return query.where(of_site(finding.c.site_id, after), finding.c.rule.in_(both))


def _ids(of: Run) -> AnySelect:
    return sa.select(finding.c.id).where(of_site(finding.c.site_id, of))

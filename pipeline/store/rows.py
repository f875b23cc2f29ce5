"""Turns rows of the database into the values that everyone else speaks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row, Select

from pipeline.store.pack import unpack
from pipeline.store.tables import run, site
from pipeline.store.values import DocumentRow, FindingRow, NotAuditedRow, PageRow, Run
from pipeline.store.waiving import Waiver
from rules.core.findings import PageInfo

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]


def runs() -> AnySelect:
    """Runs with the names of their sites, newest first."""
    return sa.select(run, site.c.name).join_from(run, site).order_by(run.c.id.desc())


def run_of(row: AnyRow) -> Run:
    """A row of `runs`."""
    return Run(
        id=row.id,
        site=row.name,
        today=row.today,
        started=_utc(row.started),
        finished=None if row.finished is None else _utc(row.finished),
        version=row.version,
        complete=row.complete,
        reason=row.reason,
        figures=row.figures,
        rules=tuple(row.rules),
        note=row.note,
    )


def _utc(moment: datetime) -> datetime:
    """SQLite tells the time in UTC without saying so."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def page_of(row: AnyRow, inlinks: int) -> PageRow:
    """A page as a run left it."""
    return PageRow(
        url=row.url,
        status=row.status,
        title=row.title,
        language=row.language,
        words=row.words,
        reading_age=row.reading_age,
        outcome=row.outcome,
        seen=row.seen,
        last_modified=row.last_modified,
        depth=row.depth,
        found_on=row.found_on_url,
        elapsed=row.elapsed,
        redirected_from=unpack(row.redirected_from),
        canonical=row.canonical,
        inlinks=inlinks,
    )


def info_of(row: AnyRow, inlinks: int, document: bool) -> PageInfo:
    """What a judge may know of a page."""
    return PageInfo(row.url, row.title, row.status, row.language, row.words, row.reading_age, inlinks, document)


def finding_of(row: AnyRow, run_id: int, waiver: Waiver | None = None) -> FindingRow:
    """A finding, seen from a run: new in the first that has it, unless it is waived."""
    return FindingRow(
        id=row.id,
        issue=row.issue,
        rule=row.rule,
        url=row.url,
        path=row.path,
        block=row.block,
        start=row.start,
        end=row.end,
        key=row.key,
        value=row.value,
        message=row.message,
        fix=row.fix,
        severity=row.severity,
        review=row.review,
        state="waived" if waiver else "new" if row.since_run == run_id else "still",
        since=row.since,
        waiver=waiver,
    )


def not_audited_of(row: AnyRow) -> NotAuditedRow:
    """An address that was not audited."""
    return NotAuditedRow(row.url, row.reason, row.detail, row.status, row.found_on)


def document_of(row: AnyRow, pages: tuple[str, ...]) -> DocumentRow:
    """A document, with the pages that link to it."""
    return DocumentRow(row.url, row.status, row.content_type, row.size, pages)

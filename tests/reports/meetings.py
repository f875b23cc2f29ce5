"""Writes what the partnership and families open, for the tests that look at it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.store.values import LeftRow
from reports.families import render_public
from reports.render import render
from reports.views.compare import changes, compare
from reports.views.survey import survey
from rules.core.charter import load_charter
from tests.reports.audits import BEFORE, RUN, Audit, anyborough, finding

PAGES = ("report/charter.html", "report/trends.html", "report/changes.html", "public/index.html")
CUT_SHORT = replace(RUN, complete=False, reason="the time was up")
RULES = (
    "plain-english.long-sentence",
    "stale.past-event",
    "accessibility.missing-alt",
    "inclusive.deficit-language",
    "contact.no-contact",
    "documents.no-type-size",
    "spelling.repeated-word",
)


def full() -> Audit:
    """An audit with so much put right that not all of it fits on a page."""
    audit = anyborough()
    audit.left_rows = [
        LeftRow(finding(f"/send/{n}", rule, "Some words.", "words"), "fixed") for rule in RULES for n in range(20)
    ]
    return audit


def written(audit: Audit, folder: Path, contact: str = "send@anyborough.example") -> Path:
    """The report with a comparison, and the page for families beside it."""
    charter, counted = load_charter(), survey(audit.reader, CUT_SHORT)
    comparison = compare(changes(audit.reader, BEFORE, CUT_SHORT), BEFORE, CUT_SHORT, charter)
    out = folder / "report"
    render(audit.reader, counted, out, charter=charter, upcoming=audit.upcoming, comparison=comparison)
    render_public(audit.reader, counted, folder / "public", contact=contact)
    return folder

"""Outcomes to write down: findings on two pages, one of them full of hostile text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO

from pipeline.store.values import FindingRow
from reports.exports import FORMATS, TextFormat
from reports.outcome import Outcome, PageEntry
from rules.core.findings import Failure

BLOCK = "To ask for a bus pass click here today."
FINDING = FindingRow(
    id="f1",
    issue="i1",
    rule="links.vague-text",
    url="https://www.anyborough.gov.uk/send/travel",
    path="main > p > a",
    block=BLOCK,
    start=22,
    end=32,
    key="https://www.anyborough.gov.uk/pass",
    value="click here",
    message="“click here” does not say where the link goes.",
    fix="Make the task the link.",
    severity="problem",
    review=False,
    state="new",
    since=date(2026, 11, 23),
)
HOSTILE = (
    "=HYPERLINK(1) \x1b[2J\x1b]0;owned\x07 \x9b31m nul\x00 \u202etxt.exe\u202c ]]> <script> "
    '::error::no %0A, it\'s "all" there \ud800 \ufffe\r\n::warning::x'
)


def hostile() -> FindingRow:
    return replace(
        FINDING,
        id="f2",
        issue="i2",
        url="https://www.anyborough.gov.uk/send/z",
        block=HOSTILE,
        start=0,
        end=len(HOSTILE),
        key=HOSTILE,
        value=HOSTILE,
        message=HOSTILE,
        path=HOSTILE,
    )


def outcome(*findings: FindingRow, complete: bool = True, failures: tuple[Failure, ...] = ()) -> Outcome:
    urls = dict.fromkeys(row.url for row in findings)
    return Outcome(
        version="1.2.3",
        today=date(2026, 11, 23),
        complete=complete,
        pages=(
            *(PageEntry(url, "Help with travel", language="en", words=120, reading_age=11.5) for url in urls),
            PageEntry("https://www.anyborough.gov.uk/send/fine", "Fine", language="en", words=80),
            PageEntry(
                "https://www.anyborough.gov.uk/send/gone", status=404, read=False, reason="The page was not found."
            ),
        ),
        findings=iter(findings),
        failures=failures,
    )


def written(name: str, told: Outcome) -> str:
    """An outcome in a format of text."""
    form = FORMATS[name]
    assert isinstance(form, TextFormat)
    out = StringIO()
    form.write(told, out)
    return out.getvalue()

"""GitLab's Code Quality report: a list of findings that merge requests show beside what has changed."""

from __future__ import annotations

import json
from typing import TextIO

from pipeline.store.values import FindingRow
from reports.exports.clean import one_line
from reports.exports.lines import line_of
from reports.outcome import Outcome
from reports.views.addresses import href, short
from rules.core.findings import Severity

_SEVERITIES: dict[Severity, str] = {"barrier": "critical", "problem": "major", "advice": "minor"}


def write(outcome: Outcome, out: TextIO) -> None:
    """One finding a line, in ASCII. Waived findings are left out; what a person must look at first is “info”.

    See https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
    """
    between = "[\n "
    for row in outcome.findings:
        if row.state != "waived":
            out.write(between + json.dumps(_issue(row)))
            between = ",\n "
    out.write("[]\n" if between.startswith("[") else "\n]\n")


def _issue(row: FindingRow) -> dict[str, object]:
    return {
        "description": one_line(f"{row.message} {row.fix}"),
        "check_name": row.rule,
        "fingerprint": row.id,
        "severity": "info" if row.review else _SEVERITIES[row.severity],
        "location": {"path": _path(row.url), "lines": {"begin": line_of(row)}},
    }


def _path(url: str) -> str:
    """A draft's path as GitLab knows the file, or that of a web page; “/” for a site's first page."""
    if href(url):
        return one_line(short(url)).lstrip("/") or "/"
    return one_line(url).removeprefix("./")

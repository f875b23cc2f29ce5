"""SARIF 2.1.0, which code hosts and editors read: one result for each issue, however many pages share it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO
from urllib.parse import quote, urlsplit

from pipeline.store.values import FindingRow, State
from pipeline.store.waiving import Waiver
from reports.exports.clean import clean
from reports.exports.lines import line_of
from reports.exports.sarif_rules import LEVELS, described
from reports.outcome import Outcome
from reports.views.addresses import href
from rules.core.findings import SEVERITIES

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://github.com/local-offer-audit/local-offer-audit"
_URI = "!#$%&'()*+,/:;=?@[]~"

# What GitHub takes, and with it most others:
# https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
_RESULTS, _LOCATIONS = 25_000, 1_000
_SAID, _QUOTED = 2_000, 500
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_FIRST_PART = re.compile(r"[^/?#:]+(?:[/?#]|\Z)")


@dataclass
class _Issue:
    """A fault: the first finding of it, how many there are, the other places of it, and all their states."""

    first: FindingRow
    count: int = 0
    others: dict[tuple[str, str], None] = field(default_factory=dict)
    states: set[State] = field(default_factory=set)

    def add(self, row: FindingRow) -> None:
        """Count a finding in. SARIF allows no place twice, and GitHub not too many."""
        place = (row.url, row.path)
        if place != (self.first.url, self.first.path) and len(self.others) < _LOCATIONS - 1:
            self.others[place] = None
        self.states.add(row.state)
        self.count += 1


class _Sites(dict[str, str]):
    """A name for each site that pages are on: GitHub takes only addresses that are relative to one."""

    def __missing__(self, base: str) -> str:
        self[base] = name = f"SITE{len(self) + 1}"
        return name

    def place(self, url: str) -> dict[str, object]:
        """Where a page or a draft is, as SARIF says it."""
        if not href(url):
            return {"uri": _uri(url)}
        parts = urlsplit(url)
        base = f"{parts.scheme}://{parts.netloc}"
        below = _uri(url[len(base) :].removeprefix("/"))
        below = below if _FIRST_PART.match(below) else f"./{below}"
        return {"uri": below, "uriBaseId": self[_uri(base) + "/"]}


def write(outcome: Outcome, out: TextIO) -> None:
    """The whole log. An issue is new where all its findings are, and suppressed where all are waived.

    What a person must look at first is a result of the kind “review”, whose level SARIF fixes as “none”. Where
    there are more issues than GitHub takes, the least serious are left out, and a notification says so.
    """
    issues = sorted(_issues(outcome.findings), key=lambda issue: SEVERITIES.index(issue.first.severity))
    dropped = len(issues) - _RESULTS
    del issues[_RESULTS:]
    sites = _Sites()
    results = [_result(issue, sites) for issue in issues]
    run = {
        "tool": {
            "driver": {
                "name": "localoffer",
                "version": outcome.version,
                "informationUri": _HOME,
                "rules": [described(name) for name in sorted({issue.first.rule for issue in issues})],
            }
        },
        "invocations": [
            {
                "executionSuccessful": outcome.complete,
                "toolExecutionNotifications": list(_notifications(outcome, dropped)),
            }
        ],
        "automationDetails": {"id": "localoffer/"},
        "originalUriBaseIds": {name: {"uri": base} for base, name in sites.items()},
        "columnKind": "unicodeCodePoints",
        "properties": {"today": outcome.today.isoformat(), "complete": outcome.complete},
    }
    out.write(f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{json.dumps(run)[:-1]},\n "results": [')
    between = "\n  "
    for result in results:
        out.write(between + json.dumps(result))
        between = ",\n  "
    out.write("]}]}\n")


def _issues(findings: Iterable[FindingRow]) -> Collection[_Issue]:
    issues: dict[str, _Issue] = {}
    for row in findings:
        issues.setdefault(row.issue, _Issue(row)).add(row)
    return issues.values()


def _result(issue: _Issue, sites: _Sites) -> dict[str, object]:
    row = issue.first
    review: dict[str, object] = {"kind": "review", "level": "none"}
    result: dict[str, object] = {
        "ruleId": row.rule,
        **(review if row.review else {"level": LEVELS[row.severity]}),
        "message": {"text": _said(f"{row.message} {row.fix}")},
        "locations": [_location(row.url, row.path, sites, line_of(row))],
        "partialFingerprints": {"issue/v1": row.issue, "primaryLocationLineHash": row.issue},
        "baselineState": "new" if issue.states == {"new"} else "unchanged",
        "occurrenceCount": issue.count,
        "properties": {
            "severity": row.severity,
            **{name: clean(getattr(row, name))[:_QUOTED] for name in ("quote", "block", "key", "value")},
        },
    }
    if issue.others:
        result["relatedLocations"] = [_location(url, path, sites) for url, path in issue.others]
    if issue.states == {"waived"}:
        result["suppressions"] = [_suppression(row.waiver)]
    return result


def _said(text: str) -> str:
    """A message in which nothing that a page says is a link or a place to fill in."""
    return _PLACEHOLDER.sub(r"{{\1}}", clean(text)[:_SAID].replace("](", "] ("))


def _suppression(waiver: Waiver | None) -> dict[str, object]:
    if waiver is None:
        return {"kind": "external"}
    told = f"{waiver.because} Agreed by {waiver.by}, until {waiver.until.isoformat()}."
    return {"kind": "external", "status": "accepted", "justification": clean(told)}


def _location(url: str, path: str, sites: _Sites, line: int = 1) -> dict[str, object]:
    """A place on a page. A web page has no lines, yet GitHub asks for one."""
    where = {"artifactLocation": sites.place(url), "region": {"startLine": line}}
    element = {"fullyQualifiedName": clean(path)[:_QUOTED], "kind": "element"}
    return {"physicalLocation": where, "logicalLocations": [element]}


def _uri(text: str) -> str:
    return quote(text, safe=_URI, errors="replace")


def _notifications(outcome: Outcome, dropped: int) -> Iterator[dict[str, object]]:
    if dropped > 0:
        yield _notification(
            "warning", f"There are {dropped:,} more issues than a code host takes. They are left out."
        )
    for spent in outcome.budgets:
        if spent.over:
            yield _notification("error", spent.told)
    for failure in outcome.failures:
        told = f"The rule {failure.rule} failed on {failure.url or 'the whole site'}: {failure.error}"
        yield _notification("error", told)
    for page in outcome.pages:
        if not page.read:
            yield _notification("warning", f"Not checked: {page.url}: {page.reason}")


def _notification(level: str, text: str) -> dict[str, object]:
    return {"level": level, "message": {"text": _said(text)}}

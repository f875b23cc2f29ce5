"""SARIF 2.1.0, which code hosts and editors read: one result for each issue, however many pages share it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO
from urllib.parse import quote

from pipeline.store.values import FindingRow, State
from pipeline.store.waiving import Waiver
from reports.exports.clean import clean
from reports.outcome import Outcome
from reports.views.help import Help, Paragraph, Run, help_of, known
from rules.core.findings import Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://github.com/local-offer-audit/local-offer-audit"
_LEVELS: dict[Severity, str] = {"barrier": "error", "problem": "warning", "advice": "note"}
_URI = "!#$%&'()*+,/:;=?@[]~"


@dataclass
class _Issue:
    """A fault: the first finding of it, the other pages it stands on, and the states of all its findings."""

    first: FindingRow
    others: list[tuple[str, str]] = field(default_factory=list)
    states: set[State] = field(default_factory=set)


def write(outcome: Outcome, out: TextIO) -> None:
    """The whole log. An issue is new where all its findings are, and suppressed where all are waived.

    What a person must look at first is a result of the kind “review”, whose level SARIF fixes as “none”.
    """
    issues = _issues(outcome.findings)
    run = {
        "tool": {
            "driver": {
                "name": "localoffer",
                "version": outcome.version,
                "informationUri": _HOME,
                "rules": [_rule(name) for name in sorted({issue.first.rule for issue in issues})],
            }
        },
        "invocations": [
            {
                "executionSuccessful": outcome.complete,
                "toolExecutionNotifications": list(_notifications(outcome)),
            }
        ],
        "columnKind": "unicodeCodePoints",
        "properties": {"today": outcome.today.isoformat(), "complete": outcome.complete},
    }
    out.write(f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{json.dumps(run)[:-1]},\n "results": [')
    between = "\n  "
    for issue in issues:
        out.write(between + json.dumps(_result(issue)))
        between = ",\n  "
    out.write("]}]}\n")


def _issues(findings: Iterable[FindingRow]) -> Collection[_Issue]:
    issues: dict[str, _Issue] = {}
    for row in findings:
        issue = issues.setdefault(row.issue, _Issue(row))
        if row is not issue.first:
            issue.others.append((row.url, row.path))
        issue.states.add(row.state)
    return issues.values()


def _rule(name: str) -> dict[str, object]:
    rule = known(name)
    if rule is None:
        return {"id": name}
    told = help_of(rule)
    paragraphs = (*told.what, *told.why, *_left_alone(told))
    return {
        "id": name,
        "name": "".join(word.title() for word in name.replace(".", "-").split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": told.what[0].text},
        "help": {"text": "\n\n".join(p.text for p in paragraphs), "markdown": _markdown(paragraphs)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [name.split(".")[0], *(f"wcag-{criterion}" for criterion in rule.wcag)],
            "commitments": list(rule.commitments),
        },
    }


def _left_alone(told: Help) -> Iterator[Paragraph]:
    """The paragraphs on what is left alone, under the label that sets them apart here."""
    label = (Run("Left alone:", "strong"), Run(" "))
    for n, paragraph in enumerate(told.left_alone):
        yield paragraph if n else Paragraph((*label, *paragraph.runs), paragraph.bullet)


def _markdown(paragraphs: Iterable[Paragraph]) -> str:
    marks = {"": "", "strong": "**", "em": "*", "code": "`"}
    return "\n\n".join(
        ("- " if p.bullet else "") + "".join(f"{marks[r.style]}{r.text}{marks[r.style]}" for r in p.runs)
        for p in paragraphs
    )


def _result(issue: _Issue) -> dict[str, object]:
    row = issue.first
    review: dict[str, object] = {"kind": "review", "level": "none"}
    result: dict[str, object] = {
        "ruleId": row.rule,
        **(review if row.review else {"level": _LEVELS[row.severity]}),
        "message": {"text": clean(f"{row.message} {row.fix}")},
        "locations": [_location(row.url, row.path)],
        "partialFingerprints": {"issue/v1": row.issue},
        "baselineState": "new" if issue.states == {"new"} else "unchanged",
        "occurrenceCount": 1 + len(issue.others),
        "properties": {
            "severity": row.severity,
            "quote": clean(row.quote),
            "block": clean(row.block),
            "key": clean(row.key),
            "value": clean(row.value),
        },
    }
    if issue.others:
        result["relatedLocations"] = [_location(url, path) for url, path in issue.others]
    if issue.states == {"waived"}:
        result["suppressions"] = [_suppression(row.waiver)]
    return result


def _suppression(waiver: Waiver | None) -> dict[str, object]:
    if waiver is None:
        return {"kind": "external"}
    told = f"{waiver.because} Agreed by {waiver.by}, until {waiver.until.isoformat()}."
    return {"kind": "external", "status": "accepted", "justification": clean(told)}


def _location(url: str, path: str) -> dict[str, object]:
    where = {"physicalLocation": {"artifactLocation": {"uri": quote(url, safe=_URI, errors="replace")}}}
    return {**where, "logicalLocations": [{"fullyQualifiedName": clean(path), "kind": "element"}]}


def _notifications(outcome: Outcome) -> Iterator[dict[str, object]]:
    for failure in outcome.failures:
        told = f"The rule {failure.rule} failed on {failure.url or 'the whole site'}: {failure.error}"
        yield {"level": "error", "message": {"text": clean(told)}}
    for page in outcome.pages:
        if not page.read:
            yield {"level": "warning", "message": {"text": clean(f"Not checked: {page.url}: {page.reason}")}}

"""The JSON document: the stable contract that `reports/schema.json` describes, written as it is read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TextIO

from reports.outcome import Outcome, budget_fields, fact_fields, finding_fields, waiver_fields


def write(outcome: Outcome, out: TextIO) -> None:
    """One entry a line. Only ASCII is written, so that no terminal can be made to obey a page's text."""
    head = {
        "tool": "localoffer",
        "version": outcome.version,
        "today": outcome.today.isoformat(),
        "complete": outcome.complete,
    }
    out.write(json.dumps(head)[:-1])
    _list(out, "pages", (vars(page) for page in outcome.pages))
    _list(out, "findings", map(finding_fields, outcome.findings))
    _list(out, "failures", (vars(failure) for failure in outcome.failures))
    if outcome.coverage is not None:
        out.write(f',\n "coverage": {json.dumps(outcome.coverage.fields())}')
    if outcome.waivers:
        _list(out, "waivers", map(waiver_fields, outcome.waivers))
    if outcome.budgets:
        _list(out, "budgets", map(budget_fields, outcome.budgets))
    if outcome.facts is not None:
        _list(out, "facts", map(fact_fields, outcome.facts))
    out.write("}\n")


def _list(out: TextIO, name: str, entries: Iterable[Mapping[str, object]]) -> None:
    out.write(f',\n "{name}": [')
    between = "\n  "
    for entry in entries:
        out.write(between + json.dumps(entry))
        between = ",\n  "
    out.write("]")

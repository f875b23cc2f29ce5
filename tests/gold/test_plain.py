"""Faults that we planted in sentences of our own are found, and sentences that are right are left alone."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest

from rules.core.cases import Case, run_case
from rules.core.findings import Finding
from rules.core.registry import catalogue, find

# Floors, which only rise: of each rule, as the project asks, and of all rules together, as measured.
RECALL = 0.9
RECALL_OF_ALL = 1.0
PRECISION_OF_ALL = 1.0


@dataclass(frozen=True)
class Row:
    """Paragraphs, a line each; what the rule must find in them, by quote or key; and words its fix must hold."""

    rule: str
    text: str
    finds: list[str]
    use: str = ""


LINES = Path(__file__).with_name("plain.jsonl").read_text("utf-8").splitlines()
ROWS = [row for row in (Row(**json.loads(line)) for line in LINES) if row.rule.startswith("plain-english.")]
READING_AGE = "plain-english.reading-age"  # is of pages: tests/rules/test_reading_age.py
RULES = sorted({row.rule for row in ROWS})
PLANTED = [row for row in ROWS if row.finds]
DECOYS = [row for row in ROWS if not row.finds]


def findings(rule: str, text: str) -> list[Finding]:
    html = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    return run_case(find(rule), Case("gold", [], html=f"<html lang='en'><main>{html}</main></html>"))


def test_there_are_enough_and_half_are_decoys() -> None:
    assert len(ROWS) >= 300
    assert len(DECOYS) * 2 >= len(ROWS)
    assert len({row.text for row in ROWS}) == len(ROWS)
    assert {rule for rule in catalogue() if rule.startswith("plain-english.")} - set(RULES) == {READING_AGE}


@pytest.mark.parametrize("rule", RULES)
def test_planted_faults_are_found(rule: str) -> None:
    hits: dict[bool, list[str]] = defaultdict(list)
    for row in (row for row in PLANTED if row.rule == rule):
        found = [f.place.quote or f.key for f in findings(rule, row.text)]
        for fault in row.finds:
            hits[fault in found].append(f"{fault} in: {row.text}")
    assert len(hits[True]) >= RECALL * (len(hits[True]) + len(hits[False])), hits[False]


def test_all_faults_together_are_found_and_nothing_beside_them() -> None:
    planted = [Counter(row.finds) for row in PLANTED]
    told = [Counter(f.place.quote or f.key for f in findings(row.rule, row.text)) for row in PLANTED]
    right = sum(sum((a & b).values()) for a, b in zip(planted, told, strict=True))
    beside = sum(len(findings(row.rule, row.text)) for row in DECOYS)
    assert right >= RECALL_OF_ALL * sum(map(Counter.total, planted))
    assert right >= PRECISION_OF_ALL * (sum(map(Counter.total, told)) + beside)


@pytest.mark.parametrize("row", [row for row in PLANTED if row.use], ids=lambda row: row.text[:60])
def test_a_fix_holds_the_words_to_paste(row: Row) -> None:
    fixes = [f.fix for f in findings(row.rule, row.text) if (f.place.quote or f.key) in row.finds]
    assert [fix for fix in fixes if row.use not in fix] == []


@pytest.mark.parametrize("row", DECOYS, ids=lambda row: row.text[:60])
def test_a_decoy_is_left_alone(row: Row) -> None:
    told = {rule: [f.place.quote for f in findings(rule, row.text)] for rule in RULES}
    assert {rule: quotes for rule, quotes in told.items() if quotes} == {}

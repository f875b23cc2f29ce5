"""Planted jargon, acronyms and wordiness are found, and what only looks like them is left alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from rules.core.findings import Finding, Site
from rules.core.registry import choose
from rules.core.run import extract, judge
from rules.core.segment import segment
from tests.machine import here

PIECES = [json.loads(line) for line in Path(__file__).with_name("jargon.jsonl").read_text("utf-8").splitlines()]
PLANTED = [piece for piece in PIECES if piece["faults"]]
DECOYS = [piece for piece in PIECES if not piece["faults"]]
RECALL = 0.99
DAY = date(2026, 11, 23)
WORDINESS = ("wordy-phrase", "latin-term", "and-or", "official-opening", "buried-verb", "double-negative")
RULES = choose(["jargon", *(f"plain-english.{name}" for name in WORDINESS)])


def findings(html: str) -> list[Finding]:
    page = segment(f"<html lang=en><body><main>{html}</main></body></html>", "https://x.test/", seen=DAY)
    facts, failures = extract(page, RULES)
    assert not failures
    told = [found for rule in RULES for found in judge(rule, facts.get(rule.id, ()), Site(DAY))]
    return [found for found in told if isinstance(found, Finding)]


def test_there_are_as_many_decoys_as_faults() -> None:
    assert len(PIECES) >= 250
    assert abs(len(DECOYS) - len(PLANTED)) <= 4


def test_planted_faults_are_found() -> None:
    planted, missed = 0, []
    for piece in PLANTED:
        found = {(finding.rule, finding.place.quote) for finding in findings(piece["html"])}
        wanted = {(rule, quote) for rule, quote in piece["faults"]}
        planted += len(wanted)
        missed += sorted(wanted - found)
    assert 1 - len(missed) / planted >= RECALL, missed


@pytest.mark.parametrize("piece", PLANTED, ids=lambda piece: piece["html"][:60])
def test_a_piece_with_a_planted_fault_has_no_other_that_is_asserted(piece: dict[str, list[list[str]]]) -> None:
    wanted = {quote for _, quote in piece["faults"]}
    assert {f.place.quote for f in findings(str(piece["html"])) if not f.review} <= wanted


@pytest.mark.parametrize("piece", DECOYS, ids=lambda piece: piece["html"][:60])
def test_a_decoy_has_no_asserted_finding(piece: dict[str, str]) -> None:
    assert [f"{f.rule}: {f.place.quote}" for f in findings(piece["html"]) if not f.review] == []


@pytest.mark.parametrize(
    "words",
    ["The EHCP is big. ", "PLEASE READ THIS ", "for the purpose of asking, ", "EHCP (education, health, ", "Ab "],
)
def test_a_paragraph_as_long_as_a_book_is_read_in_time_that_grows_with_its_length(words: str) -> None:
    began = process_time()
    findings(f"<p>{words * (100_000 // len(words))}</p>")
    assert process_time() - began < here(5)

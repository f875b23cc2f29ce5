"""Kind words and spelling, held to sentences of our own: planted faults are found, and decoys left alone.

The floors are what was measured. They only ever rise.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest

from rules.core.cases import Case, run_case
from rules.core.findings import Finding
from rules.core.registry import catalogue

THEMES = ("inclusive", "spelling")
RECALL = {"inclusive": 0.99, "spelling": 1.0}
LOOKED_AT = 0.03


@dataclass(frozen=True)
class Sentence:
    """A sentence with the faults planted in it: each the rule and the exact words. A decoy has none."""

    text: str
    finds: frozenset[tuple[str, str]]


def read() -> Iterator[Sentence]:
    for line in Path(__file__).with_name("words.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Sentence(row["text"], frozenset((rule, quote) for rule, quote in row["finds"]))


SENTENCES = tuple(read())
FAULTY = [sentence for sentence in SENTENCES if sentence.finds]
DECOYS = [sentence for sentence in SENTENCES if not sentence.finds]


def said(sentence: Sentence) -> list[Finding]:
    case = Case("gold", [], html=f"<main><p>{escape(sentence.text)}</p></main>")
    rules = [rule for rule in catalogue().values() if rule.id.split(".")[0] in THEMES]
    return [finding for rule in rules for finding in run_case(rule, case)]


def test_there_are_enough_sentences_and_half_of_them_are_decoys() -> None:
    assert len(SENTENCES) >= 440
    assert abs(len(FAULTY) - len(DECOYS)) <= len(SENTENCES) // 10
    assert len({sentence.text for sentence in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize("theme", THEMES)
def test_planted_faults_are_found(theme: str) -> None:
    planted = {(s.text, *fault) for s in FAULTY for fault in s.finds if fault[0].startswith(theme)}
    found = {(s.text, f.rule, f.place.quote) for s in FAULTY for f in said(s)}
    missed = sorted(planted - found)
    assert len(planted & found) >= RECALL[theme] * len(planted), missed


@pytest.mark.parametrize("sentence", FAULTY, ids=lambda s: s.text)
def test_nothing_else_is_asserted_beside_a_planted_fault(sentence: Sentence) -> None:
    asserted = {(f.rule, f.place.quote) for f in said(sentence) if not f.review}
    assert asserted <= sentence.finds


@pytest.mark.parametrize("sentence", DECOYS, ids=lambda s: s.text)
def test_a_decoy_is_left_alone(sentence: Sentence) -> None:
    assert [(f.rule, f.place.quote) for f in said(sentence) if not f.review] == []


def test_most_decoys_are_not_even_for_a_person_to_look_at() -> None:
    assert sum(bool(said(sentence)) for sentence in DECOYS) <= LOOKED_AT * len(DECOYS)

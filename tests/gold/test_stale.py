"""What is stale and what is not, in the manner of council pages: a score that may only rise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rules.core.dates import dates
from rules.core.findings import Finding, Site
from rules.core.page import Page
from rules.core.registry import choose
from rules.core.run import extract, judge
from rules.core.segment import segment

DAY = date(2026, 11, 23)
RULES = choose(["stale"])
PRECISION_ASSERTED = 0.99
PRECISION = 0.99
RECALL = 0.98
RECALL_ASSERTED = 0.78


@dataclass(frozen=True)
class Piece:
    """Part of a page, with the spans on it that are stale on the day, and those that are not."""

    html: str
    stale: tuple[str, ...]
    fresh: tuple[str, ...]
    url: str = "https://www.anyborough.gov.uk/local-offer/page"

    @property
    def page(self) -> Page:
        return segment(f"<html lang=en><body><main>{self.html}</main></body></html>", self.url, seen=DAY)


def read() -> Iterator[Piece]:
    for line in Path(__file__).with_name("stale.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Piece(**{**row, "stale": tuple(row["stale"]), "fresh": tuple(row["fresh"])})


PIECES = tuple(read())


def found(piece: Piece) -> list[Finding]:
    facts, failures = extract(piece.page, RULES)
    assert not failures
    told = [found for rule in RULES for found in judge(rule, facts.get(rule.id, ()), Site(DAY))]
    return [finding for finding in told if isinstance(finding, Finding)]


def touches(finding: Finding, span: str) -> bool:
    at = finding.place.block.find(span)
    return at >= 0 and finding.place.start < at + len(span) and finding.place.end > at


def score(*, asserted: bool) -> tuple[float, float, list[str]]:
    """Precision and recall over the labelled spans, and what went wrong."""
    right, wrong, missed = 0, [], []
    for piece in PIECES:
        told = [finding for finding in found(piece) if not (asserted and finding.review)]
        hit = {span: any(touches(finding, span) for finding in told) for span in (*piece.stale, *piece.fresh)}
        right += sum(hit[span] for span in piece.stale)
        missed += [f"missed {span}: {piece.html}" for span in piece.stale if not hit[span]]
        wrong += [f"false {span}: {piece.html}" for span in piece.fresh if hit[span]]
    return right / (right + len(wrong)), right / (right + len(missed)), wrong + missed


def test_there_are_enough_spans_and_half_of_them_are_fresh() -> None:
    stale, fresh = (sum(len(getattr(piece, kind)) for piece in PIECES) for kind in ("stale", "fresh"))
    assert stale + fresh >= 200
    assert abs(stale - fresh) <= (stale + fresh) / 8
    assert len({piece.html for piece in PIECES}) == len(PIECES)


def test_what_is_asserted_is_stale() -> None:
    precision, recall, faults = score(asserted=True)
    assert precision >= PRECISION_ASSERTED, faults
    assert recall >= RECALL_ASSERTED, faults


def test_what_is_stale_is_found() -> None:
    precision, recall, faults = score(asserted=False)
    assert precision >= PRECISION, faults
    assert recall >= RECALL, faults


def test_ages_telephone_numbers_and_money_are_no_dates() -> None:
    dateless = ("£", "%", "01632", "07700", "0300", "p a mile", "Unit 20", "school days")
    for piece in PIECES:
        for mention in piece.page.of(dates):
            assert not any(sign in mention.quote for sign in dateless), mention.quote

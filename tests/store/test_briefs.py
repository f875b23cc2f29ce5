"""Findings in short: the same findings in the same order, and a number that stands for their words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from pipeline.store.read import Reader
from pipeline.store.write import Writer
from tests.store.made import DAY, Nights, address, finding

FAIR, OFFER, WALK = finding("fair"), finding("offer"), finding("offer", "4 May 2026", severity="advice")


@pytest.fixture
def nights(writer: Writer, reader: Reader) -> Nights:
    return Nights(writer, reader)


def test_they_are_the_findings_in_their_order(nights: Nights) -> None:
    nights.night(["fair", "offer"], [OFFER, WALK])
    run = nights.night(["fair", "offer"], [WALK, FAIR, OFFER])
    briefs = list(nights.reader.briefs(run))
    assert [brief[:-1] for brief in briefs] == [
        (row.url, row.rule, row.issue, row.severity, row.state, row.since) for row in nights.reader.findings(run)
    ]
    assert [(brief.state, brief.since) for brief in briefs] == [
        ("new", DAY + timedelta(1)),
        ("still", DAY),
        ("still", DAY),
    ]


def test_other_words_have_another_number(nights: Nights) -> None:
    first = nights.night(["fair", "offer"], [FAIR, OFFER])
    second = nights.night(["fair", "offer"], [FAIR, replace(OFFER, message="It was on 3 October.")])
    (fair, offer), (fair_again, offer_again) = nights.reader.briefs(first), nights.reader.briefs(second)
    assert fair.content == fair_again.content
    assert offer.content != offer_again.content
    assert offer_again.since == DAY


@pytest.mark.parametrize("wanted", [{"fair"}, {"offer"}, {"fair", "offer"}, set()])
def test_what_was_found_at_some_addresses_is_all_there(nights: Nights, wanted: set[str]) -> None:
    run = nights.night(["fair", "offer"], [FAIR, OFFER, WALK])
    urls = {address(name) for name in wanted}
    expected = [row for row in nights.reader.findings(run) if row.url in urls]
    assert list(nights.reader.findings(run, urls)) == expected


def test_more_addresses_than_a_question_holds_are_no_trouble(nights: Nights) -> None:
    run = nights.night(["fair", "offer"], [FAIR, OFFER, WALK])
    urls = {address(str(n)) for n in range(40_000)} | {address("fair")}
    assert FAIR.place.url in {row.url for row in nights.reader.findings(run, urls)}

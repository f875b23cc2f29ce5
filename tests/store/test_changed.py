"""Any two audits compared: new, put right, gone, whatever happened between them."""

from __future__ import annotations

import pytest

from pipeline.store.read import Reader
from pipeline.store.values import Run
from pipeline.store.waiving import Waiver, Waivers
from pipeline.store.write import Writer
from spiders.fetched import NotAudited
from tests.store.made import RULE, RULES, Nights, address, finding

FAIR, OFFER, WALK = finding("fair"), finding("offer"), finding("walk", "4 May 2026")
LINK = finding("fair", "here", rule="links.vague-text")
BOTH = ["fair", "offer"]
GONE = NotAudited(address("offer"), "error", "not found", 404)


@pytest.fixture
def nights(writer: Writer, reader: Reader) -> Nights:
    return Nights(writer, reader)


def changed(nights: Nights, before: Run, after: Run) -> list[tuple[str, str, str]]:
    rows = (*nights.reader.lost(before, after), *nights.reader.gained(before, after))
    return [(row.how, row.url.rpartition("/")[2], row.quote) for row in rows]


def test_two_audits_that_found_the_same_have_no_changes(nights: Nights) -> None:
    first, second = nights.night(BOTH, [FAIR]), nights.night(BOTH, [FAIR])
    assert changed(nights, first, second) == []


def test_audits_far_apart_are_compared_as_neighbours_are(nights: Nights) -> None:
    first = nights.night([*BOTH, "walk"], [FAIR, OFFER])
    nights.night([*BOTH, "walk"], [OFFER])
    nights.night(["fair", "walk"], [], missed=[GONE])
    last = nights.night(["fair", "walk"], [WALK])
    assert changed(nights, first, last) == [
        ("fixed", "fair", "3 October 2026"),
        ("gone", "offer", "3 October 2026"),
        ("new", "walk", "4 May 2026"),
    ]


def test_what_went_with_a_page_that_came_back_without_it_is_put_right(nights: Nights) -> None:
    first = nights.night(BOTH, [FAIR, OFFER])
    nights.night(["fair"], [FAIR], missed=[GONE])
    assert changed(nights, first, nights.night(BOTH, [FAIR])) == [("fixed", "offer", "3 October 2026")]


def test_what_came_and_went_between_them_is_no_change(nights: Nights) -> None:
    first = nights.night(BOTH, [FAIR])
    nights.night(BOTH, [FAIR, OFFER])
    assert changed(nights, first, nights.night(BOTH, [FAIR])) == []


def test_what_went_and_came_back_is_no_change(nights: Nights) -> None:
    first = nights.night(BOTH, [FAIR])
    nights.night(BOTH, [])
    assert changed(nights, first, nights.night(BOTH, [FAIR])) == []


def test_what_only_has_other_words_is_the_same_finding(nights: Nights) -> None:
    first = nights.night(BOTH, [FAIR])
    reworded = nights.night(BOTH, [finding("fair", message="Other words.")])
    assert changed(nights, first, reworded) == []
    assert changed(nights, first, nights.night(BOTH, [])) == [("fixed", "fair", "3 October 2026")]


def test_what_a_later_audit_did_is_not_told_of_an_earlier_pair(nights: Nights) -> None:
    first, second = nights.night(BOTH, [FAIR]), nights.night(BOTH, [FAIR])
    nights.night(BOTH, [OFFER])
    assert changed(nights, first, second) == []


def test_a_rule_that_only_one_of_them_was_judged_by_is_left_out(nights: Nights) -> None:
    first = nights.night(BOTH, [FAIR, LINK])
    assert changed(nights, first, nights.night(BOTH, [FAIR], rules=[RULE])) == []
    nights.night(BOTH, [FAIR], rules=[RULE])
    assert changed(nights, first, nights.night(BOTH, [FAIR], rules=RULES)) == [("fixed", "fair", "here")]


def test_what_is_new_and_waived_is_not_told(nights: Nights) -> None:
    first, second = nights.night(BOTH, []), nights.night(BOTH, [FAIR, OFFER])
    waived = Waiver("The fair is held again.", "The web team", second.today, rule=RULE, pages="/fair")
    rows = Reader(nights.reader._store, Waivers([waived])).gained(first, second)
    assert [row.url for row in rows] == [address("offer")]


def test_earlier_audits_of_the_site_come_newest_first(nights: Nights) -> None:
    first, second = nights.night(BOTH, []), nights.night(BOTH, [])
    last = nights.night(BOTH, [])
    nights.begin()
    assert [run.id for run in nights.reader.earlier(last)] == [second.id, first.id]
    assert nights.reader.earlier(first) == []

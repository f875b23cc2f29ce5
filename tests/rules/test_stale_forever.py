"""Judged on every day of five years, nothing that is stale turns fresh by itself, but for notices in season."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.core.findings import Fact, Finding, Site
from rules.core.registry import choose
from rules.core.run import extract, judge
from rules.core.segment import segment

SEEN = date(2026, 11, 23)
FIVE_YEARS = 5 * 365
RULES = choose(["stale"])
GOLD = Path(__file__).parents[1] / "gold" / "stale.jsonl"
TEXTS = [json.loads(line)["html"] for line in GOLD.read_text("utf-8").splitlines()]
UNDATED_NOTICES = [
    "<p>Christmas opening hours: see the door.</p>",
    "<p>We will close for Easter.</p>",
    "<p>Summer holiday opening times are on the wall.</p>",
]


def facts_of(pages: Mapping[str, str], seen: date) -> dict[str, list[Fact]]:
    """The facts of pages by rule, but for those of notices that give no days: they come into season again."""
    found: dict[str, list[Fact]] = {}
    for url, html in pages.items():
        facts, failures = extract(segment(f"<main>{html}</main>", url, seen=seen), RULES)
        assert not failures
        for rule, told in facts.items():
            found.setdefault(rule, []).extend(fact for fact in told if _dated(rule, fact))
    return found


def _dated(rule: str, fact: Fact) -> bool:
    return rule != "stale.seasonal-notice" or fact.value[:1].isdigit()


def never_turn_fresh(facts: dict[str, list[Fact]], days: Iterable[date]) -> int:
    before = set[tuple[str, str, str, int]]()
    for day in days:
        told = [f for rule in RULES for f in judge(rule, facts.get(rule.id, []), Site(day))]
        stale = {(f.rule, f.place.url, f.place.block, f.place.start) for f in told if isinstance(f, Finding)}
        assert len(told) >= len(stale)
        assert before <= stale, f"{day}: {before - stale}"
        before = stale
    return len(before)


def test_no_piece_of_the_gold_set_turns_fresh_on_any_day() -> None:
    pages = {f"https://www.anyborough.gov.uk/{n}": html for n, html in enumerate(TEXTS)}
    facts = facts_of(pages, SEEN)
    assert never_turn_fresh(facts, (SEEN + timedelta(days=n) for n in range(FIVE_YEARS))) > 200


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([*TEXTS, *UNDATED_NOTICES]), min_size=2, max_size=8),
    st.dates(date(2023, 1, 1), date(2027, 12, 31)),
    st.sets(st.integers(0, FIVE_YEARS), min_size=5, max_size=60),
)
def test_no_page_made_of_them_turns_fresh_whenever_it_was_seen(
    pieces: list[str], seen: date, days: set[int]
) -> None:
    facts = facts_of({"https://www.anyborough.gov.uk/": "".join(pieces)}, seen)
    never_turn_fresh(facts, (seen + timedelta(days=n) for n in sorted(days)))

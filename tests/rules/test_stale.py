"""What was stale stays stale until somebody edits the page, but for notices that are in season again."""

from __future__ import annotations

from datetime import date, timedelta
from time import process_time

import pytest

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.registry import choose
from rules.core.run import extract, judge
from rules.core.segment import segment
from tests.machine import here

SEEN = date(2026, 11, 23)
RULES = choose(["stale"])


def facts_of(page: Page) -> dict[str, list[Fact]]:
    facts, failures = extract(page, RULES)
    assert not failures
    return facts


def found_on(facts: dict[str, list[Fact]], today: date) -> set[tuple[str, str]]:
    findings = [f for rule in RULES for f in judge(rule, facts.get(rule.id, []), Site(today))]
    assert all(isinstance(f, Finding) for f in findings)
    return {(f.rule, f.place.quote) for f in findings if isinstance(f, Finding)}


def judged(page: Page, today: date) -> set[tuple[str, str]]:
    return found_on(facts_of(page), today)


def page(html: str, url: str = "https://www.anyborough.gov.uk/send") -> Page:
    return segment(f"<main>{html}</main>", url, seen=SEEN)


DATED = """
<h1>What is on</h1><p>Join us on Saturday 6 February for the open day. Book by 20 January 2027.</p>
<p>We will write to every family in the spring. A new map is coming soon. We hope to open a hub by July.</p>
<h2>Term dates 2026/27</h2><ul><li>Term starts: 2 September</li><li>Term ends: 21 July</li></ul>
<p>The hub is closed from 24 December to 2 January for Christmas.</p>
<p>Our Inclusion Strategy 2024 to 2027. Rates for the 2026/27 financial year.</p>
<p>The forum meets on Monday 5 May 2026, and on Monday 2 March 2027.</p>
"""


def test_a_stale_page_stays_stale_on_every_day_of_five_years() -> None:
    facts, before = facts_of(page(DATED)), set[tuple[str, str]]()
    for day in range(5 * 365):
        found = found_on(facts, SEEN + timedelta(days=day))
        assert before <= found
        before = found
    assert len(before) >= 10


def test_an_undated_notice_is_quiet_in_each_season_and_stale_between() -> None:
    of = page("<p><a href='/xmas'>Christmas opening hours</a></p>")
    stale = ("stale.seasonal-notice", "Christmas opening hours")
    for year in (2026, 2027, 2028):
        assert stale not in judged(of, date(year, 12, 20))
        assert stale not in judged(of, date(year + 1, 1, 3))
        assert stale in judged(of, date(year + 1, 3, 1))
        assert stale in judged(of, date(year + 1, 9, 1))


@pytest.mark.parametrize(
    "text",
    [
        "The Children and Families Act 2014 and the SEND Code of Practice 2015 apply.",
        "The forum was set up in May 2016 and met in June 2019.",
        "Children born between 1 September 2014 and 31 August 2015 start school.",
        "Apply by 31 October each year.",
        "If your baby was due on or after 6 April 2024, you get more leave.",
        "The club meets every Tuesday, 5pm to 7pm, for those in Year 9.",
        "Page last updated: 3 October 2026",
        "Previous reports: 2019-2020, Spring 2022.",
        "From 1 April 2024 the charge is £5.",
    ],
)
def test_law_history_birthdays_and_dates_of_every_year_are_left_alone(text: str) -> None:
    assert judged(page(f"<p>{text}</p>"), date(2027, 6, 1)) == set()


def test_minutes_and_archives_are_left_alone() -> None:
    html = "<p>The hub will open on 3 May 2024. Book by 1 May 2024.</p>"
    assert judged(page(html), SEEN)
    assert not judged(page(html, "https://democracy.anyborough.gov.uk/minutes/12"), SEEN)


def test_dated_news_costs_less_than_a_service_page() -> None:
    html = "<p>Apply by 1 May 2024 for a place.</p>"
    [rule] = choose(["stale.past-event"])

    def severity(url: str) -> str:
        [finding] = rule.judge(rule.extract(page(html, url)), Site(SEEN))
        return finding.severity

    assert severity("https://www.anyborough.gov.uk/send/grants") == "barrier"
    assert severity("https://www.anyborough.gov.uk/news/grants") == "advice"


def test_no_message_counts_days_from_today() -> None:
    facts = facts_of(page(DATED))

    def told(today: date) -> set[str]:
        return {
            f.message for r in RULES for f in judge(r, facts.get(r.id, []), Site(today)) if isinstance(f, Finding)
        }

    assert told(date(2031, 3, 1)) == told(date(2031, 3, 2))


@pytest.mark.parametrize(
    "written",
    ["3 May 2026, ", "Monday 3 May ", "for 2024/25 and ", "the CCG and ", "Covid in May 2020 ", "£101.75 of PIP "],
)
def test_a_paragraph_full_of_signs_is_read_in_no_time(written: str) -> None:
    of = page(f"<p>{written * (100_000 // len(written))}</p>")
    began = process_time()
    facts_of(of)
    assert process_time() - began < here(4)

"""What a date is for is told by the words around it: tense, labels, and what is only cited."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from rules.core.around import around
from rules.core.dates import dates
from rules.core.page import Page
from rules.core.roles import cued
from rules.core.segment import segment
from rules.core.tense import tense
from tests.machine import here

SEEN = date(2026, 11, 23)


def page(html: str, url: str = "https://www.anyborough.gov.uk/send") -> Page:
    return segment(f"<main>{html}</main>", url, seen=SEEN)


def roles(html: str, url: str = "https://www.anyborough.gov.uk/send") -> list[tuple[str, str]]:
    return [(found.mention.quote, found.role) for found in page(html, url).of(cued)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We will meet on 3 May 2026.", "future"),
        ("We plan to have trained all staff by 3 May 2026.", "future"),
        ("The results, to be shared on 3 May 2026, matter.", "future"),
        ("By 3 May 2026 every school will have a link nurse.", "future"),
        ("We met on 3 May 2026.", "past"),
        ("We quickly fixed the lift on 3 May 2026.", "past"),
        ("The survey closed on 3 May 2026.", "past"),
        ("In May 2026, we asked 40 families.", "past"),
        ("After the success of our day in May 2026, we run tours.", "past"),
        ("Our named nurse is here on 3 May 2026.", "present"),
        ("A place for supported internships is open on 3 May 2026.", "present"),
        ("The hub is closed until 3 May 2026.", "present"),
        ("The hub has run since spring, and is funded until 3 May 2026.", "present"),
        ("We teamed up for a trail (open till 3 May 2026).", "present"),
    ],
)
def test_the_tense_is_that_of_the_clause(text: str, told: str) -> None:
    of = page(f"<p>{text}</p>")
    mention = next(m for m in of.of(dates) if "2026" in m.quote)
    assert tense(around(of, mention)) == told


def test_the_header_of_a_column_says_what_its_dates_are_for() -> None:
    rows = "<tr><th>Fund</th><th>Closing date</th></tr><tr><td>Bikes</td><td>3 May 2026</td></tr>"
    assert roles(f"<table>{rows}</table>") == [("3 May 2026", "deadline")]


def test_the_header_of_a_row_and_a_term_say_what_their_dates_are_for() -> None:
    assert roles("<table><tr><th>Apply by</th><td>3 May 2026</td></tr></table>") == [("3 May 2026", "deadline")]
    assert roles("<dl><dt>Closing date</dt><dd>3 May 2026</dd></dl>") == [("3 May 2026", "deadline")]


def test_headers_of_one_table_do_not_reach_the_next() -> None:
    first = "<table><tr><th>Closing date</th></tr><tr><td>3 May 2026</td></tr></table>"
    second = "<table><tr><th>Agreed</th></tr><tr><td>4 May 2026</td></tr></table>"
    assert roles(first + second) == [("3 May 2026", "deadline")]


def test_a_short_label_before_a_date_says_what_it_is_for() -> None:
    assert roles("<div>Deadline</div><div>3 May 2026</div>") == [("3 May 2026", "deadline")]


def test_a_heading_further_up_is_read_where_the_nearest_says_nothing() -> None:
    assert roles("<h1>Upcoming events</h1><h2>Riverside</h2><ul><li>3 May 2026</li></ul>") == [
        ("3 May 2026", "event")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "SEND board 3 June 2026 (PDF, 210KB)",
        "They will come back (letter of 4 June 2026).",
        "By Rosie Grant, 12 March 2026",
        "3:15 pm, Tuesday 20 January 2026",
        "The year runs from 1 April to 31 March.",
        "As at 31 March 2026 we help 1,204 children.",
        "The form should be sent back by the end of the month.",
    ],
)
def test_dates_of_documents_lines_of_origin_and_yearly_periods_are_left_alone(text: str) -> None:
    assert roles(f"<p>{text}</p>") == []


def test_a_news_page_announces_nothing_by_a_weekday_alone() -> None:
    html = "<p>Pupils cut the ribbon on Saturday 2 May 2026.</p>"
    assert roles(html)
    assert not roles(html, "https://www.anyborough.gov.uk/news/garden")


def test_a_large_table_of_dates_is_read_in_no_time() -> None:
    rows = "".join(f"<tr><td>Club {n}</td><td>{n % 28 + 1} May 2026</td></tr>" for n in range(3000))
    assert len(roles(f"<table><tr><th>Club</th><th>Closing date</th></tr>{rows}</table>")) == 3000


@pytest.mark.parametrize(
    "written",
    [
        "3 May 2026, ",
        "3 May and ",
        "next month we ",
        "Monday 3 May ",
        "We asked in May 2026 and will ",
        "if may (the ",
    ],
)
def test_a_paragraph_full_of_dates_is_read_in_a_moment(written: str) -> None:
    of = page(f"<p>{written * (100_000 // len(written))}</p>")
    began = process_time()
    of.of(cued)
    assert process_time() - began < here(2)

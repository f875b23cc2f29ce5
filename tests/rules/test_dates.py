"""Dates are read as UK pages write them, placed by what the page says, and never by tonight."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.core.anchor import resolve
from rules.core.calendar import days, holiday, in_year
from rules.core.dates import dates
from rules.core.page import Mention, Page
from rules.core.segment import segment
from rules.core.stretch import Stretch

SEEN = date(2026, 11, 23)


def page(
    html: str, *, url: str = "https://www.anyborough.gov.uk/send", title: str = "", seen: date = SEEN
) -> Page:
    return segment(f"<title>{title}</title><main>{html}</main>", url, seen=seen)


def read(text: str) -> list[tuple[str, str]]:
    return [(m.quote, m.value) for m in dates(page(f"<p>{text}</p>"))]


def only(html: str, **about: str) -> tuple[Page, Mention]:
    of = page(html, **about)  # type: ignore[arg-type]
    return of, of.of(dates)[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 October 2026", "2026-10-03"),
        ("Saturday, 3rd of October 2026", "2026-10-03"),
        ("October 3, 2026", "2026-10-03"),
        ("03/10/2026", "2026-10-03"),
        ("3.10.26", "2026-10-03"),
        ("03/10/98", "1998-10-03"),
        ("2026-10-03", "2026-10-03"),
        ("03-October-2026", "2026-10-03"),
        ("25 December", "XXXX-12-25"),
        ("Friday 25 Dec.", "XXXX-12-25"),
        ("October 2026", "2026-10"),
        ("Sept 2026", "2026-09"),
        ("10/2026", "2026-10"),
        ("29 February 2024", "2024-02-29"),
        ("autumn 2026", "2026-23"),
        ("Spring term 2023", "2023-01/2023-04"),
        ("Christmas Day", "XXXX-12-25"),
        ("Good Friday 2026", "2026-04-03"),
        ("Easter Monday 2027", "2027-03-29"),
        ("the August bank holiday 2026", "2026-08-31"),
        ("early 2026", "2026-01/2026-04"),
        ("pre-2026", "2026"),
        ("after the reform 2026", "2026"),
        ("the first half of 2026", "2026-01/2026-06"),
        ("mid-2026", "2026-05/2026-08"),
        ("next month", "+P1M"),
        ("tomorrow", "+P1D"),
        ("coming soon", "SOON"),
    ],
)
def test_a_date_has_one_value(text: str, value: str) -> None:
    assert [found for _, found in read(f"We meet {text}.")] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14–16 May 2026", "2026-05-14/2026-05-16"),
        ("14 to 16 May", "XXXX-05-14/XXXX-05-16"),
        ("from 3 June to 5 July 2026", "2026-06-03/2026-07-05"),
        ("Monday 12th - Friday 16th February 2026", "2026-02-12/2026-02-16"),
        ("between 1 and 3 March 2026", "2026-03-01/2026-03-03"),
        ("20 December 2026 to 4 January 2027", "2026-12-20/2027-01-04"),
        ("20 December to 4 January 2027", "2026-12-20/2027-01-04"),
        ("May 14 to 16", "XXXX-05-14/XXXX-05-16"),
        ("April 2025 to March 2026", "2025-04/2026-03"),
        ("2022-2025", "2022/2025"),
        ("the 2024/25 academic year", "2024-09/2025-08"),
        ("financial year 2024-25", "2024-04/2025-03"),
        ("week commencing 5 October 2026", "2026-10-05/2026-10-11"),
    ],
)
def test_a_range_is_one_interval(text: str, value: str) -> None:
    assert [found for _, found in read(f"It is on {text}.")] == [value]


def test_days_in_a_list_are_dates_of_their_own() -> None:
    assert [value for _, value in read("We meet on 3, 10 and 17 May 2026.")] == [
        "2026-05-03",
        "2026-05-10",
        "2026-05-17",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Call 01302 737210 or 020 7946 0018.",
        "It is for ages 0-25, and for those aged 16 may apply.",
        "Write to DN1 3BU.",
        "It costs £2,024 or £20.26 a week.",
        "See section 19 and regulation 5(2).",
        "Go to https://www.anyborough.gov.uk/news/2024/05/03/fair.",
        "Doors open at 9.30am to 12.15pm.",
        "Use version 2.4.19 of the form.",
        "© 2024 Anyborough Council",
        "Copyright 2019-2026 Anyborough Council",
        "Children in Year 9 may March with us.",
        "More than 2,000 families and 2024 people came.",
        "Sort code 20-10-26, ratio 3/4.",
        "31/02/2026 and 45/10/2026 are no days.",
        "Sessions run every Tuesday and on Fridays.",
        "Write to PO Box 2014 and quote CYP-2021-04.",
        "They gave 2019 calories away, and up to 2024 kg.",
        "Ask April Jones or Ms May Brown.",
        "Open between 1100 and 2000 hours, with a standard of ISO 45001:2018.",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert read(text) == []


def test_a_number_with_a_comma_before_a_date_is_no_day() -> None:
    assert read("Come to Room 3, 10 May 2026.") == [("10 May 2026", "2026-05-10")]


def test_the_year_of_an_act_is_told_apart() -> None:
    found = dates(
        page("<p>The Children and Families Act 2014, the 1970 Act and the Code of Practice (2015) apply.</p>")
    )
    assert [(m.quote, m.kind) for m in found] == [("2014", "law"), ("1970", "law"), ("2015", "law")]


def test_the_navigation_is_not_read() -> None:
    assert dates(segment("<nav>3 October 2026</nav><main>Hello</main>", "https://x.org", seen=SEEN)) == ()


@pytest.mark.parametrize(
    ("html", "first", "last"),
    [
        ("<p>Friday 2 October</p>", date(2026, 10, 2), date(2026, 10, 2)),
        ("<p>Monday 31 July</p>", date(2023, 7, 31), date(2023, 7, 31)),
        ("<p>18 May, after the talk of 4 March 2024</p>", date(2024, 5, 18), date(2024, 5, 18)),
        ("<p>in the Autumn</p>", date(2026, 9, 1), date(2026, 11, 30)),
        ("<p>24 December to 2 January, at Christmas 2024</p>", date(2024, 12, 24), date(2025, 1, 2)),
        ("<p>2 April, Easter 2024</p>", date(2024, 4, 2), date(2024, 4, 2)),
    ],
)
def test_a_missing_year_comes_from_the_weekday_the_block_or_the_day_first_seen(
    html: str, first: date, last: date
) -> None:
    of, mention = only(html)
    found = resolve(of, mention, "future")
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "about",
    [
        {"title": "Holiday club 2024"},
        {"url": "https://www.anyborough.gov.uk/holiday-club-2024"},
        {"url": "https://www.anyborough.gov.uk/news/2024/july/club"},
    ],
)
def test_a_missing_year_comes_from_the_title_or_the_address(about: dict[str, str]) -> None:
    of, mention = only("<p>Come along on 2 August</p>", **about)
    assert resolve(of, mention) == Stretch(date(2024, 8, 2), date(2024, 8, 2))


def test_a_missing_year_comes_from_the_heading_or_the_dateline() -> None:
    of = page("<h2>Summer 2024</h2><p>Come along on 2 August.</p>")
    assert resolve(of, of.of(dates)[1]) == Stretch(date(2024, 8, 2), date(2024, 8, 2))
    of = page("<p>Published: 4 June 2023</p><p>Come along on 2 August.</p>")
    assert resolve(of, of.of(dates)[1]) == Stretch(date(2023, 8, 2), date(2023, 8, 2))


def test_a_relative_word_counts_from_the_dateline() -> None:
    of = page("<p>Posted on 4 June 2023</p><p>Next month we open a hub.</p>")
    assert resolve(of, of.of(dates)[1]) == Stretch(date(2023, 7, 1), date(2023, 7, 31))


def test_a_guess_says_that_it_is_one() -> None:
    of, mention = only("<p>Come along on 2 August</p>")
    found = resolve(of, mention, "future")
    assert found == Stretch(date(2027, 8, 2), date(2027, 8, 2), sure=False)
    assert Stretch.read(str(found)) == found


def test_values_cover_the_days_they_name() -> None:
    assert days("2026-23") == (date(2026, 9, 1), date(2026, 11, 30))
    assert days("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert days("XXXX-12-25") is None
    assert days("2026-02-30") is None
    assert in_year("XXXX-12-24/XXXX-01-02", 2025) == "2025-12-24/2026-01-02"
    assert holiday("easter monday", 2025) == (date(2025, 4, 21), date(2025, 4, 21))


_SHAPES = ["{d} {m} {y}", "{d}th {m} {y}", "{m} {d}, {y}", "the {d} of {m}, {y}"]


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from([*_SHAPES, "iso", "uk"]))
def test_every_day_is_read_back_however_it_is_written(day: date, shape: str) -> None:
    written = {"iso": day.isoformat(), "uk": f"{day:%d/%m/%Y}"}.get(
        shape, shape.format(d=day.day, m=f"{day:%B}", y=day.year)
    )
    assert read(f"Come on {written}.") == [(written, day.isoformat())]


@given(
    st.text(max_size=200),
    st.sampled_from(["3 May", "10/11/12", "in autumn", "2024/25", "İ 5 June 2020", "next week"]),
)
def test_offsets_slice_back_to_the_words_on_any_text(text: str, among: str) -> None:
    of = page(f"<p>{text.replace('<', '')} {among} {text.replace('<', '')}</p>")
    for mention in dates(of):
        assert mention.quote == mention.block.text[mention.start : mention.end] != ""
        assert mention.value
        resolve(of, mention)


@given(st.integers(0, 2000))
def test_where_a_date_is_placed_hangs_on_the_day_first_seen_alone(later: int) -> None:
    seen = SEEN + timedelta(days=later)
    of = page("<p>We will meet in the spring.</p>", seen=seen)
    found = resolve(of, of.of(dates)[0], "future")
    assert found is not None
    assert found.last >= seen

"""Opening hours are read slot by slot, and what is no weekly hour is none."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.core.dates import dates
from rules.core.hours import dated_hours, hours
from rules.core.segment import segment
from tests.machine import here

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


def read(html: str) -> list[str]:
    return [m.value for m in hours(segment(f"<main>{html}</main>", "https://x.org", seen=date(2026, 11, 23)))]


def week(slot: str, days: tuple[str, ...] = WORKDAYS) -> list[str]:
    return [f"{day} {slot}" for day in days]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Monday to Friday, 8.30am to 5pm", week("08:30-17:00")),
        ("The line is open 8:30am - 5pm Mon-Fri", week("08:30-17:00")),
        ("Weekdays from 9am until 12 noon", week("09:00-12:00")),
        ("We open between 1 and 3pm on Tuesdays", ["tue 13:00-15:00"]),
        ("11.30 to 1pm on Fridays", ["fri 11:30-13:00"]),
        ("Daily, 09:00-17:00", week("09:00-17:00", (*WORKDAYS, "sat", "sun"))),
        ("Weekends: 10am to midnight", week("10:00-24:00", ("sat", "sun"))),
        ("Friday 6pm to 2am", ["fri 18:00-02:00"]),
        ("24 hours a day, 7 days a week", week("00:00-24:00", (*WORKDAYS, "sat", "sun"))),
        (
            "Tuesday and Thursday 9am to 12pm and 1pm to 4pm",
            [*week("09:00-12:00", ("tue", "thu")), *week("13:00-16:00", ("tue", "thu"))],
        ),
        ("Monday 9am to 5pm. Saturday closed.", ["mon 09:00-17:00"]),
        ("Saturday to Monday: 10am to 4pm", week("10:00-16:00", ("sat", "sun", "mon"))),
    ],
)
def test_prose_is_read_to_slots(text: str, slots: list[str]) -> None:
    assert sorted(read(f"<p>{text}</p>")) == sorted(slots)


@pytest.mark.parametrize(
    "text",
    [
        "We reply within 24 hours, Monday to Friday.",
        "On Wednesday 24 December we open from 9am to 1pm.",
        "Christmas Eve: 9am to 12pm. Boxing Day: closed.",
        "The team works office hours, Monday to Friday.",
        "For children aged 5 to 11 on Mondays.",
        "Monday to Friday costs £4.50 to £5.50.",
        "Lines close at 4pm on Fridays.",
    ],
)
def test_what_is_no_weekly_hour_is_left_alone(text: str) -> None:
    assert read(f"<p>{text}</p>") == []


def test_a_table_of_days_is_read_row_by_row() -> None:
    rows = "<tr><th>Day</th><th>Open</th></tr><tr><td>Monday to Thursday</td><td>9am to 5pm</td></tr>"
    rows += "<tr><td>Friday</td><td>9am to 4.30pm</td></tr><tr><td>Saturday</td><td>Closed</td></tr>"
    assert read(f"<table>{rows}</table>") == [*week("09:00-17:00", WORKDAYS[:4]), "fri 09:00-16:30"]


def test_days_across_the_top_of_a_table_belong_to_their_column() -> None:
    rows = (
        "<tr><th></th><th>Monday</th><th>Tuesday</th></tr><tr><td>Hub</td><td>9am-5pm</td><td>10am-4pm</td></tr>"
    )
    assert read(f"<table>{rows}</table>") == ["mon 09:00-17:00", "tue 10:00-16:00"]


def test_lists_lines_and_definitions_are_read() -> None:
    assert read("<ul><li>Mon: 9am to 5pm</li><li>Tue: 10am to 4pm</li></ul>") == [
        "mon 09:00-17:00",
        "tue 10:00-16:00",
    ]
    assert read("<p>Monday 9am to 5pm<br>Tuesday 10am to 4pm</p>") == ["mon 09:00-17:00", "tue 10:00-16:00"]
    assert read("<dl><dt>Monday</dt><dd>9am to 5pm</dd></dl>") == ["mon 09:00-17:00"]


def test_the_words_are_quoted_where_they_stand() -> None:
    page = segment(
        "<main><p>Call us, Monday to Friday 9am to 5pm, free.</p></main>", "https://x.org", seen=date(2026, 1, 1)
    )
    assert {m.quote for m in hours(page)} == {"Monday to Friday 9am to 5pm"}


@pytest.mark.parametrize(
    "much",
    [
        "monday to " * 10_000,
        "9am to " * 15_000,
        "Monday 9am to 5pm, " * 5_000,
        "9am " + "1st and " * 12_000,
        "9am " + "Monday, " * 12_000,
        "Monday 9-5 (closed 12-1pm) " * 4_000,
        "9am " + "Friday the same " * 6_000 + "until 4pm",
        "25 December closed, 9am to 5pm " * 3_000,
    ],
    ids=lambda much: much[:24],
)
def test_a_very_long_paragraph_is_read_in_no_more_than_its_length(much: str) -> None:
    page = segment(f"<main><p>{much}</p></main>", "https://x.org", seen=date(2026, 11, 23))
    page.of(dates)
    started = process_time()
    hours(page)
    assert process_time() - started < here(1.5)


def test_hours_of_a_date_know_the_date_they_are_of() -> None:
    html = "<main><p>Our office is open on Thursday 24 December from 9am to 12 noon.</p></main>"
    (told,) = dated_hours(segment(html, "https://x.org", seen=date(2026, 11, 23)))
    assert told.value == "XXXX-12-24 09:00-12:00"
    assert told.date is not None
    assert (told.date.quote, told.key) == ("Thursday 24 December", "thu")


@given(st.text(alphabet="0123456789 .:-–amp monday fritues closed;\n£", max_size=120))
def test_any_text_gives_real_times_or_none(text: str) -> None:
    for value in read(f"<p>{text}</p>"):
        day, slot = value.split()
        first, last = slot.split("-")
        assert day in (*WORKDAYS, "sat", "sun")
        assert "00:00" <= first <= "24:00"
        assert "00:00" <= last <= "24:00"

"""Messages say dates as people do, and say them once."""

from __future__ import annotations

from datetime import date

import pytest

from rules.core.wording import clock, spoken, when

DAY = date(2026, 10, 3)


def test_a_day_is_said_without_leading_noughts() -> None:
    assert spoken(DAY) == "3 October 2026"


@pytest.mark.parametrize(
    "quote",
    [
        "3 October 2026",
        "Saturday 3rd Oct 2026",
        "October 3, 2026",
        "03/10/2026",
        "3.10.2026",
        "1 to 3 October 2026",
    ],
)
def test_a_day_that_the_page_gives_in_full_is_not_said_again(quote: str) -> None:
    assert when(quote, DAY, DAY) == f"“{quote}”"


@pytest.mark.parametrize("quote", ["Saturday 3 October", "3/10", "3/10/26", "next Saturday", "the 3rd"])
def test_a_day_without_its_month_or_year_is_said_in_full(quote: str) -> None:
    assert when(quote, DAY, DAY) == f"“{quote}” was 3 October 2026"


@pytest.mark.parametrize("quote", ["autumn 2026", "October 2026", "2024 to 2026"])
def test_of_a_longer_time_the_last_day_is_said(quote: str) -> None:
    assert when(quote, date(2026, 9, 1), date(2026, 10, 31)) == f"“{quote}” ran to 31 October 2026"


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        ("09:00-16:30", "9am to 4:30pm"),
        ("12:00-00:30", "midday to 12:30am"),
        ("12:15-24:00", "12:15pm to midnight"),
        ("00:00-24:00", "all day"),
    ],
)
def test_hours_are_said_as_on_a_door(slot: str, said: str) -> None:
    assert clock(slot) == said

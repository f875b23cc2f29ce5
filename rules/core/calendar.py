"""The calendar that UK pages speak of: which days a written date, season, term or holiday covers.

Values follow ISO 8601-2: an `X` stands for a digit that the page does not give, and months 21 to 24 are
spring, summer, autumn and winter. So `XXXX-12-25` is a 25 December, `2026-23` is autumn 2026, and
`2024-09/2025-08` a school year. A moment told from the day of writing is a duration from it: `+P1M` is the
month after the one it was written in, `-P1D` the day before; `SOON` is all that "shortly" says.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache, lru_cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
TERMS = {"autumn": ("09", "12"), "spring": ("01", "04"), "summer": ("04", "07")}

_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
_FIXED = {
    "christmas eve": ("12-24", "12-24"),
    "christmas day": ("12-25", "12-25"),
    "boxing day": ("12-26", "12-26"),
    "new year's eve": ("12-31", "12-31"),
    "new year's day": ("01-01", "01-01"),
    "new year": ("01-01", "01-01"),
    "christmas": ("12-18", "01-05"),
    "christmas holidays": ("12-18", "01-05"),
    "summer holidays": ("07-18", "09-06"),
    "october half term": ("10-16", "11-05"),
    "february half term": ("02-08", "02-25"),
    "may half term": ("05-22", "06-07"),
}
_NAMED = {
    "good friday": "Good Friday",
    "easter monday": "Easter Monday",
    "may bank holiday": "May Day",
    "spring bank holiday": "Spring Bank Holiday",
    "august bank holiday": "Late Summer Bank Holiday",
}
_EASTER = {"easter sunday": (0, 0), "easter": (-2, 1), "easter holidays": (-16, 17)}
_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@lru_cache(maxsize=4096)
def days(value: str) -> tuple[date, date] | None:
    """The first and last day of a value; None while anything in it is unknown, or for no real date."""
    if not value or "X" in value or not value[0].isdigit():
        return None
    first, _, last = value.partition("/")
    start, end = _covered(first), _covered(last or first)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _covered(part: str) -> tuple[date, date] | None:
    match = _PART.fullmatch(part)
    if not match:
        return None
    year, month, day = (int(n) if n else 0 for n in match.groups())
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if month > 20:
        return _season(year, month)
    if month > 12 or day > monthrange(year, month)[1]:
        return None
    return date(year, month, day or 1), date(year, month, day or monthrange(year, month)[1])


def _season(year: int, season: int) -> tuple[date, date] | None:
    if season not in _SEASON_STARTS:
        return None
    start = date(year, _SEASON_STARTS[season], 1)
    return start, months_later(start, 3) - timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_year(value: str, year: int) -> str:
    """A value without its year, in this year. An interval may run into the next: `XXXX-12-24/XXXX-01-02`."""
    first, _, last = value.partition("/")
    first = first.replace("XXXX", str(year))
    if not last:
        return first
    ends = last.replace("XXXX", str(year))
    return f"{first}/{ends if ends >= first[: len(ends)] else last.replace('XXXX', str(year + 1))}"


def holiday(name: str, year: int) -> tuple[date, date] | None:
    """The days of a holiday that begins in this year, in England; school holidays as wide as councils set them."""
    if name in _FIXED:
        first, last = _FIXED[name]
        return days(in_year(f"XXXX-{first}/XXXX-{last}", year))
    if name in _EASTER:
        before, after = _EASTER[name]
        sunday = _public(year)["Easter Monday"] - timedelta(days=1)
        return sunday + timedelta(days=before), sunday + timedelta(days=after)
    day = _public(year).get(_NAMED.get(name, ""))
    return (day, day) if day else None


@cache
def _public(year: int) -> dict[str, date]:
    from holidays import country_holidays  # many pages name no holiday, and it takes a while to load

    england = country_holidays("GB", subdiv="ENG", years=year)
    return {name: day for day, names in england.items() for name in names.split("; ")}

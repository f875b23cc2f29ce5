"""Places a date without a year, and a word such as “next month”, by a witness of when it was written."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rules.core.calendar import WEEKDAYS, days, holiday, in_year, months_later
from rules.core.page import Mention
from rules.core.stretch import Stretch
from rules.core.tense import Tense

_STEP = re.compile(r"([+-])P(\d+)([DWMY])(?:-(\d))?")
AHEAD = timedelta(days=300)
_APART = timedelta(days=300)
_SOON = 6


def placed(mention: Mention, witness: Stretch, tense: Tense) -> Stretch | None:
    """The days of a date without a year that lie nearest to its witness, and on which its weekday falls."""
    if not (mention.value == "XXXX" or (mention.value.startswith("XXXX-") and mention.value[5] not in "XW")):
        return None
    years = range(witness.first.year - (6 if any(weekdays_of(mention)) else 1), witness.last.year + 2)
    possible = [span for year in years if (span := _in(mention, year))]
    if not possible:
        return None
    fitting = [span for span in possible if _fits(mention, span) and span[0] <= witness.last + AHEAD]
    if fitting and any(weekdays_of(mention)):
        first, last = min(fitting, key=lambda span: _distance(span, witness, tense))
        if not witness.sure or abs(first - witness.first) < _APART or abs(first - witness.last) < _APART:
            return Stretch(first, last)
    first, last = min(possible, key=lambda span: (_distance(span, witness, tense), span[0] < witness.first))
    return Stretch(first, last, witness.sure)


def told_from(value: str, witness: Stretch) -> Stretch | None:
    """The days of a value such as `+P1M`, counted from when it was written; None for any other."""
    written = witness.last
    if value == "SOON":
        return Stretch(written, months_later(written, _SOON), sure=False)
    ends = [_stepped(match, written) for match in _STEP.finditer(value)]
    if not ends:
        return None
    return Stretch(ends[0][0], ends[-1][1], witness.sure)


def weekdays_of(mention: Mention) -> tuple[str, str]:
    """The weekday that is named with the first and with the last day of a date, each empty where none is."""
    first, _, last = mention.key.partition("/")
    named = tuple(day if day in WEEKDAYS else "" for day in (first, last if "/" in mention.key else first))
    return named[0], named[1]


def _in(mention: Mention, year: int) -> tuple[date, date] | None:
    return holiday(mention.key, year) if mention.value == "XXXX" else days(in_year(mention.value, year))


def _fits(mention: Mention, span: tuple[date, date]) -> bool:
    return all(
        not name or WEEKDAYS[day.weekday()] == name for name, day in zip(weekdays_of(mention), span, strict=True)
    )


def _distance(span: tuple[date, date], witness: Stretch, tense: Tense) -> int:
    """How far a possible reading lies from its witness, in days; the wrong side of it counts for more."""
    after, before = (span[0] - witness.last).days, (witness.first - span[1]).days
    if after <= 0 and before <= 0:
        return 0
    if after > 0:
        return after + (200 if tense == "past" else 0)
    ahead = 200 if witness.sure else 400
    return before + (0 if tense == "past" else ahead if tense == "future" else 60)


def _stepped(match: re.Match[str], written: date) -> tuple[date, date]:
    count, unit = int(match[1] + match[2]), match[3]
    if unit == "D":
        day = written + timedelta(days=count)
        return day, day
    if unit == "W":
        monday = written - timedelta(days=written.weekday()) + timedelta(weeks=count)
        first = monday + timedelta(days=int(match[4]) - 1 if match[4] else 0)
        return first, first if match[4] else monday + timedelta(days=6)
    if unit == "M":
        first = months_later(written.replace(day=1), count)
        return first, months_later(first, 1) - timedelta(days=1)
    return date(written.year + count, 1, 1), date(written.year + count, 12, 31)

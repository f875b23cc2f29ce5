"""Reads the weekly opening hours that a page tells machines, in schema.org's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.core.calendar import WEEKDAYS
from rules.core.page import Page
from rules.core.schema_org import Thing, things

_SHORT = ("mo", "tu", "we", "th", "fr", "sa", "su")
_TIME = r"([01]?\d|2[0-4]):([0-5]\d)(?::\d\d)?"
_LINE = re.compile(rf"((?:[a-z]{{2}}(?:\s?-\s?[a-z]{{2}})?[\s,]*)+)\s+{_TIME}\s?[-–]\s?{_TIME}")
_DAYS = re.compile(r"([a-z]{2})(?:\s?-\s?([a-z]{2}))?")
_AT = re.compile(_TIME)
_LONGEST = 500


@dataclass(frozen=True)
class ToldHours:
    """The hours of something by its name, one text for all its slots: `mon 09:00-17:00, tue 09:00-17:00`."""

    name: str
    week: str


def schema_hours(page: Page) -> tuple[ToldHours, ...]:
    """The hours of everything on a page that has any, from `openingHours` and `openingHoursSpecification`.

    Hours of dates (`validFrom`) are no weekly hours, and a day that opens and closes at midnight is closed.
    """
    told = ((thing, ", ".join(dict.fromkeys(_slots(thing)))) for thing in page.of(things))
    return tuple(ToldHours(next(iter(thing.texts("name")), ""), week) for thing, week in told if week)


def _slots(thing: Thing) -> Iterator[str]:
    for line in thing.texts("openingHours"):
        for days, *times in _LINE.findall(line[:_LONGEST].lower()):
            yield from _each(_short_days(days), _slot(*times))
    for told in thing.things("openingHoursSpecification"):
        opens, closes = (_AT.match(next(iter(told.texts(end)), "")) for end in ("opens", "closes"))
        if opens and closes and not (told.texts("validFrom") or told.texts("validThrough")):
            yield from _each(_long_days(told), _slot(*opens.groups(), *closes.groups()))


def _each(days: Iterator[str], slot: str) -> Iterator[str]:
    if slot:
        yield from (f"{day} {slot}" for day in days)


def _slot(hour: str, minute: str, last_hour: str, last_minute: str) -> str:
    opens, closes = f"{hour:0>2}:{minute}", f"{last_hour:0>2}:{last_minute}"
    if opens == closes:
        return ""
    return f"{opens}-{'24:00' if closes in ('00:00', '23:59') else closes}"


def _short_days(written: str) -> Iterator[str]:
    """`mo-we,fr` as weekdays."""
    for first, last in _DAYS.findall(written):
        if first in _SHORT and (last or first) in _SHORT:
            start, end = _SHORT.index(first), _SHORT.index(last or first)
            yield from (WEEKDAYS[(start + n) % 7] for n in range((end - start) % 7 + 1))


def _long_days(told: Thing) -> Iterator[str]:
    """`https://schema.org/Monday` and "Monday" as `mon`."""
    for day in told.texts("dayOfWeek"):
        name = day.rpartition("/")[2].lower()[:3]
        if name in WEEKDAYS:
            yield name

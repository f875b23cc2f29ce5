"""Says dates and hours as people do."""

from __future__ import annotations

import re
from datetime import date

_PART = re.compile(r"\d+|[a-z]+")


def spoken(day: date) -> str:
    """`3 October 2026`."""
    return f"{day.day} {day:%B %Y}"


def when(quote: str, first: date, last: date) -> str:
    """`“this autumn” ran to 30 November 2026`, `“3 October” was 3 October 2026`; no day that the quote gives."""
    if gives(quote, last):
        return f"“{quote}”"
    return f"“{quote}” {'was' if first == last else 'ran to'} {spoken(last)}"


def gives(quote: str, day: date) -> bool:
    """Whether words name this day in full: `Sat 3rd Oct 2026`, `03/10/2026`."""
    parts = _PART.findall(quote.lower())
    numbers = [int(part) for part in parts if part.isdigit()]
    month = f"{day:%b}".lower()
    named = any(part.startswith(month) for part in parts) or [day.day, day.month, day.year] == numbers[-3:]
    return named and day.day in numbers and day.year in numbers


def clock(slot: str) -> str:
    """`9am to 4:30pm` for a slot such as `09:00-16:30`; a whole day is `all day`."""
    return "all day" if slot == "00:00-24:00" else " to ".join(_hour(time) for time in slot.split("-"))


def _hour(time: str) -> str:
    hour, minute = map(int, time.split(":"))
    if minute == 0 and hour in (0, 12, 24):
        return "midday" if hour == 12 else "midnight"
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''}{'am' if hour % 24 < 12 else 'pm'}"

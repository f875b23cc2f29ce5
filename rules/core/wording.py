"""Says dates as people do."""

from __future__ import annotations

import re
from datetime import date

_PART = re.compile(r"\d+|[a-z]+")


def spoken(day: date) -> str:
    """`3 October 2026`."""
    return f"{day.day} {day:%B %Y}"


def when(quote: str, first: date, last: date) -> str:
    """`“this autumn” ran to 30 November 2026`, `“3 October” was 3 October 2026`; no day that the quote gives."""
    if _gives(quote, last):
        return f"“{quote}”"
    return f"“{quote}” {'was' if first == last else 'ran to'} {spoken(last)}"


def _gives(quote: str, day: date) -> bool:
    """Whether the words name this day in full: `Sat 3rd Oct 2026`, `03/10/2026`."""
    parts = _PART.findall(quote.lower())
    numbers = [int(part) for part in parts if part.isdigit()]
    month = f"{day:%b}".lower()
    named = any(part.startswith(month) for part in parts) or [day.day, day.month, day.year] == numbers[-3:]
    return named and day.day in numbers and day.year in numbers

"""Says dates as people do."""

from __future__ import annotations

from datetime import date


def spoken(day: date) -> str:
    """`3 October 2026`."""
    return f"{day.day} {day:%B %Y}"

"""Opening hours, held to snippets of our own in the manner of council pages: a floor that only rises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from rules.core.calendar import WEEKDAYS
from rules.core.hours import dated_hours, hours
from rules.core.page import Page
from rules.core.segment import segment

WHOLE = 0.99
"""The least share of snippets whose weekly slots are exactly right. Raise it with the reading; never lower it."""

PRECISION = 0.995
"""The least share of slots found that are right."""


@dataclass(frozen=True)
class Snippet:
    """A stretch of a page, with its weekly slots (`mon 09:00-17:00`) and, where given, those of its dates."""

    name: str
    html: str
    slots: frozenset[str]
    dates: frozenset[str] | None

    @property
    def read(self) -> frozenset[str]:
        return frozenset(m.value for m in hours(_page(self.html)))

    @property
    def read_of_dates(self) -> frozenset[str]:
        return frozenset(m.value for m in dated_hours(_page(self.html)))


def _page(html: str) -> Page:
    return segment(f"<main><h1>Riverside</h1>{html}</main>", "https://x.org/a", seen=date(2026, 11, 23))


def snippets() -> Iterator[Snippet]:
    for line in Path(__file__).with_name("hours.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        html = row.get("html") or f"<p>{escape(row['text'])}</p>"
        dates = frozenset(row["dates"]) if "dates" in row else None
        yield Snippet(row["name"], html, frozenset(_slots(row["week"])), dates)


def _slots(week: list[str]) -> Iterator[str]:
    """`mon-wed,fri 09:00-17:00` as one slot a day."""
    for line in week:
        days, slot = line.split()
        for stretch in days.split(","):
            first, _, last = stretch.partition("-")
            for day in WEEKDAYS[WEEKDAYS.index(first) : WEEKDAYS.index(last or first) + 1]:
                yield f"{day} {slot}"


SNIPPETS = tuple(snippets())


def test_there_are_enough_snippets_and_many_of_them_have_no_weekly_hours() -> None:
    assert len(SNIPPETS) >= 180
    assert sum(not snippet.slots for snippet in SNIPPETS) >= 35
    assert len({snippet.name for snippet in SNIPPETS}) == len(SNIPPETS)


def test_nearly_all_snippets_are_read_exactly() -> None:
    wrong = [(s.name, sorted(s.read ^ s.slots)) for s in SNIPPETS if s.read != s.slots]
    assert len(SNIPPETS) - len(wrong) >= WHOLE * len(SNIPPETS), wrong


def test_hardly_a_slot_is_made_up() -> None:
    made_up = [(s.name, slot) for s in SNIPPETS for slot in s.read - s.slots]
    right = sum(len(s.read & s.slots) for s in SNIPPETS)
    assert right >= PRECISION * (right + len(made_up)), made_up


def test_hours_of_dates_are_read_apart_from_those_of_the_week() -> None:
    told = [s for s in SNIPPETS if s.dates is not None]
    assert len(told) >= 6
    assert {s.name: s.read_of_dates for s in told} == {s.name: s.dates for s in told}

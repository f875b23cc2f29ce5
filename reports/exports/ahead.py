"""What goes out of date in the days to come, for a terminal and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TextIO

from pipeline.store.values import Upcoming
from reports.exports.clean import one_line
from reports.outcome import finding_fields
from reports.views.soon import Coming, elsewhere, gathered
from reports.views.words import count, day, weekday


@dataclass(frozen=True)
class Ahead:
    """What goes out of date up to so many `days` from `today`, by day and page, if nobody changes the pages.

    The pages are as they were when they were `audited`. `titles` are by address.
    """

    version: str
    today: date
    audited: date
    days: int
    upcoming: Sequence[Upcoming]
    titles: Mapping[str, str]


def write_json(told: Ahead, out: TextIO) -> None:
    """As `reports/upcoming.schema.json` says. Only ASCII is written: no terminal obeys a page's text."""
    document = {
        "tool": "localoffer",
        "version": told.version,
        "today": told.today.isoformat(),
        "audited": told.audited.isoformat(),
        "days": told.days,
        "upcoming": [
            {
                "day": item.day.isoformat(),
                "title": told.titles.get(item.finding.url, ""),
                "finding": finding_fields(item.finding),
            }
            for item in told.upcoming
        ],
    }
    json.dump(document, out, indent=1)
    out.write("\n")


def write_text(told: Ahead, out: TextIO) -> None:
    """Day by day and page by page, with the exact words and what to do."""
    coming = gathered(told.upcoming)
    for when, on_that_day in groupby(coming, key=lambda item: item.day):
        out.write(f"{weekday(when)}\n")
        for url, items in groupby(on_that_day, key=lambda item: item.finding.url):
            out.write(f"  {one_line(url)}\n")
            if title := told.titles.get(url):
                out.write(f"  {one_line(title)}\n")
            out.writelines(f"    {line}\n" for line in _lines(items))
        out.write("\n")
    out.writelines(f"{sentence}\n" for sentence in _summary(told, coming))


def _lines(items: Iterable[Coming]) -> Iterator[str]:
    for item in items:
        row = item.finding
        yield f"{row.severity:<10} {one_line(row.message)}"
        if row.quote:
            yield f"{'':<10} Words: {one_line(row.quote)}"
        look = " A person must look first." if row.review else ""
        yield f"{'':<10} Fix: {one_line(row.fix)}{look}"
        if others := elsewhere(item):
            yield f"{'':<10} {others}"


def _summary(told: Ahead, coming: Sequence[Coming]) -> Iterator[str]:
    until = day(told.today + timedelta(told.days))
    since = f"The pages are as they were on {day(told.audited)}."
    if not coming:
        yield f"Nothing we know of goes out of date by {until}. {since}"
        return
    pages = len({item.finding.url for item in told.upcoming})
    things = count(len(coming), "thing")
    goes = "goes" if len(coming) == 1 else "go"
    yield f"{things} on {count(pages, 'page')} {goes} out of date by {until}, if nobody changes the pages. {since}"
    late = sum(item.day <= told.today for item in coming)
    if late:
        yield f"Since that audit, {count(late, 'of them is', 'of them are')} out of date already."

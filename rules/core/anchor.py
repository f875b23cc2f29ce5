"""Resolves a date to days. A missing year comes from its weekday and from what the page says, not from tonight."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_name
from collections.abc import Iterator
from datetime import timedelta

from rules.core.calendar import days
from rules.core.datelines import datelines
from rules.core.dates import dates, in_text
from rules.core.grammar import Atom
from rules.core.page import Block, Mention, Page
from rules.core.placing import AHEAD, placed, told_from, weekdays_of
from rules.core.stretch import Stretch
from rules.core.tense import Tense

_URL_YEAR = re.compile(
    r"(?<![\w])((?:19|20)\d\d)(?:[/-](0[1-9]|1[0-2]|[a-z]{3,9}))?(?![\w])|(?<=\D-)((?:20)\d\d)(?=[-/._]|$)"
)
_MONTHS = [name.lower() for name in month_name[1:]]
_SPANS = ("school-year", "financial-year", "year", "years")
_NEAR = 20


def resolve(page: Page, mention: Mention, tense: Tense = "present") -> Stretch | None:
    """The days that a date means, or None for one that means none (a weekday alone, a date that does not exist).

    A date without a year is placed near the best witness the page has: its own weekday, a date in the same
    block, its lead-in or headings, the title, the address, a dateline, any other full date, the page's own stamp,
    the day it was first seen. Of what was still to come then, the next; of what was over, the last.
    """
    if known := days(mention.value):
        return Stretch(*known)
    witness = _witness(page, mention)
    if mention.kind == "relative":
        return told_from(mention.value, _moment(page, witness))
    return placed(mention, witness, tense)


def _witness(page: Page, mention: Mention) -> Stretch:
    """What best tells when a date without a year was written of."""
    for found in _beside(page, mention):
        return found
    for other in in_text(page.title):
        if witness := _as_witness(other):
            return witness
    if in_address := _from_address(page):
        return in_address
    if told := page.of(datelines):
        return max(told, key=lambda s: s.last)
    if by_weekday := _by_weekday(page, mention):
        return by_weekday
    if latest := page.of(_latest):
        return latest
    return _stamp(page)


def _stamp(page: Page) -> Stretch:
    day = page.modified or page.seen
    return Stretch(day, day, sure=False)


def _by_weekday(page: Page, mention: Mention) -> Stretch | None:
    """The latest date near by in the same block whose year its weekday tells."""
    told = page.of(_told_by_weekday)
    near = (told.get((m.block.index, m.start)) for m in _neighbours(page, mention))
    return max((stretch for stretch in near if stretch), key=lambda s: s.last, default=None)


def _told_by_weekday(page: Page) -> dict[tuple[int, int], Stretch]:
    """The days of the dates whose weekday tells the year, by block and place."""
    stamp = _stamp(page)
    found = {(m.block.index, m.start): placed(m, stamp, "present") for m in page.of(dates) if any(weekdays_of(m))}
    return {at: stretch for at, stretch in found.items() if stretch and stretch.sure}


def _beside(page: Page, mention: Mention) -> Iterator[Stretch]:
    """Years in the same block, nearest first and days before years; then in its lead-in and headings."""
    by_block = page.of(_by_block)
    near = _neighbours(page, mention)
    near.sort(key=lambda m: (m.kind in _SPANS, abs(m.start - mention.start)))
    above: list[Block] = [b for b in (mention.block.lead_in, mention.block.heading) if b]
    while above and above[-1].heading:
        above.append(above[-1].heading)
    for other in (*near, *(m for block in above for m in by_block.get(block.index, ()))):
        if witness := _as_witness(other):
            yield witness


def _neighbours(page: Page, mention: Mention) -> list[Mention]:
    """The other dates of the same block; in one that is full of dates, those nearest."""
    there = page.of(_by_block).get(mention.block.index, [])
    at = bisect_left(there, mention.start, key=lambda other: other.start)
    return [m for m in there[max(0, at - _NEAR) : at + _NEAR] if m is not mention]


def _as_witness(mention: Mention | Atom) -> Stretch | None:
    known = days(mention.value)
    if known is None or mention.kind == "law" or known[1] - known[0] > timedelta(days=731):
        return None
    return Stretch(*known)


def _by_block(page: Page) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in page.of(dates):
        found.setdefault(mention.block.index, []).append(mention)
    return found


def _from_address(page: Page) -> Stretch | None:
    years = []
    for match in _URL_YEAR.finditer(page.url.lower()):
        year, month = match[1] or match[3], match[2] or ""
        number = f"{int(month):02}" if month.isdecimal() else ""
        if not number and month in _MONTHS:
            number = f"{_MONTHS.index(month) + 1:02}"
        known = days(f"{year}-{number}" if number else year)
        if known and 2000 <= known[0].year <= page.seen.year + 1:
            years.append(Stretch(*known))
    return min(years, key=lambda s: s.last - s.first) if years else None


def _latest(page: Page) -> Stretch | None:
    """The latest full date of the main content: the page cannot be much older."""
    bound = page.seen + AHEAD
    known = [days(m.value) for m in page.of(dates) if m.kind == "date" and m.block.region == "main"]
    ends = [k[1] for k in known if k and k[1] <= bound]
    return Stretch(max(ends), max(ends), sure=False) if ends else None


def _moment(page: Page, witness: Stretch) -> Stretch:
    """The day a relative word counts from: a dateline where there is one."""
    told = page.of(datelines)
    return max(told, key=lambda s: s.last) if told else witness

"""Resolves a date to days. A missing year comes from its weekday and from what the page says, not from tonight."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rules.core.calendar import WEEKDAYS, days, holiday, in_year, months_later
from rules.core.dates import dates, in_text
from rules.core.grammar import Atom
from rules.core.page import Block, Mention, Page
from rules.core.tense import Tense

_DATELINE = re.compile(
    r"(?:\b(?<!be )(?<!is )(?<!are )(?:published|posted|updated|reviewed|revised|modified|issued|created"
    r"|written|refreshed"
    r"|edited|checked|correct|dated|up to date)|^date|[.|] date)\b(?: (?:on|as of|as at|at|in))?[\s:–-]*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\W*(?:on |\d\d?[:.]\d\d(?:\s?[ap]m)?,? (?:on )?|(?:posted )?by (?:[a-z’'-]+,? ){1,4}(?:on )?\W*)"
)
_BYLINES = 60
_URL_YEAR = re.compile(
    r"(?<![\w])((?:19|20)\d\d)(?:[/-](0[1-9]|1[0-2]|[a-z]{3,9}))?(?![\w])|(?<=\D-)((?:20)\d\d)(?=[-/._]|$)"
)
_MONTHS = [name.lower() for name in month_name[1:]]
_SPANS = ("school-year", "financial-year", "year", "years")
_STEP = re.compile(r"([+-])P(\d+)([DWMY])(?:-(\d))?")
_AHEAD = timedelta(days=300)
_APART = timedelta(days=300)
_SOON = 6
_NEAR = 20


@dataclass(frozen=True)
class Stretch:
    """The first and last day that a date means. `sure` is false where the year is a guess from when it was seen.

    As text it is `2026-10-03/2026-10-05`, with a `?` after it where it is not sure.
    """

    first: date
    last: date
    sure: bool = True

    def __str__(self) -> str:
        return f"{self.first}/{self.last}{'' if self.sure else '?'}"

    @classmethod
    def read(cls, text: str) -> Stretch:
        """The stretch that was written as this text. Raises ValueError for any other."""
        first, _, last = text.rstrip("?").partition("/")
        return cls(date.fromisoformat(first), date.fromisoformat(last), not text.endswith("?"))


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
        return _relative(mention.value, _moment(page, witness))
    return _placed(mention, witness, tense)


def weekdays_of(mention: Mention) -> tuple[str, str]:
    """The weekday that is named with the first and with the last day of a date, each empty where none is."""
    first, _, last = mention.key.partition("/")
    named = tuple(day if day in WEEKDAYS else "" for day in (first, last if "/" in mention.key else first))
    return named[0], named[1]


def datelines(page: Page) -> tuple[Stretch, ...]:
    """When the page says it was published or updated: full dates after such words, or alone in a sentence."""
    return tuple(Stretch(*known) for m in page.of(dates) if is_dateline(m) and (known := days(m.value)))


def is_dateline(mention: Mention) -> bool:
    """Whether a date tells when the page, or what it cites, was written."""
    text = mention.block.text
    before, after = text[: mention.start], text[mention.end :]
    if _DATELINE.search(before[-40:]):
        return True
    if mention.kind != "date" or days(mention.value) is None or mention.block.kind in ("cell", "heading"):
        return False
    opens = not before.strip() or before.rstrip()[-1] in ".!?|•" or _BYLINE.fullmatch(before[-_BYLINES:].lower())
    numeric = re.fullmatch(r"[\d/.-]+", mention.quote)
    closes = not after.strip() or after.lstrip()[0] in ".!|•" or (after[0] == ":" and numeric)
    if mention.block.kind == "item" and not (before.strip() or after.strip()):
        return False
    return bool(opens and closes) and "/" not in mention.value


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
    placed = (told.get((m.block.index, m.start)) for m in _neighbours(page, mention))
    return max((p for p in placed if p), key=lambda s: s.last, default=None)


def _told_by_weekday(page: Page) -> dict[tuple[int, int], Stretch]:
    """The days of the dates whose weekday tells the year, by block and place."""
    stamp = _stamp(page)
    placed = {
        (m.block.index, m.start): _placed(m, stamp, "present") for m in page.of(dates) if any(weekdays_of(m))
    }
    return {at: stretch for at, stretch in placed.items() if stretch and stretch.sure}


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
    bound = page.seen + _AHEAD
    known = [days(m.value) for m in page.of(dates) if m.kind == "date" and m.block.region == "main"]
    ends = [k[1] for k in known if k and k[1] <= bound]
    return Stretch(max(ends), max(ends), sure=False) if ends else None


def _moment(page: Page, witness: Stretch) -> Stretch:
    """The day a relative word counts from: a dateline where there is one."""
    told = page.of(datelines)
    return max(told, key=lambda s: s.last) if told else witness


def _placed(mention: Mention, witness: Stretch, tense: Tense) -> Stretch | None:
    if not (mention.value == "XXXX" or (mention.value.startswith("XXXX-") and mention.value[5] not in "XW")):
        return None
    years = range(witness.first.year - (6 if any(weekdays_of(mention)) else 1), witness.last.year + 2)
    possible = [span for year in years if (span := _in(mention, year))]
    if not possible:
        return None
    fitting = [span for span in possible if _fits(mention, span) and span[0] <= witness.last + _AHEAD]
    if fitting and any(weekdays_of(mention)):
        first, last = min(fitting, key=lambda span: _distance(span, witness, tense))
        if not witness.sure or abs(first - witness.first) < _APART or abs(first - witness.last) < _APART:
            return Stretch(first, last)
    first, last = min(possible, key=lambda span: (_distance(span, witness, tense), span[0] < witness.first))
    return Stretch(first, last, witness.sure)


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


def _relative(value: str, witness: Stretch) -> Stretch | None:
    written = witness.last
    if value == "SOON":
        return Stretch(written, months_later(written, _SOON), sure=False)
    ends = [_stepped(match, written) for match in _STEP.finditer(value)]
    if not ends:
        return None
    return Stretch(ends[0][0], ends[-1][1], witness.sure)


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

"""What will go out of date in the days to come: in the report by week, month and quarter, and as a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from itertools import groupby, pairwise

from pipeline.store.values import FindingRow, PageRow, Upcoming
from reports.views.addresses import href, short, to_the_words
from reports.views.marks import Mark, Piece, pieces
from reports.views.words import Badge, badge, count, day, number, weekday

CALENDAR = "coming-up.ics"
HORIZON = timedelta(days=90)
_SPANS = (0, 7, 30, 90)

Pages = Mapping[str, PageRow]


@dataclass(frozen=True)
class Stale:
    """Something that will be wrong from a day on, if nobody changes the page."""

    pieces: tuple[Piece, ...]
    badge: Badge
    message: str
    fix: str
    review: bool
    title: str
    href: str | None


@dataclass(frozen=True)
class StaleDay:
    """What goes stale on one day."""

    when: str
    number: str
    items: tuple[Stale, ...]


@dataclass(frozen=True)
class Span:
    """What goes stale in one stretch of time, by day. `tally` is its number for the list at the top."""

    anchor: str
    title: str
    tally: str
    number: str
    days: tuple[StaleDay, ...]


@dataclass(frozen=True)
class ComingUp:
    """What will go stale in the next 90 days. `calendar` is the file to subscribe to; `next` comes first."""

    lead: str
    spans: tuple[Span, ...]
    next: str | None
    calendar: str


@dataclass(frozen=True)
class Entry:
    """A whole day in a calendar: what goes stale on one page. `uid` is the same whatever audit tells of it.

    `stamp` is the day from which the page has said so: the entry is the same until the page is changed.
    """

    uid: str
    day: date
    stamp: date
    summary: str
    description: str
    href: str | None


def coming_up(pages: Pages, today: date, upcoming: Iterable[Upcoming]) -> ComingUp:
    """What will go stale after a day, within 90 days of it."""
    soon = in_order(item for item in upcoming if today < item.day <= today + HORIZON)
    if not soon:
        return ComingUp("Nothing we know of goes out of date in the next 90 days.", (), None, CALENDAR)
    return ComingUp(
        lead=f"{count(len(soon), 'thing')} will go out of date in the next 90 days, if nobody changes the pages.",
        spans=tuple(_spans(pages, today, soon)),
        next=f"On {day(soon[0].day)}, “{_title(pages, soon[0].finding.url)}” goes out of date",
        calendar=CALENDAR,
    )


def in_order(upcoming: Iterable[Upcoming]) -> list[Upcoming]:
    """By day, then by page, then as it stands there."""
    return sorted(upcoming, key=lambda item: (item.day, item.finding.url, item.finding.start, item.finding.id))


def _spans(pages: Pages, today: date, soon: Sequence[Upcoming]) -> Iterator[Span]:
    for after, until in pairwise(_SPANS):
        within = [item for item in soon if after < (item.day - today).days <= until]
        days = tuple(_stale_day(pages, when, items) for when, items in groupby(within, key=lambda item: item.day))
        title = f"In {after} to {until} days" if after else f"In the next {until} days"
        tally = number(len(within)) if within else "None"
        yield Span(f"within-{until}", title, tally, count(len(within), "thing"), days)


def _stale_day(pages: Pages, when: date, items: Iterable[Upcoming]) -> StaleDay:
    shown = tuple(_stale(pages, item.finding) for item in items)
    return StaleDay(weekday(when), count(len(shown), "thing"), shown)


def _stale(pages: Pages, row: FindingRow) -> Stale:
    return Stale(
        pieces=pieces(row.block, [Mark(row.start, row.end, row.severity, 0)]),
        badge=badge(row.severity),
        message=row.message,
        fix=row.fix,
        review=row.review,
        title=_title(pages, row.url),
        href=to_the_words(row.url, row.block, row.start, row.end),
    )


def entries(pages: Pages, today: date, upcoming: Iterable[Upcoming]) -> Iterator[Entry]:
    """The entries of a calendar: one for each page and day on which something of it goes stale after today."""
    later = (item for item in in_order(upcoming) if item.day > today)
    for (when, url), items in groupby(later, key=lambda item: (item.day, item.finding.url)):
        yield _entry(pages, when, url, [item.finding for item in items])


def _entry(pages: Pages, when: date, url: str, rows: Sequence[FindingRow]) -> Entry:
    title = _title(pages, url)
    things = "goes out of date" if len(rows) == 1 else f"{count(len(rows), 'thing')} go out of date"
    told = [
        f"“{row.quote}”\n{row.message}\n{row.fix}" if row.quote else f"{row.message}\n{row.fix}" for row in rows
    ]
    page = pages.get(url)
    return Entry(
        uid=f"{blake2b(f'{url} {when}'.encode('utf-8', 'replace'), digest_size=12).hexdigest()}@localoffer",
        day=when,
        stamp=page.seen if page else when,
        summary=f"“{title}” {things}" if len(rows) == 1 else f"“{title}”: {things}",
        description="\n\n".join((*told, url)),
        href=href(url),
    )


def _title(pages: Pages, url: str) -> str:
    page = pages.get(url)
    return (page.title if page else "") or short(url)

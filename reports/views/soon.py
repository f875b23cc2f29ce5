"""What will go out of date in the days to come: in the report by week, month and quarter, and as a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import groupby, pairwise

from pipeline.store.values import HORIZON, FindingRow, PageRow, Upcoming
from reports.views.addresses import href, to_the_words
from reports.views.marks import Mark, Piece, pieces
from reports.views.titles import Titles
from reports.views.words import Badge, badge, count, day, number, weekday

CALENDAR = "coming-up.ics"
_SPANS = (0, 7, 30, 90)
_MANY = 5

Pages = Mapping[str, PageRow]


@dataclass(frozen=True)
class Coming:
    """Something that goes stale on a day, and the number of pages whose template says the same."""

    day: date
    finding: FindingRow
    pages: int = 1


@dataclass(frozen=True)
class Stale:
    """Something that will be wrong from a day on, if nobody changes the page."""

    pieces: tuple[Piece, ...]
    badge: Badge
    message: str
    fix: str
    review: bool
    others: str | None
    title: str
    href: str | None


@dataclass(frozen=True)
class StaleDay:
    """What goes stale on one day; `number` is told of several things."""

    when: str
    number: str | None
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
    soon = gathered(item for item in upcoming if today < item.day <= today + HORIZON)
    if not soon:
        return ComingUp("Nothing we know of goes out of date in the next 90 days.", (), None, CALENDAR)
    titles = Titles(pages)
    return ComingUp(
        lead=f"{count(len(soon), 'thing')} will go out of date in the next 90 days, if nobody changes the pages.",
        spans=tuple(_spans(titles, today, soon)),
        next=f"On {day(soon[0].day)}, “{titles.of(soon[0].finding.url)}” goes out of date",
        calendar=CALENDAR,
    )


def in_order(upcoming: Iterable[Upcoming]) -> list[Upcoming]:
    """By day, then by page, then as it stands there."""
    return sorted(upcoming, key=_place)


def gathered(upcoming: Iterable[Upcoming]) -> list[Coming]:
    """The same in order, but that what a banner or footer says on many pages is told once.

    It is then told of the page with the shortest address.
    """
    alike: dict[tuple[date, str, str], list[FindingRow]] = {}
    for item in in_order(upcoming):
        row = item.finding
        place = (row.id, row.url) if row.path.startswith("main") else (row.issue, row.path)
        alike.setdefault((item.day, *place), []).append(row)
    told = []
    for (when, *_), rows in alike.items():
        if len(rows) < _MANY:
            told += [Coming(when, row) for row in rows]
        else:
            told.append(Coming(when, min(rows, key=lambda row: (len(row.url), row.url)), len(rows)))
    return sorted(told, key=_place)


def _place(item: Upcoming | Coming) -> tuple[object, ...]:
    return item.day, item.finding.url, item.finding.start, item.finding.id


def _spans(titles: Titles, today: date, soon: Sequence[Coming]) -> Iterator[Span]:
    for after, until in pairwise(_SPANS):
        within = [item for item in soon if after < (item.day - today).days <= until]
        days = tuple(_stale_day(titles, when, items) for when, items in groupby(within, key=lambda item: item.day))
        title = f"In {after + 1} to {until} days" if after else f"In the next {until} days"
        yield Span(f"within-{until}", title, number(len(within)), count(len(within), "thing"), days)


def _stale_day(titles: Titles, when: date, items: Iterable[Coming]) -> StaleDay:
    shown = tuple(_stale(titles, item) for item in items)
    return StaleDay(weekday(when), count(len(shown), "thing") if len(shown) > 1 else None, shown)


def _stale(titles: Titles, item: Coming) -> Stale:
    row = item.finding
    return Stale(
        pieces=pieces(row.block, [Mark(row.start, row.end, row.severity, 0)]),
        badge=badge(row.severity),
        message=row.message,
        fix=row.fix,
        review=row.review,
        others=elsewhere(item),
        title=titles.of(row.url),
        href=to_the_words(row.url, row.block, row.start, row.end),
    )


def entries(pages: Pages, today: date, upcoming: Iterable[Upcoming]) -> Iterator[Entry]:
    """The entries of a calendar: one for each page and day on which something of it goes stale after today."""
    later, titles = gathered(item for item in upcoming if item.day > today), Titles(pages)
    for (when, url), items in groupby(later, key=lambda item: (item.day, item.finding.url)):
        yield _entry(pages.get(url), titles.of(url), when, url, list(items))


def elsewhere(item: Coming) -> str | None:
    """That other pages say the same, where they do."""
    return f"The same stands on {count(item.pages - 1, 'other page')}." if item.pages > 1 else None


def _entry(page: PageRow | None, title: str, when: date, url: str, items: Sequence[Coming]) -> Entry:
    return Entry(
        uid=f"{blake2b(f'{url} {when}'.encode('utf-8', 'replace'), digest_size=12).hexdigest()}@localoffer",
        day=when,
        stamp=page.seen if page else when,
        summary=_summary(title, items),
        description="\n\n".join((*map(_told, items), url)),
        href=href(url),
    )


def _summary(title: str, items: Sequence[Coming]) -> str:
    if len(items) > 1:
        return f"“{title}”: {count(len(items), 'thing')} go out of date"
    if others := items[0].pages - 1:
        return f"“{title}” and {count(others, 'other page')} go out of date"
    return f"“{title}” goes out of date"


def _told(item: Coming) -> str:
    row = item.finding
    quote = f"“{row.quote}”" if row.quote else ""
    return "\n".join(filter(None, (quote, row.message, elsewhere(item), row.fix)))

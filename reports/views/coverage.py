"""What was not audited and why, and what will go stale in the days to come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from pipeline.store.read import Reader
from pipeline.store.values import FindingRow, Upcoming
from reports.views.addresses import href, short, to_the_words
from reports.views.marks import Mark, Piece, pieces
from reports.views.survey import Survey
from reports.views.words import Badge, badge, count, day, weekday
from spiders.fetched import Reason

SOON = timedelta(days=30)
_REASONS: dict[Reason, tuple[str, str]] = {
    "error": ("The page gave an error", "Families who follow a link to it see the same. Mend or remove the link."),
    "timeout": ("The page took too long to answer", "Ask the web team why. A family on a phone gives up sooner."),
    "robots": ("The site asks programs not to read it", "Its robots.txt says so, and we keep to it."),
    "too large": ("The page is too large to read", "It takes long to open on a phone too."),
    "not HTML": ("It is not a web page", "It is a file or a feed. Documents are counted on the overview."),
    "limit": ("The audit reached its limit first", "Raise the limit to have these read too."),
    "scope": ("It is outside what was asked for", "It belongs to another site, or to a part that was left out."),
}

_FOLDED: tuple[Reason, ...] = ("limit", "scope")


@dataclass(frozen=True)
class Missed:
    """An address that was not audited, and what happened in plain words."""

    address: str
    href: str | None
    detail: str
    found_on: str | None


@dataclass(frozen=True)
class Why:
    """The addresses that were not audited for one reason. `rows` are read as they are shown."""

    anchor: str
    title: str
    advice: str
    number: str
    folded: bool
    rows: Iterable[Missed]


@dataclass(frozen=True)
class NotAudited:
    """Everything that was found and not audited."""

    lead: str
    reasons: tuple[Why, ...]


@dataclass(frozen=True)
class Stale:
    """Something that will be wrong from a day on, if nobody changes the page."""

    pieces: tuple[Piece, ...]
    badge: Badge
    message: str
    fix: str
    title: str
    href: str | None


@dataclass(frozen=True)
class StaleDay:
    """What goes stale on one day."""

    when: str
    number: str
    items: tuple[Stale, ...]


@dataclass(frozen=True)
class ComingUp:
    """What will go stale in the next 30 days, by day."""

    lead: str
    days: tuple[StaleDay, ...]
    next: str | None


def not_audited(survey: Survey, reader: Reader) -> NotAudited:
    """What was not audited, those reasons first that someone can do something about."""
    total = survey.unread.total()
    return NotAudited(
        lead=f"{count(total, 'address', 'addresses')} found and not audited."
        if total
        else "Every address that was found was audited.",
        reasons=tuple(
            Why(
                anchor=reason.replace(" ", "-").lower(),
                title=title,
                advice=advice,
                number=count(survey.unread[reason], "address", "addresses"),
                folded=reason in _FOLDED,
                rows=_missed(survey, reader, reason),
            )
            for reason, (title, advice) in _REASONS.items()
            if survey.unread[reason]
        ),
    )


def _missed(survey: Survey, reader: Reader, reason: Reason) -> Iterator[Missed]:
    for row in reader.not_audited(survey.run):
        if row.reason == reason:
            yield Missed(row.url, href(row.url), row.detail, short(row.found_on) if row.found_on else None)


def reasons_counted(unread: Counter[Reason]) -> tuple[tuple[str, str], ...]:
    """Each reason with its number, in the order of the page that lists them."""
    return tuple((title, f"{unread[reason]:,}") for reason, (title, _) in _REASONS.items() if unread[reason])


def coming_up(survey: Survey, upcoming: Sequence[Upcoming]) -> ComingUp:
    """What will go stale after the audit's day, within 30 days of it."""
    today = survey.run.today
    soon = sorted(
        (item for item in upcoming if today < item.day <= today + SOON),
        key=lambda item: (item.day, item.finding.url, item.finding.start),
    )
    days = tuple(_stale_day(survey, when, items) for when, items in groupby(soon, key=lambda item: item.day))
    if not soon:
        return ComingUp("Nothing we know of goes out of date in the next 30 days.", (), None)
    return ComingUp(
        lead=f"{count(len(soon), 'thing')} will go out of date in the next 30 days, if nobody changes the pages.",
        days=days,
        next=f"On {day(soon[0].day)}, “{survey.title(soon[0].finding.url)}” goes out of date",
    )


def _stale_day(survey: Survey, when: date, items: Iterable[Upcoming]) -> StaleDay:
    shown = tuple(_stale(survey, item.finding) for item in items)
    return StaleDay(weekday(when), count(len(shown), "thing"), shown)


def _stale(survey: Survey, row: FindingRow) -> Stale:
    return Stale(
        pieces=pieces(row.block, [Mark(row.start, row.end, row.severity, 0)]),
        badge=badge(row.severity),
        message=row.message,
        fix=row.fix,
        title=survey.title(row.url),
        href=to_the_words(row.url, row.block, row.start, row.end),
    )

"""What is known of one page beside its text and its findings, and how the report tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.store.values import FindingRow
from reports.pictures import NO_PICTURES, Pictures
from reports.views.survey import Survey
from reports.views.words import count, day, stamp
from reports.views.work import owner_name
from reports.wishes import Wishes
from rules.core.model import band

_SORTS = {
    "service": "Page of a service",
    "event": "Page of an event",
    "news": "News",
    "minutes": "Minutes of a meeting",
    "policy": "Policy or plan",
    "archive": "Kept as an archive",
    "directory": "Directory",
}
_EASY = 11


@dataclass(frozen=True)
class Known:
    """All that the file of a page shows beside its text and its rules' own words.

    `told` stands for the page's findings; `new` counts those that are new since the audit of the day `before`.
    `elsewhere` has the ids of issues that stand on other pages too, each with the number of all its pages.
    """

    url: str
    title: str
    sort: str
    words: int | None
    reading_age: float | None
    last_modified: str | None
    seen: date | None
    told: str
    new: int
    before: date | None
    elsewhere: Mapping[str, int]
    owner: str
    edit: str | None
    pictures: Pictures


def known_of(survey: Survey, wishes: Wishes, url: str, pictures: Pictures = NO_PICTURES) -> Known:
    """What the survey and the settings know of a page."""
    page = survey.pages.get(url)
    new = survey.new[url]
    return Known(
        url=url,
        title=survey.title(url),
        sort=survey.sorts.get(url, ""),
        words=page.words if page else None,
        reading_age=page.reading_age if page else None,
        last_modified=page.last_modified if page else None,
        seen=page.seen if page else None,
        told=survey.told.get(url, ""),
        new=new,
        before=survey.before.today if survey.before and new else None,
        elsewhere=survey.shared.get(url, {}),
        owner=owner_name(wishes.owner_of(url), wishes),
        edit=wishes.edit(url),
        pictures=pictures,
    )


def facts_of(page: Known, rows: Sequence[FindingRow]) -> Iterator[str]:
    """What there is to say of a page in a few words each."""
    if page.sort in _SORTS:
        yield _SORTS[page.sort]
    if page.reading_age is not None:
        yield f"Reading age: {band(page.reading_age)}"
    elif page.words is not None:
        yield "No reading age: too few sentences in English"
    if page.words is not None:
        yield count(page.words, "word")
    changed = stamp(page.last_modified)
    if changed:
        yield f"Last changed {changed}"
    elif page.seen:
        yield f"First seen like this on {day(page.seen)}"
    if rows:
        yield f"Newest note from {day(max(row.since for row in rows))}"


def praise_of(page: Known, rows: Sequence[FindingRow]) -> str | None:
    """A kind word, where there is reason for one."""
    if not rows:
        return "Nothing to put right here. Thank you to whoever looks after this page."
    if page.reading_age is not None and page.reading_age < _EASY:
        return "This page reads easily: most families can take it in at one reading. Thank you."
    return None

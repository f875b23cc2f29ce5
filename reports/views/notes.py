"""One page to put right: its words, marked where something is wrong, and beside them what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from pipeline.store.values import FindingRow
from reports.views.addresses import href, page_file, rule_file, to_the_words
from reports.views.help import help_of, known
from reports.views.marks import Mark, Piece, pieces
from reports.views.survey import Survey
from reports.views.words import Badge, badge, count, counted, day, number, stamp, worst
from rules.core.findings import SEVERITIES
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
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Note:
    """What stands beside the words: what is wrong, why it matters, what to do. `why` is told once a page.

    `times` counts the findings that the note stands for: the same fault in the same words is told once.
    """

    label: int
    times: int
    often: str | None
    badge: Badge
    message: str
    why: str
    fix: str
    new: bool
    review: bool
    others: str | None
    words_href: str | None
    rule: str
    rule_file: str | None
    key: str


@dataclass(frozen=True)
class Excerpt:
    """A block of the page with its words marked, and the notes about it. Faults without words have a path."""

    pieces: tuple[Piece, ...]
    path: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class PageToFix:
    """One page: its excerpts, worst first, each with its notes; and the whole list as text, to be copied."""

    title: str
    address: str
    href: str | None
    facts: tuple[str, ...]
    badges: tuple[Badge, ...]
    new: str | None
    lead: str
    excerpts: tuple[Excerpt, ...]
    as_text: str


@dataclass(frozen=True)
class Known:
    """All that the file of a page shows beside its rules' own words: if it is the same, so is the file.

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


def known_of(survey: Survey, url: str) -> Known:
    """What the survey knows of a page with findings."""
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
        told=survey.told[url],
        new=new,
        before=survey.before.today if survey.before and new else None,
        elsewhere=survey.shared.get(url, {}),
    )


def pages_to_fix(survey: Survey, rows: Iterable[FindingRow]) -> Iterator[tuple[str, PageToFix]]:
    """Each page with findings, by its file. `rows` come page by page."""
    open_rows = (row for row in rows if row.state != "waived")
    for url, found in groupby(open_rows, key=lambda row: row.url):
        yield page_file(url), _page_to_fix(known_of(survey, url), list(found))


def _page_to_fix(page: Known, rows: list[FindingRow]) -> PageToFix:
    excerpts = tuple(_excerpts(page, rows))
    return PageToFix(
        title=page.title,
        address=page.url,
        href=href(page.url),
        facts=tuple(_facts(page, rows)),
        badges=counted(Counter(row.severity for row in rows)),
        new=f"{number(page.new)} new since {day(page.before)}" if page.before else None,
        lead=count(len(rows), "thing to put right", "things to put right"),
        excerpts=excerpts,
        as_text=_as_text(page, excerpts),
    )


def _facts(page: Known, rows: list[FindingRow]) -> Iterator[str]:
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
    yield f"Newest note from {day(max(row.since for row in rows))}"


def _excerpts(page: Known, rows: list[FindingRow]) -> Iterator[Excerpt]:
    blocks: dict[tuple[str, str], list[FindingRow]] = {}
    for row in rows:
        blocks.setdefault((row.block, "" if row.block else row.path), []).append(row)
    explained: set[str] = set()
    label = 0
    for found in sorted(blocks.values(), key=_place_in_list):
        alike = _alike(found)
        yield _excerpt(page, alike, range(label + 1, label + 1 + len(alike)), explained)
        label += len(alike)


def _alike(rows: list[FindingRow]) -> list[list[FindingRow]]:
    """The findings of a block in the order of their words, those that say the same together."""
    told: dict[tuple[int, int, str, str, str], list[FindingRow]] = {}
    for row in sorted(rows, key=lambda row: (row.start, row.end)):
        told.setdefault((row.start, row.end, row.rule, row.message, row.state), []).append(row)
    return list(told.values())


def _place_in_list(found: list[FindingRow]) -> tuple[object, ...]:
    path = [int(part) if part.isdigit() else part for part in _DIGITS.split(found[0].path)]
    return SEVERITIES.index(worst(row.severity for row in found)), path


def _excerpt(page: Known, alike: list[list[FindingRow]], labels: Sequence[int], explained: set[str]) -> Excerpt:
    first = alike[0][0]
    marks = [Mark(row.start, row.end, row.severity, label) for (row, *_), label in zip(alike, labels, strict=True)]
    notes = []
    for rows, label in zip(alike, labels, strict=True):
        notes.append(_note(page, rows, label, explain=rows[0].rule not in explained))
        explained.add(rows[0].rule)
    return Excerpt(pieces(first.block, marks) if first.block else (), first.path, tuple(notes))


def _note(page: Known, rows: list[FindingRow], label: int, *, explain: bool) -> Note:
    row = rows[0]
    rule = known(row.rule)
    others = page.elsewhere.get(row.issue, 1) - 1
    return Note(
        label=label,
        times=len(rows),
        often=f"{number(len(rows))} times on this page" if len(rows) > 1 else None,
        badge=badge(row.severity),
        message=row.message,
        why=_why(row.rule) if explain else "",
        fix=row.fix,
        new=page.new > 0 and row.state == "new",
        review=row.review,
        others=f"The same stands on {count(others, 'other page')}." if others else None,
        words_href=to_the_words(row.url, row.block, row.start, row.end),
        rule=rule.title if rule else row.rule,
        rule_file=rule_file(row.rule) if rule else None,
        key="" if row.quote else row.key,
    )


@cache
def _why(rule: str) -> str:
    cls = known(rule)
    return help_of(cls).reason if cls else ""


def _as_text(page: Known, excerpts: Iterable[Excerpt]) -> str:
    lines = [page.title, page.url, ""]
    for note in (note for excerpt in excerpts for note in excerpt.notes):
        lines += [f"{note.label}. {note.badge.words}: {note.message}", f"   {note.fix}"]
    return "\n".join(lines)

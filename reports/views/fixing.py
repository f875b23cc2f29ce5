"""Fix pages: which pages to put right, in what order, and what is wrong on each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.store.values import FindingRow
from reports.views.addresses import href, page_file, rule_file, short, to_the_words
from reports.views.help import help_of, known
from reports.views.marks import Mark, Piece, pieces
from reports.views.survey import Issue, Survey, Tally
from reports.views.words import Badge, badge, count, counted, day, number, stamp, worst
from rules.core.findings import SEVERITIES

_CLEAR_MANY = 12
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class PageLine:
    """A page in the list. `rank` is its place when the worst come first."""

    rank: int
    title: str
    address: str
    file: str
    badges: tuple[Badge, ...]
    total: int
    new: str | None


@dataclass(frozen=True)
class SharedLine:
    """One fault that many pages share: put right once, it clears them all."""

    badge: Badge
    message: str
    quote: str
    pages: str
    fix: str
    example: str
    example_file: str
    rule: str
    rule_file: str | None


@dataclass(frozen=True)
class FixPages:
    """The list of pages to put right, worst first, under what clears most."""

    lead: str
    shared: tuple[SharedLine, ...]
    lines: tuple[PageLine, ...]
    clean: tuple[tuple[str, str | None], ...]
    clean_words: str


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


def fix_pages(survey: Survey) -> FixPages:
    """The pages with findings, most barriers first, then problems, then the rest."""
    ordered = sorted(survey.faulty, key=lambda url: (_weight(survey.of_page(url)), url))
    lines = tuple(_line(survey, url, rank) for rank, url in enumerate(ordered, 1))
    clean = sorted(survey.clean, key=lambda page: page.url)
    return FixPages(
        lead=_lead(survey, len(lines)),
        shared=tuple(_shared_line(survey, issue) for issue in what_clears_most(survey)[:_CLEAR_MANY]),
        lines=lines,
        clean=tuple((page.title or short(page.url), href(page.url)) for page in clean),
        clean_words=f"{count(len(clean), 'page')} with nothing to put right",
    )


def what_clears_most(survey: Survey) -> list[Issue]:
    """The faults that several pages share, worst first, and of those the most pages first."""
    return sorted(
        survey.issues.values(),
        key=lambda i: (SEVERITIES.index(i.example.severity), -len(i.pages), i.example.issue),
    )


def _weight(tally: Tally) -> tuple[int, ...]:
    return tuple(-tally.get(severity, 0) for severity in SEVERITIES)


def _lead(survey: Survey, faulty: int) -> str:
    if not survey.pages:
        return "No page could be read, so there is nothing to show here."
    if not faulty:
        return "We found nothing to put right."
    of = f"{number(faulty)} of {count(len(survey.pages), 'page')}"
    return f"{of} {'has' if faulty == 1 else 'have'} something to put right. What stops a family most comes first."


def _new(survey: Survey, url: str) -> str | None:
    if survey.before is None or not survey.new[url]:
        return None
    return f"{number(survey.new[url])} new"


def _line(survey: Survey, url: str, rank: int) -> PageLine:
    tally = survey.of_page(url)
    return PageLine(
        rank=rank,
        title=survey.title(url),
        address=short(url),
        file=page_file(url),
        badges=counted(tally),
        total=sum(tally.values()),
        new=_new(survey, url),
    )


def _shared_line(survey: Survey, issue: Issue) -> SharedLine:
    row = issue.example
    url = min(issue.pages)
    rule = known(row.rule)
    return SharedLine(
        badge=badge(row.severity),
        message=row.message,
        quote=row.quote,
        pages=count(len(issue.pages), "page"),
        fix=row.fix,
        example=survey.title(url),
        example_file=page_file(url),
        rule=rule.title if rule else row.rule,
        rule_file=rule_file(row.rule) if rule else None,
    )


def pages_to_fix(survey: Survey, rows: Iterable[FindingRow]) -> Iterator[tuple[str, PageToFix]]:
    """Each page with findings, by its file. `rows` come page by page."""
    open_rows = (row for row in rows if row.state != "waived")
    for url, found in groupby(open_rows, key=lambda row: row.url):
        yield page_file(url), _page_to_fix(survey, url, list(found))


def _page_to_fix(survey: Survey, url: str, rows: list[FindingRow]) -> PageToFix:
    excerpts = tuple(_excerpts(survey, rows))
    tally = survey.of_page(url)
    return PageToFix(
        title=survey.title(url),
        address=url,
        href=href(url),
        facts=tuple(_facts(survey, url)),
        badges=counted(tally),
        new=_since(survey, url),
        lead=count(sum(tally.values()), "thing to put right", "things to put right"),
        excerpts=excerpts,
        as_text=_as_text(survey, url, excerpts),
    )


def _since(survey: Survey, url: str) -> str | None:
    new = _new(survey, url)
    return f"{new} since {day(survey.before.today)}" if new and survey.before else None


def _facts(survey: Survey, url: str) -> Iterator[str]:
    page = survey.pages.get(url)
    if page is None:
        return
    if page.reading_age is not None:
        yield f"Reading age {page.reading_age:.0f}"
    yield count(page.words, "word")
    changed = stamp(page.last_modified)
    yield f"Last changed {changed}" if changed else f"First seen like this on {day(page.seen)}"


def _excerpts(survey: Survey, rows: list[FindingRow]) -> Iterator[Excerpt]:
    blocks: dict[tuple[str, str], list[FindingRow]] = {}
    for row in rows:
        blocks.setdefault((row.block, "" if row.block else row.path), []).append(row)
    explained: set[str] = set()
    label = 0
    for found in sorted(blocks.values(), key=_place_in_list):
        alike = _alike(found)
        yield _excerpt(survey, alike, range(label + 1, label + 1 + len(alike)), explained)
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


def _excerpt(survey: Survey, alike: list[list[FindingRow]], labels: Sequence[int], explained: set[str]) -> Excerpt:
    first = alike[0][0]
    marks = [Mark(row.start, row.end, row.severity, label) for (row, *_), label in zip(alike, labels, strict=True)]
    notes = []
    for rows, label in zip(alike, labels, strict=True):
        notes.append(_note(survey, rows, label, explain=rows[0].rule not in explained))
        explained.add(rows[0].rule)
    return Excerpt(pieces(first.block, marks) if first.block else (), first.path, tuple(notes))


def _note(survey: Survey, rows: list[FindingRow], label: int, *, explain: bool) -> Note:
    row = rows[0]
    rule = known(row.rule)
    issue = survey.issues.get(row.issue)
    others = len(issue.pages) - 1 if issue else 0
    return Note(
        label=label,
        times=len(rows),
        often=f"{number(len(rows))} times on this page" if len(rows) > 1 else None,
        badge=badge(row.severity),
        message=row.message,
        why=help_of(rule).reason if rule and explain else "",
        fix=row.fix,
        new=survey.before is not None and row.state == "new",
        review=row.review,
        others=f"The same stands on {count(others, 'other page')}." if others else None,
        words_href=to_the_words(row.url, row.block, row.start, row.end),
        rule=rule.title if rule else row.rule,
        rule_file=rule_file(row.rule) if rule else None,
        key="" if row.quote else row.key,
    )


def _as_text(survey: Survey, url: str, excerpts: Iterable[Excerpt]) -> str:
    lines = [survey.title(url), url, ""]
    for note in (note for excerpt in excerpts for note in excerpt.notes):
        lines += [f"{note.label}. {note.badge.words}: {note.message}", f"   {note.fix}"]
    return "\n".join(lines)

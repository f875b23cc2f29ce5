"""Fix pages: which pages to put right, in what order, and which faults many of them share."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views.addresses import href, page_file, rule_file, short
from reports.views.help import known
from reports.views.survey import Issue, Survey, Tally
from reports.views.words import Badge, badge, count, counted, number
from rules.core.findings import SEVERITIES


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


def fix_pages(survey: Survey) -> FixPages:
    """The pages with findings, most barriers first, then problems, then the rest."""
    ordered = sorted(survey.faulty, key=lambda url: (_weight(survey.of_page(url)), url))
    lines = tuple(_line(survey, url, rank) for rank, url in enumerate(ordered, 1))
    clean = sorted(survey.clean, key=lambda page: page.url)
    return FixPages(
        lead=_lead(survey, len(lines)),
        shared=tuple(_shared_line(survey, issue) for issue in survey.clearing),
        lines=lines,
        clean=tuple((page.title or short(page.url), href(page.url)) for page in clean),
        clean_words=f"{count(len(clean), 'page')} with nothing to put right",
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


def new_on(survey: Survey, url: str) -> str | None:
    """“2 new”, where there was an audit before to compare with."""
    return f"{number(survey.new[url])} new" if survey.new[url] else None


def _line(survey: Survey, url: str, rank: int) -> PageLine:
    tally = survey.of_page(url)
    return PageLine(
        rank=rank,
        title=survey.title(url),
        address=short(url),
        file=page_file(url),
        badges=counted(tally),
        total=sum(tally.values()),
        new=new_on(survey, url),
    )


def _shared_line(survey: Survey, issue: Issue) -> SharedLine:
    row = issue.example
    rule = known(row.rule)
    return SharedLine(
        badge=badge(row.severity),
        message=row.message,
        quote=row.quote,
        pages=count(issue.pages, "page"),
        fix=row.fix,
        example=survey.title(row.url),
        example_file=page_file(row.url),
        rule=rule.title if rule else row.rule,
        rule_file=rule_file(row.rule) if rule else None,
    )

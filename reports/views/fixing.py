"""Fix pages: what many pages share first, then who has what to put right, then the pages in order."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views.addresses import page_file, rule_file
from reports.views.help import known
from reports.views.search import pieces_of
from reports.views.shares import Work
from reports.views.survey import MANY, Issue, Survey
from reports.views.words import Badge, badge, beginning, count, number
from reports.views.work import OwnerLine, PageLine, owner_lines, page_line

_SHOWN = 100
_QUOTED = 16
_PLACES = {
    "banner": "In a banner",
    "header": "In the header",
    "nav": "In a menu",
    "footer": "In the footer",
    "aside": "Beside the text",
}


@dataclass(frozen=True)
class SharedLine:
    """One fault that many pages share: put right once, it clears them all. `team` says whose work that is."""

    badge: Badge
    message: str
    quote: str
    where: str
    pages: str
    team: str | None
    fix: str
    example: str
    example_file: str
    rule: str
    rule_file: str | None


@dataclass(frozen=True)
class FixPages:
    """What to put right. `lines` are the first of the pages in order; the owners' lists have all of them.

    `named` tells whether the settings name any owners; `pieces` counts the files that the search reads.
    """

    lead: str
    shared: tuple[SharedLine, ...]
    owners: tuple[OwnerLine, ...]
    named: bool
    lines: tuple[PageLine, ...]
    more: str | None
    clean: tuple[tuple[str, str], ...]
    clean_words: str
    pieces: int


def fix_pages(survey: Survey, work: Work) -> FixPages:
    """The way in for editors."""
    pages = work.pages
    clean = sorted(survey.clean, key=lambda page: page.url)
    more = len(pages) - _SHOWN
    return FixPages(
        lead=_lead(survey, len(pages)),
        shared=tuple(_shared_line(survey, issue) for issue in survey.clearing),
        owners=tuple(owner_lines(survey, work)),
        named=bool(work.wishes.owners),
        lines=tuple(page_line(survey, page, rank) for rank, page in enumerate(pages[:_SHOWN], 1)),
        more=f"{count(more, 'more page', 'more pages')} can be found in the lists above." if more > 0 else None,
        clean=tuple((survey.title(page.url), page_file(page.url)) for page in clean[:_SHOWN]),
        clean_words=f"{count(len(clean), 'page')} with nothing to put right",
        pieces=pieces_of(survey),
    )


def _lead(survey: Survey, faulty: int) -> str:
    if not survey.pages:
        return "No page could be read, so there is nothing to show here."
    if not faulty:
        return "We found nothing to put right."
    of = f"{number(faulty)} of {count(len(survey.pages), 'page')}"
    return f"{of} {'has' if faulty == 1 else 'have'} something to put right. What helps families most comes first."


def _shared_line(survey: Survey, issue: Issue) -> SharedLine:
    row = issue.example
    rule = known(row.rule)
    in_template = issue.pages >= MANY or issue.region in _PLACES
    return SharedLine(
        badge=badge(row.severity),
        message=row.message,
        quote=beginning(row.quote, _QUOTED),
        where=_PLACES.get(issue.region or "", "On"),
        pages=count(issue.pages, "page"),
        team="For the web team" if in_template else None,
        fix=row.fix,
        example=survey.title(row.url),
        example_file=page_file(row.url),
        rule=rule.title if rule else row.rule,
        rule_file=rule_file(row.rule) if rule else None,
    )

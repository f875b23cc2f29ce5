"""Work lists: what each owner has to put right, best first; what is new, put right or left stands apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.config import OwnerConfig
from reports.views.addresses import page_file, short, work_file
from reports.views.help import known
from reports.views.parts import Part, part_file, parts, parts_in
from reports.views.ranking import Ranked
from reports.views.shares import Share, Work
from reports.views.survey import Survey, summed
from reports.views.words import Badge, count, counted, day, number, sentence
from reports.wishes import Wishes

_A_PART = 200
_SHOWN = 30
_EVERY_PAGE = "Every page"


@dataclass(frozen=True)
class PageLine:
    """A page in a list. `rank` is its place, `start` what to put right first, and `why` why it stands there."""

    rank: int
    title: str
    address: str
    url: str
    file: str
    badges: tuple[Badge, ...]
    total: int
    new: str | None
    start: str
    why: str


@dataclass(frozen=True)
class Entry:
    """A page in one of the shorter lists, and what there is to say of it."""

    title: str
    file: str | None
    words: str


@dataclass(frozen=True)
class Apart:
    """A shorter list that is kept apart: its heading, its first entries, and how many more there are."""

    title: str
    entries: tuple[Entry, ...]
    more: str | None


@dataclass(frozen=True)
class WorkList:
    """What one owner has to put right, or a part of it. `parts` are those of a long list."""

    owner: str
    email: str | None
    lead: str
    badges: tuple[Badge, ...]
    new: Apart | None
    lines: tuple[PageLine, ...]
    parts: tuple[Part, ...]
    apart: tuple[Apart, ...]
    as_text: str


@dataclass(frozen=True)
class OwnerLine:
    """An owner in the list of them."""

    owner: str
    file: str
    words: str
    badges: tuple[Badge, ...]


def owner_name(owner: OwnerConfig, wishes: Wishes) -> str:
    """What to call an owner: where nobody is named in the settings, one list has every page."""
    return owner.name if wishes.owners else _EVERY_PAGE


def page_line(survey: Survey, page: Ranked, rank: int) -> PageLine:
    """A page in its place."""
    tally = survey.of_page(page.url)
    return PageLine(
        rank=rank,
        title=survey.title(page.url),
        address=short(page.url),
        url=page.url,
        file=page_file(page.url),
        badges=counted(tally),
        total=sum(tally.values()),
        new=new_on(survey, page.url),
        start=page.start,
        why=page.why,
    )


def new_on(survey: Survey, url: str) -> str | None:
    """“2 new”, where there was an audit before to compare with."""
    return f"{number(survey.new[url])} new" if survey.new[url] else None


def owner_lines(survey: Survey, work: Work) -> Iterator[OwnerLine]:
    """The owners with how much each has to put right."""
    for share in work.shares:
        name = owner_name(share.owner, work.wishes)
        yield OwnerLine(
            owner=name,
            file=work_file(name),
            words=f"{sentence(count(len(share.pages), 'page'))} to put right",
            badges=_badges(survey, share.pages),
        )


def work_lists(survey: Survey, work: Work) -> Iterator[tuple[str, WorkList]]:
    """Each owner's list by its file, a long one in several."""
    for share in work.shares:
        name = owner_name(share.owner, work.wishes)
        for part in range(1, max(1, parts_in(len(share.pages), _A_PART)) + 1):
            yield part_file(work_file(name), part), _work_list(survey, name, share, part)


def _work_list(survey: Survey, name: str, share: Share, part: int) -> WorkList:
    first = (part - 1) * _A_PART
    pages = share.pages[first : first + _A_PART]
    lines = tuple(page_line(survey, page, rank) for rank, page in enumerate(pages, first + 1))
    return WorkList(
        owner=name,
        email=share.owner.email or None,
        lead=_lead(share),
        badges=_badges(survey, share.pages),
        new=_new(survey, share.pages) if part == 1 else None,
        lines=lines,
        parts=parts(work_file(name), len(share.pages), _A_PART, part),
        apart=tuple(_apart(survey, share)) if part == 1 else (),
        as_text="\n".join(_as_text(name, lines)),
    )


def _lead(share: Share) -> str:
    if not share.pages:
        return "There is nothing to put right on these pages."
    return (
        "Each page stands where its best step puts it: how much that helps, how many people meet it, and "
        "how quick it is."
    )


def _badges(survey: Survey, pages: Iterable[Ranked]) -> tuple[Badge, ...]:
    return counted(summed(survey.of_page(page.url) for page in pages))


def _new(survey: Survey, pages: Iterable[Ranked]) -> Apart | None:
    new = [Entry(survey.title(p.url), page_file(p.url), told) for p in pages if (told := new_on(survey, p.url))]
    since = f"New since {day(survey.before.today)}" if survey.before else "New"
    return _shortened(since, new) if new else None


def _apart(survey: Survey, share: Share) -> Iterator[Apart]:
    """What is done, and what is left as it is."""
    done = [_done(survey, url, rules) for url, rules in share.righted.items()]
    if done and survey.before:
        yield _shortened(f"Put right since {day(survey.before.today)}", done)
    left = [
        Entry(survey.title(url), _file(survey, url), f"{count(survey.leaving[url], 'thing')} left as agreed")
        for url in share.leaving
    ]
    if left:
        yield _shortened("Left as agreed", left)


def _done(survey: Survey, url: str, rules: Sequence[str]) -> Entry:
    titles = [cls.title if (cls := known(rule)) else rule for rule in rules]
    return Entry(survey.title(url), _file(survey, url), " · ".join(titles))


def _file(survey: Survey, url: str) -> str | None:
    """The file of a page, where the report has it: a page that is gone, or was not read, may have none."""
    return page_file(url) if url in survey.pages or survey.of_page(url) else None


def _shortened(title: str, entries: Sequence[Entry]) -> Apart:
    more = len(entries) - _SHOWN
    return Apart(
        title, tuple(entries[:_SHOWN]), f"And {count(more, 'more page', 'more pages')}" if more > 0 else None
    )


def _as_text(name: str, lines: Iterable[PageLine]) -> Iterator[str]:
    yield f"{name}: what to put right"
    for line in lines:
        yield ""
        yield f"{line.rank}. {line.title}: {', '.join(badge.words for badge in line.badges)}"
        yield f"   {line.url}"
        yield f"   Start with: {line.start}" if line.start else f"   {line.why}"

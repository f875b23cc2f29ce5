"""Rules: each with why it matters, how to put it right, its cases as examples, and where it was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from reports.views.addresses import href, page_file, rule_file, short
from reports.views.help import Help, help_of, known
from reports.views.marks import Mark, Piece, pieces
from reports.views.parts import Part, part_file, parts, parts_in
from reports.views.survey import Survey
from reports.views.words import Badge, badge, count, counted, day, number, sentence, theme
from rules.core.cases import Case, cases
from rules.core.charter import Commitment
from rules.core.page import Page
from rules.core.registry import catalogue, find
from rules.core.rule import Rule
from rules.core.segment import segment

_EXAMPLES = 3
_A_PART = 200
_BLOCKS = 6


@dataclass(frozen=True)
class RuleLine:
    """A rule in a list, with what it found here."""

    id: str
    title: str
    file: str | None
    badges: tuple[Badge, ...]
    found: str
    total: int


@dataclass(frozen=True)
class Theme:
    """The rules of one theme, those that found most first."""

    name: str
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True)
class Example:
    """A case of the rule: its text with the fault marked, or its source where the fault has no words."""

    name: str
    blocks: tuple[tuple[Piece, ...], ...]
    source: str
    read_on: str | None


@dataclass(frozen=True)
class FoundOn:
    """A page that a rule found something on."""

    title: str
    address: str
    file: str
    times: str


@dataclass(frozen=True)
class RulePage:
    """A rule's own page. One that is not `whole` shows only a later part of where it was found."""

    id: str
    title: str
    whole: bool
    badge: Badge
    review: bool
    help: Help
    fix: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    found: str
    pages: tuple[FoundOn, ...]
    parts: tuple[Part, ...]
    commitments: tuple[tuple[str, str], ...]
    wcag: tuple[str, ...]
    act: tuple[str, ...]
    sources: tuple[tuple[str, str | None], ...]


def themes(survey: Survey) -> tuple[Theme, ...]:
    """Every rule of the catalogue, by theme."""
    grouped = groupby(catalogue(), key=lambda rule: rule.split(".")[0])
    found = tuple(
        Theme(theme(name), tuple(sorted((rule_line(survey, rule) for rule in ids), key=_most_first)))
        for name, ids in grouped
    )
    return tuple(sorted(found, key=lambda t: t.name.removeprefix("The ")))


def rules_by_count(survey: Survey) -> tuple[RuleLine, ...]:
    """The rules that found something, those that found most first."""
    ids = {rule for _, rule, _ in survey.found}
    return tuple(sorted((rule_line(survey, rule) for rule in ids), key=_most_first))


def rule_line(survey: Survey, rule: str) -> RuleLine:
    """One rule and what it found."""
    found, pages = survey.of_rule(rule), len(survey.where(rule))
    cls = known(rule)
    return RuleLine(
        id=rule,
        title=cls.title if cls else rule,
        file=rule_file(rule) if cls else None,
        badges=counted(found),
        found=f"on {count(pages, 'page')}" if pages else "nothing found",
        total=sum(found.values()),
    )


def _most_first(line: RuleLine) -> tuple[int, str]:
    return -line.total, line.title


@dataclass(frozen=True)
class Reach:
    """All that a file of a rule shows beside the rule itself: if it is the same, so is the file.

    `where` has the pages on which it found most first, each with its title and the number of times; of many
    pages, those of one `part`. `times` and `pages` count all of them.
    """

    rule: str
    times: int
    pages: int
    part: int
    where: tuple[tuple[str, str, int], ...]
    promises: tuple[tuple[str, str], ...]

    @property
    def file(self) -> str:
        """The file that shows it."""
        return part_file(rule_file(self.rule), self.part)


def reaches(survey: Survey, rule: str, promises: Mapping[str, Commitment]) -> Iterator[Reach]:
    """Where a rule found something, part by part. `promises` are the charter's commitments by id."""
    found = survey.where(rule)
    where = sorted(found.items(), key=lambda page: (-page[1], page[0]))
    kept = tuple((id_, promises[id_].words) for id_ in find(rule).commitments if id_ in promises)
    for part in range(1, max(1, parts_in(len(where), _A_PART)) + 1):
        those = where[(part - 1) * _A_PART : part * _A_PART]
        titled = tuple((url, survey.title(url), n) for url, n in those)
        yield Reach(rule, found.total(), len(where), part, titled, kept)


def rule_pages(survey: Survey, promises: Mapping[str, Commitment]) -> Iterator[tuple[str, RulePage]]:
    """Each rule's pages, by their files. `promises` are the charter's commitments by id."""
    for rule in catalogue():
        for reach in reaches(survey, rule, promises):
            yield reach.file, rule_page(reach)


def rule_page(reach: Reach) -> RulePage:
    """The page of one rule, or one with a later part of where it was found."""
    rule = find(reach.rule)
    bad, good = _examples(rule.id)
    return RulePage(
        id=rule.id,
        title=rule.title,
        whole=reach.part == 1,
        badge=badge(rule.severity),
        review=rule.review,
        help=help_of(rule),
        fix=rule.fix.format(quote="…", key="…", value="…"),
        bad=bad,
        good=good,
        found=f"Found {count(reach.times, 'time')} on {count(reach.pages, 'page')}."
        if reach.pages
        else "Not found on any page.",
        pages=tuple(FoundOn(title, short(url), page_file(url), f"{number(n)}×") for url, title, n in reach.where),
        parts=parts(rule_file(rule.id), reach.pages, _A_PART, reach.part),
        commitments=reach.promises,
        wcag=rule.wcag,
        act=rule.act,
        sources=tuple((source, href(source)) for source in rule.sources),
    )


@cache
def _examples(id_: str) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    rule = find(id_)
    shown = [case for case in cases(rule) if case.html]
    faulty = [(case, _page(case)) for case in [c for c in shown if c.finds][:_EXAMPLES]]
    sound = [(case, _page(case)) for case in [c for c in shown if not c.finds][:_EXAMPLES]]
    worded = any(_marks(rule, case, page) for case, page in faulty)
    dated = rule.id.startswith("stale.") or any(case.today != Case.today for case in shown)
    bad = (_example(rule, case, page, worded=worded, dated=dated) for case, page in faulty)
    good = (_example(rule, case, page, worded=worded, dated=dated) for case, page in sound)
    return tuple(bad), tuple(good)


def _page(case: Case) -> Page:
    return segment(case.html, case.url, seen=case.seen or case.today)


def _marks(rule: type[Rule], case: Case, page: Page) -> dict[str, list[Mark]]:
    """Where a case's faults stand. Its tests hold that these are the words that the rule finds."""
    marks: dict[str, list[Mark]] = {}
    for quote in dict.fromkeys(case.finds):
        for block in page.blocks:
            if (at := block.text.find(quote)) >= 0:
                marks.setdefault(block.text, []).append(Mark(at, at + len(quote), rule.severity, 0))
    return marks


def _example(rule: type[Rule], case: Case, page: Page, *, worded: bool, dated: bool) -> Example:
    marks = _marks(rule, case, page)
    texts = [block.text for block in page.blocks if not case.finds or block.text in marks] if worded else []
    return Example(
        name=sentence(case.name),
        blocks=tuple(pieces(text, marks.get(text, [])) for text in texts[:_BLOCKS]),
        source="" if texts else case.html.strip(),
        read_on=f"Read on {day(case.today)}" if dated else None,
    )

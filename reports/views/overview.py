"""The overview: what a person would say aloud about this audit, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.views.addresses import rule_file, short
from reports.views.coverage import reasons_counted
from reports.views.crawl import Figure, Slow, coverage, covered, crawl, slowest
from reports.views.fixing import FixPages
from reports.views.guide import RuleLine, rules_by_count
from reports.views.help import known
from reports.views.search import pieces_of
from reports.views.soon import ComingUp, Span
from reports.views.survey import Survey
from reports.views.words import Badge, badge, count, day, listed, moment, number, sentence
from rules.core.findings import SEVERITIES, Severity

_MOST = 10
_MEANS: dict[Severity, str] = {
    "barrier": "stops someone getting help",
    "problem": "misleads or slows them",
    "advice": "would read better",
}


@dataclass(frozen=True)
class Frame:
    """What every page of the report shows: whose audit, when, and whether it was cut short.

    A file that may outlast its audit does not show when that was.
    """

    site: str
    audited: str | None
    judged: str | None
    incomplete: str | None
    note: str | None
    version: str


@dataclass(frozen=True)
class Step:
    """Something to do next, and where."""

    words: str
    file: str
    more: str


@dataclass(frozen=True)
class Tile:
    """A severity, how many findings have it, and what it means to a family."""

    badge: Badge
    number: str
    means: str


@dataclass(frozen=True)
class Failed:
    """A check that could not be carried out."""

    rule: str
    file: str | None
    where: str
    error: str


@dataclass(frozen=True)
class Fixed:
    """What was put right under one rule since the audit before."""

    title: str
    file: str | None
    number: str


@dataclass(frozen=True)
class Overview:
    """The first page of the report. `pieces` counts the files of the index that its search box reads."""

    aloud: str
    steps: tuple[Step, ...]
    tiles: tuple[Tile, ...]
    changes: tuple[Figure, ...]
    since: str
    fixed: tuple[Fixed, ...]
    soon: tuple[Span, ...]
    coverage: tuple[Figure, ...]
    covered: str | None
    unread: tuple[tuple[str, str], ...]
    crawl: tuple[Figure, ...]
    rules: tuple[RuleLine, ...]
    failures: tuple[Failed, ...]
    slowest: tuple[Slow, ...]
    waived: str | None
    pieces: int


def frame(survey: Survey) -> Frame:
    """What every page shows."""
    run = survey.run
    when = run.finished or run.started
    return Frame(
        site=run.site,
        audited=moment(when),
        judged=f"Judged as on {day(run.today)}" if run.today != when.date() else None,
        incomplete=None if run.complete else _cut_short(run.reason),
        note=run.note,
        version=run.version,
    )


def _cut_short(reason: str | None) -> str:
    because = f": {reason.rstrip('.')}" if reason else ""
    return f"This audit was cut short{because}. The figures cover only the pages that were read."


def overview(survey: Survey, fixing: FixPages, coming: ComingUp) -> Overview:
    """The overview of a run."""
    return Overview(
        aloud=_aloud(survey),
        steps=tuple(_steps(survey, fixing, coming)),
        tiles=tuple(Tile(badge(s), number(survey.total.get(s, 0)), _MEANS[s]) for s in SEVERITIES),
        changes=tuple(_changes(survey)),
        since=f"Since {day(survey.before.today)}"
        if survey.before
        else "This is the first audit, so there is nothing to compare it with yet.",
        fixed=tuple(_fixed(rule, n) for rule, n in survey.fixed.most_common(_MOST)),
        soon=coming.spans,
        coverage=coverage(survey),
        covered=covered(survey),
        unread=reasons_counted(survey.unread),
        crawl=crawl(survey),
        rules=rules_by_count(survey),
        failures=tuple(_failures(survey)),
        slowest=tuple(slowest(survey)),
        waived=_waived(survey),
        pieces=pieces_of(survey),
    )


def _waived(survey: Survey) -> str | None:
    """What was agreed to leave, and whether someone has to look at that again."""
    if not survey.uses:
        return None
    told = f"{sentence(count(survey.waived, 'finding'))} left as agreed, and not counted here."
    lapsed = sum(use.state == "lapsed" for use in survey.uses)
    unused = sum(use.state == "unused" for use in survey.uses)
    if lapsed:
        told += f" {sentence(count(lapsed, 'waiver has', 'waivers have'))} lapsed."
    if unused:
        told += f" {sentence(count(unused, 'waiver is', 'waivers are'))} not needed any more."
    return told


def _aloud(survey: Survey) -> str:
    read = f"We read {count(len(survey.pages), 'page')}."
    if not survey.pages:
        return "We could not read any page, so we cannot say how the site is doing."
    stopped = sum(1 for url in survey.faulty if survey.of_page(url).get("barrier"))
    if stopped:
        has = "has" if stopped == 1 else "have"
        return f"{read} {number(stopped)} of them {has} something that stops a family getting help."
    if survey.total:
        faulty = sum(1 for _ in survey.faulty)
        return f"{read} Nothing stops a family getting help, and {count(faulty, 'page')} could be clearer."
    return f"{read} We found nothing to put right."


def _steps(survey: Survey, fixing: FixPages, coming: ComingUp) -> Iterator[Step]:
    if fixing.lines:
        first = fixing.lines[0]
        yield Step(f"Start with “{first.title}”", first.file, listed([b.words for b in first.badges]))
    if fixing.shared:
        most = fixing.shared[0]
        yield Step(f"Put one thing right on {most.pages} at once", "fix.html#clears-most", most.message)
    if coming.next:
        yield Step(coming.next, "coming-up.html", coming.lead)
    broken = survey.unread["error"] + survey.unread["timeout"]
    if broken:
        words = f"Look at {count(broken, 'address', 'addresses')} that gave an error or no answer"
        yield Step(words, "not-audited.html", "Families who follow a link there are stuck too.")


def _changes(survey: Survey) -> Iterator[Figure]:
    if survey.before is None:
        return
    new = survey.new.total()
    yield Figure(number(new), "New")
    yield Figure(number(sum(survey.total.values()) - new), "Still there")
    yield Figure(number(survey.fixed.total()), "Put right")
    yield Figure(number(survey.gone), "Gone with their pages")


def _fixed(rule: str, n: int) -> Fixed:
    cls = known(rule)
    return Fixed(cls.title if cls else rule, rule_file(rule) if cls else None, number(n))


def _failures(survey: Survey) -> Iterator[Failed]:
    for failure in survey.failures:
        cls = known(failure.rule)
        yield Failed(
            rule=cls.title if cls else failure.rule,
            file=rule_file(failure.rule) if cls else None,
            where=short(failure.url) if failure.url else "the whole site",
            error=failure.error,
        )

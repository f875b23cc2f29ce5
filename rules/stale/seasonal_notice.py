"""Notices for a holiday that is over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from rules.core.calendar import days, holiday
from rules.core.dates import in_text
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Block, Page
from rules.core.roles import cued
from rules.core.rule import Rule, at
from rules.core.standing import records, severity, standing
from rules.core.stretch import Stretch
from rules.core.wording import when

_SEASON = r"(?P<season>christmas|xmas|festive|new year(?!\s(?:\d|group))|easter|summer holidays?)"
_HOURS = r"(?:(?:re-?)?open(?:ing)?|clos(?:ing|ures?|ed)|hours|times|arrangements|collections?|service changes)"
_CHANGED = (
    r"(?:(?:opening|closing) (?:hours|times|arrangements|dates)|will (?:be )?clos(?:e|ed|ing)|closures?|changes)"
)
_NOTICE = re.compile(
    rf"\b(?:{_SEASON}\b(?:\W+\w+){{0,4}}?\W+{_HOURS}|{_CHANGED}\W+(?:\w+\W+){{0,5}}?(?:over|during|for|this"
    rf"|at)\W+(?:the\W+)?"
    rf"{_SEASON.replace('season', 'after')})\b",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\b(?:except|excluding|excludes|apart from|not (?:open )?(?:on|over|at)|including|every|each|normally"
    r"|usually|always|all year)\b",
    re.IGNORECASE,
)
_SEASONS = ("christmas", "xmas", "festive", "new year", "easter", "summer holiday")
_NAMES = {
    "xmas": "christmas",
    "festive": "christmas",
    "new year": "christmas",
    "summer holiday": "summer holidays",
}
_RUN_UP = {"christmas": 54, "easter": 42, "summer holidays": 70}
_SHORT = 120


class SeasonalNotice(Rule):
    """A notice for Christmas, Easter or the summer that still stands when the holiday is over.

    In March, a notice for Christmas tells a parent nothing of today. They may wonder what else is out of date. A
    banner with such words does so on every page.

    A notice with dates or a year is out of date once its last day has passed. One without any is out of season
    until the run-up to the next such holiday:

    - Christmas from the start of November to 5 January
    - Easter from six weeks before to the week after
    - the summer holidays from May

    A person must look first at undated notices for Easter and the summer, which clubs use all year.

    **Left alone:**

    - what holds all year (“closed at Christmas and on bank holidays”, “except Christmas Day”)
    - minutes and archives
    - the days of the notice itself, and the run-up to it
    """

    id = "stale.seasonal-notice"
    dated = True
    title = "Notices for a holiday that is over"
    message = "“{quote}” is a notice out of season."
    fix = "Take the notice down, or give the hours that hold now."
    commitments = ("accountable.timely", "accountable.available")

    def extract(self, page: Page) -> Iterator[Fact]:
        if records(page):
            return
        for found in page.of(cued):
            if found.role == "notice":
                yield Fact(at(page, found.mention), key=found.key, value=found.value, kind=page.of(standing))
        for block in page.blocks:
            if words := _notice(block):
                season, start, end = words
                value = _year_of(block, season) or season
                yield Fact(
                    at(page, block, start, end), key=f"notice: {season}", value=value, kind=page.of(standing)
                )

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            costs = severity(fact, self.severity)
            if fact.value in _RUN_UP:
                if not _in_season(fact.value, site.today):
                    yield self.finding(fact, severity=costs, review=fact.value != "christmas")
            elif (told := Stretch.read(fact.value)).last < site.today:
                message = f"This notice is out of date: {when(fact.place.quote, told.first, told.last)}."
                yield self.finding(fact, message=message, severity=costs, review=not told.sure)


def _notice(block: Block) -> tuple[str, int, int] | None:
    """The season of a notice that gives no days, and where its words stand in the block."""
    lowered = block.text.lower()
    match = _NOTICE.search(block.text) if any(word in lowered for word in _SEASONS) else None
    if match is None or _STANDING.search(block.text):
        return None
    if any(m.kind in ("date", "week") or days(m.value) for m in in_text(block.text) if m.kind != "year"):
        return None
    name = (match["season"] or match["after"]).lower()
    if len(block.text) <= _SHORT:
        return _NAMES.get(name, name), 0, len(block.text)
    return _NAMES.get(name, name), match.start(), match.end()


def _year_of(block: Block, season: str) -> str:
    """The days of the holiday in the year that the notice gives, as a fact's value; empty where it gives none."""
    years = [int(m.value) for m in in_text(block.text) if m.kind == "year"]
    span = holiday(season, years[0]) if years else None
    return str(Stretch(*span)) if span else ""


def _in_season(season: str, today: date) -> bool:
    """Whether today is in the holiday, in the weeks before it, or in the week after."""
    for year in (today.year - 1, today.year):
        around = holiday(season if season != "easter" else "easter holidays", year)
        if around and around[0] - timedelta(days=_RUN_UP[season]) <= today <= around[1]:
            return True
    return False

"""Term dates of a school year that is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.roles import cued
from rules.core.rule import Rule, at
from rules.core.stretch import Stretch
from rules.core.wording import when


class TermDates(Rule):
    """The page gives term dates, half-terms or INSET days, and the last of them has passed.

    Parents book leave, respite and transport around term dates, often a year ahead. A page that shows only a year
    that is over leaves them to guess.

    **Left alone:** dates gone by on a page that also gives dates still to come, as the terms of this school year.
    """

    id = "stale.term-dates"
    dated = True
    title = "Term dates of a school year that is over"
    message = "“{quote}” has passed, and the page gives no term date to come."
    fix = "Give this school year’s term dates, and next year’s where they are known."
    commitments = ("accountable.timely", "accountable.available")

    def extract(self, page: Page) -> Iterator[Fact]:
        for date in page.of(cued):
            if date.role == "term":
                yield Fact(at(page, date.mention), key=date.key, value=date.value)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for _, told in groupby(facts, key=lambda fact: fact.place.url):
            given = [(fact, Stretch.read(fact.value)) for fact in told]
            latest = max(days.last for _, days in given)
            if latest < site.today:
                for fact, days in given:
                    past = when(fact.place.quote, days.first, days.last)
                    message = f"This term date has passed, and the page gives none to come: {past}."
                    yield self.finding(fact, message=message, review=not days.sure)

"""Promises whose time has gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.roles import cued
from rules.core.rule import Rule, at
from rules.core.standing import severity, standing
from rules.core.stretch import Stretch
from rules.core.wording import when


class BrokenPromise(Rule):
    """The page says that something will happen by a time that has gone.

    Families who were asked for their views look here first. “We will hold meetings in the autumn”, read the
    spring after, asks a question: did you? The charter’s first promise is to do what we say we will, and on time.

    A season or month without a year is that of the page’s own dates. Where it has none, it is the next one after
    the page was first seen. A person must look at those first.

    **Left alone:**

    - minutes, agendas and archives, which record what was promised
    - what the page tells in the past tense
    - dates of every year
    """

    id = "stale.broken-promise"
    dated = True
    title = "Promises whose time has gone"
    message = "“{quote}” has gone by, and the page still says what will happen."
    fix = "Say what came of it. If it is late, say so, and give a new date."
    commitments = ("accountable.timely", "accountable.mistakes")

    def extract(self, page: Page) -> Iterator[Fact]:
        for date in page.of(cued):
            if date.role == "promise":
                yield Fact(at(page, date.mention), key=date.key, value=date.value, kind=page.of(standing))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            days = Stretch.read(fact.value)
            if days.last < site.today:
                gone = when(fact.place.quote, days.first, days.last)
                message = f"This was still to come, and its time has gone: {gone}."
                costs = severity(fact, self.severity)
                yield self.finding(fact, message=message, severity=costs, review=not days.sure)

"""Events and deadlines that invite, and have passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.roles import cued
from rules.core.rule import Rule, at
from rules.core.standing import severity, standing
from rules.core.stretch import Stretch
from rules.core.wording import when


@dataclass(frozen=True)
class PastEvent(Rule):
    """A date that invites people has already passed.

    Families arrange leave, transport and respite around these dates. One that has passed costs them a journey, or
    makes them doubt the rest of the page. A deadline that has passed is a barrier: it may keep them from asking
    for help they could still get.

    The year of a date that gives none comes from its weekday, and from the page’s headings, title, address and
    other dates. Where none of these tells, it comes from the day the page was first seen.

    **Left alone:**

    - what the page tells in the past tense, and minutes and archives
    - dates of every year (“by 31 October each year”)
    - dates of birth, and the names of Acts
    - events of the last week, which the setting `grace_days` changes
    """

    id = "stale.past-event"
    dated = True
    title = "Events and deadlines that have passed"
    message = "“{quote}” has passed."
    fix = "Remove it, or give the next date. If it is a record, tell it in the past tense."
    commitments = ("accountable.timely", "accountable.available")

    grace_days: int = 7

    def extract(self, page: Page) -> Iterator[Fact]:
        for date in page.of(cued):
            if date.role in ("event", "deadline"):
                yield Fact(at(page, date.mention), key=date.key, value=date.value, kind=page.of(standing))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            days = Stretch.read(fact.value)
            if days.last + timedelta(days=self.grace_days) < site.today:
                yield self._finding(fact, days)

    def _finding(self, fact: Fact, days: Stretch) -> Finding:
        deadline = fact.key.startswith("deadline")
        costs = severity(fact, "barrier" if deadline else "problem")
        what = "deadline" if deadline else "event"
        message = f"This {what} has passed: {when(fact.place.quote, days.first, days.last)}."
        return self.finding(fact, message=message, severity=costs, review=not days.sure)

"""Measures of the COVID-19 pandemic that a page still tells as today's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from rules.core.anchor import resolve
from rules.core.calendar import WEEKDAYS, days, in_year
from rules.core.datelines import is_dateline
from rules.core.dates import prose_dates
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Block, Mention, Page
from rules.core.placing import weekdays_of
from rules.core.roles import cites, tense_of
from rules.core.rule import Rule, at
from rules.core.standing import records
from rules.core.stretch import Stretch
from rules.core.wording import when

_TOPIC = re.compile(
    r"covid|coronavirus|\b(?:lockdown|pandemic|shielding|self-?isolat\w+|social distancing|face coverings?)\b",
    re.IGNORECASE,
)
_FROM, _UNTIL = date(2020, 2, 1), date(2022, 6, 30)
_DATED = ("date", "week", "month", "season", "term")


class PandemicNotice(Rule):
    """A date of 2020 to 2022 in a notice about COVID-19 that is not told as past.

    A page that still says “until further notice” makes a parent think that a service is shut, or that visits must
    be booked. The rules of the pandemic ended in 2022.

    A person must look first: some services kept what they changed then.

    **Left alone:**

    - what is told in the past tense
    - the date that a page or its source was published
    - minutes and archives
    - notices without any date
    """

    id = "stale.pandemic-notice"
    dated = True
    title = "Notices of the COVID-19 pandemic"
    message = "“{quote}” is a date of the COVID-19 pandemic, told as if it still held."
    fix = "Say what holds today, or take the notice down."
    commitments = ("accountable.timely", "accountable.available")
    review = True

    def extract(self, page: Page) -> Iterator[Fact]:
        if records(page):
            return
        of_the_page = _TOPIC.search(f"{page.title} {page.url}")
        for mention in page.of(prose_dates):
            written = is_dateline(mention) or cites(mention)
            if (
                mention.kind in _DATED
                and (of_the_page or mention.block.index in page.of(_about_it))
                and not written
            ):
                stretch = _in_it(mention) or resolve(page, mention) if tense_of(page, mention) != "past" else None
                if stretch and stretch.first >= _FROM and stretch.last <= _UNTIL:
                    yield Fact(at(page, mention), key=mention.quote.casefold(), value=str(stretch))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            days = Stretch.read(fact.value)
            if days.last < site.today:
                told = when(fact.place.quote, days.first, days.last)
                yield self.finding(fact, message=f"This notice of the COVID-19 pandemic still stands: {told}.")


def _in_it(mention: Mention) -> Stretch | None:
    """The day of the pandemic that a weekday and a date without a year belong to."""
    weekday, _ = weekdays_of(mention)
    if not weekday or not mention.value.startswith("XXXX") or "/" in mention.value:
        return None
    possible = (days(in_year(mention.value, year)) for year in range(_FROM.year, _UNTIL.year + 1))
    return next((Stretch(*day, sure=False) for day in possible if day and _fits(day[0], weekday)), None)


def _fits(day: date, weekday: str) -> bool:
    return WEEKDAYS[day.weekday()] == weekday and _FROM <= day <= _UNTIL


def _about_it(page: Page) -> frozenset[int]:
    """The indexes of the blocks with dates that speak of the pandemic, or stand under what does."""
    blocks = {mention.block.index: mention.block for mention in page.of(prose_dates)}
    return frozenset(index for index, block in blocks.items() if any(map(_TOPIC.search, _labels(block))))


def _labels(block: Block) -> tuple[str, ...]:
    return tuple(b.text for b in (block, block.heading, block.lead_in) if b)

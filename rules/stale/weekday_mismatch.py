"""A weekday and a date that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.core.anchor import resolve
from rules.core.calendar import WEEKDAYS, days
from rules.core.dates import prose_dates
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Mention, Page
from rules.core.placing import weekdays_of
from rules.core.roles import tense_of
from rules.core.rule import Rule, at
from rules.core.stretch import Stretch
from rules.core.wording import gives, spoken


class WeekdayMismatch(Rule):
    """The weekday and the date do not belong together, so one of them is wrong.

    A family that trusts the wrong one comes on a day when nobody is there. Most often the date was copied from
    the year before.

    Where the date gives no year, and the page’s other dates do, a person must look first.

    **Left alone:**

    - dates without a year on a page that gives no other
    - dates without a year in the past tense
    """

    id = "stale.weekday-mismatch"
    dated = True
    title = "Weekdays that do not match their date"
    message = "The weekday and the date in “{quote}” do not match."
    fix = "Find out which is right, and put the other right."
    commitments = ("accountable.timely", "accountable.available")

    def extract(self, page: Page) -> Iterator[Fact]:
        for mention in page.of(prose_dates):
            if mention.kind in ("date", "week") and any(weekdays_of(mention)):
                stretch = resolve(page, mention)
                written = days(mention.value) is not None
                if (
                    stretch
                    and stretch.sure
                    and _wrong(mention, stretch)
                    and (written or tense_of(page, mention) != "past")
                ):
                    told = Stretch(stretch.first, stretch.last, sure=written)
                    yield Fact(at(page, mention), key=mention.quote.casefold(), value=str(told))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            told = Stretch.read(fact.value)
            over = told.last < site.today
            yield self.finding(
                fact,
                message=f"The weekday in “{fact.place.quote}” does not match: {_truth(fact.place.quote, told)}.",
                severity="advice" if over else self.severity,
                review=not told.sure,
            )


def _wrong(mention: Mention, stretch: Stretch) -> bool:
    return any(
        name and WEEKDAYS[day.weekday()] != name
        for name, day in zip(weekdays_of(mention), (stretch.first, stretch.last), strict=True)
    )


def _truth(quote: str, told: Stretch) -> str:
    first, last = (f"a {day:%A}" for day in (told.first, told.last))
    if told.first == told.last:
        return f"{'that day' if gives(quote, told.last) else spoken(told.last)} is {last}"
    if gives(quote, told.last):
        return f"the first day is {first} and the last is {last}"
    return f"{spoken(told.first)} is {first} and {spoken(told.last)} is {last}"

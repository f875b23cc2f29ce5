"""A heading of one year over dates of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rules.core.around import around
from rules.core.calendar import days
from rules.core.cues import DEADLINE, ENDED, PAST, any_of
from rules.core.dates import prose_dates
from rules.core.findings import Fact
from rules.core.page import Block, Mention, Page
from rules.core.rule import Rule, at
from rules.core.standing import is_news, records

_PERIODS = ("year", "years", "school-year", "financial-year", "term", "season")
_OFFERED = re.compile(
    r"\b(?:programmes?|brochures?|guides?|timetables?|calendars?|dates|activities|events|sessions|clubs|trips|courses"
    r"|prices|fees|charges|rates|opening hours)\b[^.;]{0,30}\b(?:for|of|in)?\s?(?:the )?$"
)
_LEEWAY = timedelta(days=31)
_LONGEST = timedelta(days=400)


class YearsDisagree(Rule):
    """The heading names one year, and the dates under it are all of an earlier one.

    Most often a page was copied from the year before and only its heading was changed. A family cannot tell which
    of the two is right, and may come on a day when nobody is there.

    A person must look first: the dates may be right where they are.

    **Left alone:**

    - deadlines, which may fall in the year before
    - what is told in the past tense or as previous
    - a heading with one date of its year under it
    - headings with two years, news, minutes and archives
    """

    id = "stale.years-disagree"
    title = "Years on one page that contradict each other"
    message = "“{quote}” stands under “{value}”."
    fix = "Find out which year is right, and put the other right."
    commitments = ("accountable.timely", "accountable.available")
    severity = "advice"
    review = True

    def extract(self, page: Page) -> Iterator[Fact]:
        if records(page) or is_news(page):
            return
        under: dict[int, list[Mention]] = {}
        for mention in page.of(prose_dates):
            heading = mention.block.heading
            if heading and mention.block.kind != "heading" and days(mention.value) and mention.kind != "law":
                under.setdefault(heading.index, []).append(mention)
        for told in under.values():
            heading = told[0].block.heading
            if heading and (period := _period(page, heading)):
                yield from _earlier(page, heading, period, told)


def _period(page: Page, heading: Block) -> tuple[date, date] | None:
    """The days of the one period that a heading names."""
    told = [m for m in page.of(prose_dates) if m.block is heading]
    if len(told) != 1 or told[0].kind not in _PERIODS or any_of(ENDED, heading.text.lower()):
        return None
    known = days(told[0].value)
    return known if known and known[1] - known[0] <= _LONGEST else None


def _earlier(page: Page, heading: Block, period: tuple[date, date], told: list[Mention]) -> Iterator[Fact]:
    """The first date under a heading that contradicts it, where none agrees with it."""
    spans = [days(m.value) or period for m in told]
    if any(first <= period[1] + _LEEWAY and last >= period[0] - _LEEWAY for first, last in spans):
        return
    wrong = [m for m, span in zip(told, spans, strict=True) if span[1] < period[0] and _offered(page, m)]
    if wrong and (len(wrong) > 1 or wrong[0].kind in _PERIODS):
        yield Fact(at(page, wrong[0]), key=wrong[0].quote.casefold(), value=heading.text)


def _offered(page: Page, mention: Mention) -> bool:
    """Whether a date is one that the page offers, neither a record nor a deadline."""
    near = around(page, mention)
    if any_of(PAST, near.sentence) or any_of(DEADLINE, near.sentence) or any_of(ENDED, near.sentence):
        return False
    return mention.kind == "date" or _OFFERED.search(near.before) is not None

"""Accessibility statements that nobody has looked at for over a year, or that know only an older standard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from rules.core.calendar import days, months_later
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Mention, Page
from rules.core.rule import Rule, at
from rules.core.statement import statement
from rules.core.wording import spoken

_OLDER = re.compile(r"(?<![\d.])2\.[01](?!\.?\d)")
_GUIDELINES = re.compile(r"\b(?:wcag|guidelines)\b[ ,()\w.]{0,25}$", re.IGNORECASE)
_REACH = 40
_NEWER = re.compile(r"\b2\.[2-9]\b")
_SINCE = date(2024, 10, 1)


@dataclass(frozen=True)
class StatementOutOfDate(Rule):
    """The accessibility statement was last prepared or reviewed over a year ago, or names only an older standard.

    The law asks for regular review, and the government for one each year. A statement of years ago warns families
    of faults long mended, and is silent on those of today.

    Since October 2024 the government checks public sites against version 2.2 of the Web Content Accessibility
    Guidelines (WCAG).

    The setting `months` is how long a statement may go without a review: 12.

    **Left alone:**

    - dates of tests, of the law and of the guidelines
    - statements without a date, which another rule finds
    """

    id = "accessibility.statement-out-of-date"
    dated = True
    title = "Accessibility statements that are out of date"
    message = "The accessibility statement was last prepared or reviewed over a year ago."
    fix = "Test the site again, bring the statement up to date, and give the day of the review."
    commitments = ("accountable.timely", "communicate.open")
    sources = (
        "https://www.legislation.gov.uk/uksi/2018/952/regulation/8",
        "https://www.gov.uk/guidance/accessibility-requirements-for-public-sector-websites-and-apps",
    )

    months: int = 12

    def extract(self, page: Page) -> Iterator[Fact]:
        told = page.of(statement)
        if told is None:
            return
        if told.days:
            latest = max(told.days, key=_last)
            yield Fact(at(page, latest), key="date", value=_last(latest).isoformat())
        if not _NEWER.search(told.text):
            yield from islice(_older(page), 1)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            if fact.key == "standard" and site.today >= _SINCE:
                message = f"The accessibility statement names version {fact.value} of the guidelines, and not 2.2."
                fix = "Test the site against version 2.2 of the guidelines, and name that version."
                yield self.finding(fact, message=message, fix=fix, severity="advice")
            elif fact.key == "date":
                day = date.fromisoformat(fact.value)
                if months_later(day, self.months) < site.today:
                    yield self.finding(
                        fact,
                        message=f"The accessibility statement was last prepared or reviewed on {spoken(day)}.",
                    )


def _older(page: Page) -> Iterator[Fact]:
    """The places that name an older version of the guidelines."""
    for block in page.main:
        for version in _OLDER.finditer(block.text):
            before = block.text[max(0, version.start() - _REACH) : version.start()]
            if named := _GUIDELINES.search(before):
                start = version.start() - len(named[0])
                yield Fact(at(page, block, start, version.end()), key="standard", value=version[0])


def _last(mention: Mention) -> date:
    """The last day of a date that is known in full, as those of a statement are."""
    known = days(mention.value)
    return known[1] if known else date.min

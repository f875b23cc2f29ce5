"""Review dates that have passed, and pages last looked at long ago."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.core.calendar import days, months_later
from rules.core.dates import dates
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Mention, Page
from rules.core.purpose import dated_news
from rules.core.roles import records
from rules.core.rule import Rule, at
from rules.core.wording import spoken

_NEXT = re.compile(
    r"\b(?:(?:next (?:review|update)|review (?:due|date|by)|expiry date)\b[^.;]{0,40}|review:\s*)$",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?<![a-z])(?:last|page|content|information|details)\s(?:was\s|were\s)?(?:last\s)?"
    r"(?:updated?|reviewed|checked|modified|edited|changed|amended|revised|verified)\b[^.;]{0,12}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ReviewOverdue(Rule):
    """The page names a day for its next review that has passed, or was last looked at years ago.

    Families judge by such a line whether the rest can be trusted, and often ring to ask.

    The setting `months` is how long a page may go without a look: two years.

    **Left alone:**

    - news, minutes and archives
    - pages that give no such date
    """

    id = "stale.review-overdue"
    dated = True
    title = "Reviews that are overdue"
    message = "The review of this page is overdue: “{quote}”."
    fix = "Read the page through, put right what has changed, and give the day of this review and of the next."
    commitments = ("accountable.timely",)
    severity = "advice"

    months: int = 24

    def extract(self, page: Page) -> Iterator[Fact]:
        if records(page) or dated_news(page.url):
            return
        for mention in page.of(dates):
            if (known := days(mention.value)) and (kind := _kind(mention)):
                yield Fact(at(page, mention), key=f"{kind}: {mention.quote.casefold()}", value=f"{known[1]}")

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            day = date.fromisoformat(fact.value)
            if fact.key.startswith("next") and day < site.today:
                yield self.finding(fact, message=f"The next review of this page was due by {spoken(day)}.")
            elif fact.key.startswith("last") and months_later(day, self.months) < site.today:
                yield self.finding(
                    fact, message=f"The page says when it was last looked at: “{fact.place.quote}”."
                )


def _kind(mention: Mention) -> str:
    before = mention.block.text[: mention.start]
    return "next" if _NEXT.search(before) else "last" if _LAST.search(before) else ""

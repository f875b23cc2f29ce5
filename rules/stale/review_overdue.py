"""Review dates that have passed, and pages last looked at long ago."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.core.calendar import days, months_later
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.reviews import reviews
from rules.core.rule import Rule, at
from rules.core.standing import is_news, records
from rules.core.statement import statement
from rules.core.wording import spoken


@dataclass(frozen=True)
class ReviewOverdue(Rule):
    """The page names a day for its next review that has passed, or was last looked at years ago.

    Families judge by such a line whether the rest can be trusted, and often ring to ask.

    The setting `months` is how long a page may go without a look: two years.

    **Left alone:**

    - news, minutes and archives
    - pages that give no such date
    - the date of an accessibility statement, which another rule judges
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
        if records(page) or is_news(page):
            return
        told = page.of(statement)
        for mention in page.of(reviews):
            if told is not None and told.days and mention.kind.startswith("last"):
                continue  # the date of an accessibility statement, which another rule judges
            if known := days(mention.value):
                key = f"{mention.kind}: {mention.quote.casefold()}"
                yield Fact(at(page, mention), key=key, value=f"{known[1]}")

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            day = date.fromisoformat(fact.value)
            if fact.key.startswith("next") and day < site.today:
                yield self.finding(fact, message=f"The next review of this page was due by {spoken(day)}.")
            elif fact.key.startswith("last") and months_later(day, self.months) < site.today:
                yield self.finding(
                    fact, message=f"The page says when it was last looked at: “{fact.place.quote}”."
                )

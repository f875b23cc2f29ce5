"""Plans, rates and school years whose period has ended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from rules.core.calendar import days
from rules.core.dates import prose_dates
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Mention, Page
from rules.core.roles import ended, tense_of
from rules.core.rule import Rule, at
from rules.core.standing import records
from rules.core.stretch import Stretch
from rules.core.wording import when

_FORCE = re.compile(
    r"\b(?:strateg(?:y|ies)|plans?|polic(?:y|ies)|statement|framework|programme|guide|directory|term dates"
    r"|academic year"
    r"|school year|timetable)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:rates?|fees?|charges?|costs?|prices?|tariffs?|bands?|thresholds?|means[- ]test\w*|allowances?|payments?"
    r"|benefits?|bursar(?:y|ies)|vouchers?|grants?|funding|current(?:ly)?|now apply|apply now|applications?)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\bha(?:s|ve) been\b", re.IGNORECASE)
_FOR = re.compile(r"\bfor (?:the )?$", re.IGNORECASE)
_CURRENT = re.compile(r"\b(?:current|this year[’']s|our new)\b[^.;,]*$", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:reports?|review of|accounts|outturn|minutes|data|figures|statistics|results|was|were|paid|gave|led|saw"
    r"|had|did|in the past|not|replaced|earlier|superseded|survey|consultation|implementation)\b",
    re.IGNORECASE,
)


class PeriodEnded(Rule):
    """A plan, a rate or a school year that the page presents as today’s has ended.

    A rate or a round of applications for a year that is over gives families figures and dates that no longer
    hold. A strategy “2018 to 2021” with none after it leaves them asking what holds today.

    A plan may still be in force after its years: a person must look at those first.

    **Left alone:**

    - reports, accounts, results and statistics of a year
    - what is listed as previous
    - a page that also names a later period, unless it calls this one current
    - minutes and archives
    """

    id = "stale.period-ended"
    dated = True
    title = "Plans, rates and school years that have ended"
    message = "“{quote}” has ended."
    fix = "Replace it with what holds now, or say that it still holds and until when."
    commitments = ("accountable.timely", "communicate.open")

    def extract(self, page: Page) -> Iterator[Fact]:
        if records(page):
            return
        for mention in page.of(prose_dates):
            last = _last_day(mention)
            if last and not ended(page, mention):
                kind = _kind(page, mention)
                told = Stretch(date(int(mention.value[:4]), 1, 1), last, sure=kind in ("rate", "current"))
                yield Fact(at(page, mention), key=f"{kind}: {mention.quote.casefold()}", value=str(told))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for _, told in groupby(facts, key=lambda fact: fact.place.url):
            given = [(fact, Stretch.read(fact.value)) for fact in told]
            later = max(span.last for _, span in given) >= site.today
            for fact, span in given:
                if span.last < site.today and fact.key.startswith(
                    ("current", *(() if later else ("plan", "rate")))
                ):
                    message = f"This period has ended: {when(fact.place.quote, span.first, span.last)}."
                    severity = self.severity if span.sure else "advice"
                    yield self.finding(fact, message=message, severity=severity, review=not span.sure)


def _last_day(mention: Mention) -> date | None:
    """The last day of a period of years; "2024/25" alone is taken as a school year, the later of its meanings."""
    known = days(mention.value)
    if known is None:
        return None
    if mention.kind in ("school-year", "financial-year") or (mention.kind == "month" and "/" in mention.value):
        return known[1]
    if mention.kind != "years":
        return None
    return date(known[1].year, 8, 31) if known[1].year - known[0].year == 1 else known[1]


def _kind(page: Page, mention: Mention) -> str:
    """What the period belongs to: `current` by its own words, a `plan`, a `rate`, or nothing that is judged."""
    text = mention.block.text
    if _CURRENT.search(text[max(0, mention.start - 50) : mention.start]):
        return "current"
    if tense_of(page, mention) == "past" and not _DONE.search(text, mention.end, mention.end + 80):
        return ""
    near = text[max(0, mention.start - 60) : mention.end + 60]
    labels = " ".join(b.text for b in (mention.block.lead_in, mention.block.heading) if b)
    if _OVER.search(text[max(0, mention.start - 40) : mention.end + 30]):
        return ""
    if _FOR.search(text[max(0, mention.start - 12) : mention.start]) and not (
        _MONEY.search(near) or _FORCE.search(near)
    ):
        return "plan"
    if mention.kind in ("school-year", "financial-year", "month") or _MONEY.search(near):
        return "rate" if _MONEY.search(near) or _FORCE.search(near) else ""
    return "plan" if _FORCE.search(near) or _FORCE.search(labels) else ""

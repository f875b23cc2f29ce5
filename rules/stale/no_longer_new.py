"""What a page calls new, latest or of this year, with a date that says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.core.around import around
from rules.core.calendar import days, months_later
from rules.core.cues import ENDED, PAST, any_of
from rules.core.dates import prose_dates
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Mention, Page
from rules.core.rule import Rule, at
from rules.core.standing import is_news, records
from rules.core.stretch import Stretch
from rules.core.wording import when

_PERIODS = ("year", "years", "school-year", "financial-year", "term", "season", "holiday")
_NEW = re.compile(
    r"\b(?:new|newly|updated|revised|fresh)\b[^.;]{0,60}\bfor (?:the )?$|^\W*(?:what[’']s )?new in $"
)
_LATEST = re.compile(r"\b(?:latest|newest|most recent)\b(?!\s(?:news|information|advice)\b)[^.;]{0,60}$")
_NOW = re.compile(
    r"\bthis (?:year|summer|autumn|spring|winter|term|half[- ]term|season)(?:[’']s)?\W{1,3}(?:the\s)?$"
    r"|\b(?:now|currently|at present|at the moment)\b[^.;]{0,40}\bfor (?:the )?$"
)
_CALLED = re.compile(
    r"\s(?:[\w’-]+[\s,]+){1,8}(?:is|are) (?:(?:the|our) (?:current|latest|new)"
    r"|(?:now |currently |still )?(?:open|available|under way|out now|live))\b"
)
_EDITION = 12


@dataclass(frozen=True)
class NoLongerNew(Rule):
    """The page calls something new, the latest, or of this year, and the date beside it is of an earlier year.

    “New for 2024” or “our latest newsletter, Spring 2023” tells a family more about the page than about the news.
    They stop looking here for what is on.

    What is new for a year or a season is so until that has ended. What is the latest is so for a year after its
    date, which the setting `months` changes.

    A person must look at what is the latest: there may be none after it.

    **Left alone:**

    - what is told in the past tense, and what is listed as previous
    - news items, minutes and archives
    """

    id = "stale.no-longer-new"
    dated = True
    title = "“New” and “latest” that no longer are"
    message = "“{quote}” is no longer new."
    fix = "Say what is new now, or leave out “new” and “latest”."
    commitments = ("accountable.timely", "communicate.open")
    severity = "advice"

    months: int = _EDITION

    def extract(self, page: Page) -> Iterator[Fact]:
        if records(page) or is_news(page):
            return
        for mention in page.of(prose_dates):
            known = days(mention.value)
            if known and mention.kind != "law" and (kind := _kind(page, mention)):
                yield Fact(
                    at(page, mention), key=f"{kind}: {mention.quote.casefold()}", value=str(Stretch(*known))
                )

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            told, latest = Stretch.read(fact.value), fact.key.startswith("latest")
            if (months_later(told.last, self.months) if latest else told.last) < site.today:
                past = when(fact.place.quote, told.first, told.last)
                message = f"This is told as {'the latest' if latest else 'new'}, and is not: {past}."
                yield self.finding(fact, message=message, review=latest or _ongoing(told.last, site.today))


def _ongoing(last: date, today: date) -> bool:
    """Whether a period has ended so lately that its successor may not be out."""
    return months_later(last, 2) >= today


def _kind(page: Page, mention: Mention) -> str:
    """`new` or `latest`, by the words before a date; empty where none of them is there."""
    near = around(page, mention)
    if mention.kind in _PERIODS and (_NOW.search(near.before) or _CALLED.match(near.after)):
        return "new"
    if any(any_of(ENDED, text) for text in (near.sentence, near.label)):
        return ""
    if _LATEST.search(near.before):
        return "" if any_of(PAST, near.before) else "latest"
    return "new" if mention.kind in _PERIODS and _NEW.search(near.before) else ""

"""Tells what a date is for: an event or a deadline that invites, a promise, a notice, or a record of what was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from rules.core.anchor import Stretch, Tense, is_dateline, resolve
from rules.core.calendar import days
from rules.core.dates import dates
from rules.core.page import Block, Mention, Page

Role = Literal["event", "deadline", "promise", "notice"]

_any = partial(re.compile, flags=re.IGNORECASE)

FUTURE = _any(
    r"\b(?:will|shall|won[’']t|going to|(?:is|are|be|was|were) due\b|due (?:to|for|by|in|on)|(?:is|are) (?:set|expected|planned"
    r"|scheduled|planning|hoping|intending|proposed|being|looking|preparing|aiming)|(?:we|they|and|councils?) (?:plan|hope|aim|intend)"
    r" to|to be (?:\w+ed|held|confirmed|advised)|(?:has|have) been (?:planned|scheduled|arranged)|expected|upcoming|forthcoming"
    r"|coming (?:up|into|in|soon|to an end)|comes? (?:into|to an end)|take effect|takes effect|ready (?:for|by)|in time for)\b|[’']ll\b"
)
PAST = _any(
    r"\b(?:was|were|had|did|ran|took|held|came|went|met|began|found|told|said|saw|gave|won|led|set up|has been|have been|since"
    r"|ago|last (?:year|month|week|summer|autumn|spring|winter)|previous(?:ly)?|(?<!be )(?<!been )(?<!is )(?<!are )(?<!newly )"
    r"(?!need|proceed|feed|speed|succeed|based|led\b|united|closed\b|unlimited|limited|disabled|interested|aged|red\b|hundred)[a-z]{3,}ed)\b"
)
DEADLINE = _any(
    r"\b(?:deadline|clos(?:es?|ing) (?:date|on|at|for)?|closes|cut[- ]?off|appl(?:y|ications?|ying)|must|need to|submit\w*|return"
    r"|regist(?:er|ration)s?|book(?:ings?)?\b|open until|(?:is|are) (?:now )?open\b|nominat\w+|have your say|consultations?|surveys?"
    r"|vacanc(?:y|ies)|no later than|by (?:the end of )?$|expires?|ends?|available until|last (?:date|day|chance)|preferences)\b"
)
EVENT = _any(
    r"\b(?:join us|join|come along|events?|sessions?|workshops?|meetings?|fairs?|festivals?|open (?:day|evening)s?|mornings?|webinars?"
    r"|drop[- ]?ins?|tak(?:es?|ing) place|starts?|begins?|runs?|running|rsvp|tickets?|celebrat\w+|activities|programmes?|courses?"
    r"|training|clubs?|trips?|part(?:y|ies)|conference|performances?|show|week \d|fun day|stay and play|visit us)\b"
)
_RECURS = _any(r"\b(?:every|each|annual(?:ly)?|yearly|per year|a year|always|usually|normally|any)\b")
_ELIGIBLE = _any(
    r"\b(?:born|aged?|turn(?:s|ed|ing)?|birth|birthdays?|if (?:you|your child|they) (?:is|are|was|were|started)|on or (?:after|before))\b"
)
_ENDED = _any(
    r"\b(?:status: closed|now closed|archived?|previous|superseded|withdrawn|results published|outturn)\b"
)
_RECORD = _any(
    r"minutes|agenda|mgai|mgconvert|democracy\.|committee|archive|freedom-?of-?information|\bfoi\b|information_request|case-stud|history"
)
_HOLIDAY = _any(r"\b(?:christmas|xmas|festive|new year|easter|bank holidays?|boxing day|good friday)\b")
_OPENING = _any(
    r"\b(?:open(?:s|ing|ed)?|clos(?:ed?|es|ing|ures?)|reopen\w*|hours|times|arrangements|collections?|shut|unavailable|cycle|resumes?"
    r"|back (?:by|on|at))\b"
)
_DISRUPTION = _any(
    r"\b(?:maintenance|unavailable|road closures?|closed (?:for|due)|will be closed|disruption|outage|strike)\b"
)
_DEADLINE_WAS = _any(r"\b(?:deadline|closing date|cut[- ]?off)\b[^;]*\bwas\b[^;]{0,20}$")
_FROM = _any(r"\b(?:from|since|as of|starting|with effect from|after|of)\s+(?:the\s+)?$")
_BY = _any(r"\b(?:by|before|until|till|no later than)(?: the)?(?: end of)?\s+(?:the\s+)?$")
_SENTENCE = re.compile(r"(?<![ap]\.m)(?<!\bno)(?<!\be\.g)[.!?]['”\"]?\s+(?=[A-Z0-9“‘'(])|\s[|•]\s")
_NEWS = _any(r"/(?:news|blog|press|latest|article|post|stories)\b|news|blog|\d{4}/\d\d/")


@dataclass(frozen=True)
class Cued:
    """A date with what it is for. `strong` is false where the words leave a doubt."""

    mention: Mention
    role: Role
    days: Stretch
    strong: bool

    @property
    def value(self) -> str:
        """The days as a fact's value, with a `?` where the date or the words leave a doubt."""
        return str(replace(self.days, sure=self.strong))

    @property
    def key(self) -> str:
        """What a finding about it is known by between runs."""
        return f"{self.role}: {self.mention.quote.casefold()}"


@dataclass(frozen=True)
class _Around:
    """The words near a date: before and after it in its sentence, and the label that it stands under."""

    before: str
    after: str
    label: str
    block: str

    @property
    def sentence(self) -> str:
        return f"{self.before} … {self.after}"


def cued(page: Page) -> tuple[Cued, ...]:
    """The dates of a page that tell a reader what is still to come, each with the days it means.

    Left out: names of law, minutes and archives, datelines, what is told in the past tense, dates of every
    year, dates of birth and eligibility, and a start that has no end ("from 1 April the fee is …").
    """
    if records(page):
        return ()
    return tuple(_cued(page))


def records(page: Page) -> bool:
    """Whether the page keeps a record of what was: minutes, an archive, an answered request."""
    return bool(_RECORD.search(page.url) or _RECORD.search(page.title))


def dated_news(url: str) -> bool:
    """Whether an address is that of a news item or blog post, which a reader takes for a thing of its day."""
    return bool(_NEWS.search(url))


def _cued(page: Page) -> Iterator[Cued]:
    for mention in page.of(dates):
        if mention.kind in ("law", "weekday", "day", "nth-weekday", "years", "school-year", "financial-year"):
            continue
        around = _around(mention)
        if is_dateline(mention) or _left_alone(mention, around):
            continue
        tense = _tense(around)
        role, strong = _role(page, mention, around, tense)
        if role is None:
            continue
        stretch = resolve(page, mention, tense)
        if stretch and not _yearly(mention, stretch, role, tense):
            yield Cued(mention, role, stretch, strong and stretch.sure and mention.value != "SOON")


def _around(mention: Mention) -> _Around:
    text = mention.block.text
    start, end = 0, len(text)
    for match in _SENTENCE.finditer(text):
        if match.end() <= mention.start:
            start = match.end()
        elif match.start() >= mention.end - 1:
            end = match.start() + 1
            break
    label = " ".join(_labels(mention.block))
    return _Around(text[start : mention.start], text[mention.end : end], label, text)


def _labels(block: Block) -> Iterator[str]:
    if block.lead_in:
        yield block.lead_in.text
    if block.heading:
        yield block.heading.text


def _left_alone(mention: Mention, around: _Around) -> bool:
    cited = around.before.endswith("(") and around.after.startswith(")") and "XXXX" not in mention.value
    near = around.before[-60:]
    return bool(
        cited
        or (_RECURS.search(around.sentence) and "XXXX" in mention.value)
        or _ELIGIBLE.search(near)
        or _ENDED.search(around.sentence)
        or _ENDED.search(around.block[:40])
        or _ENDED.search(around.label)
    )


def _tense(around: _Around) -> Tense:
    """The tense of the verb nearest before the date in its sentence; else of the first after it."""
    clause = re.split(r"[;:]|\b(?:but|and then|which|who)\b", around.before)[-1]
    for text in (clause, around.before):
        future, past = _last(FUTURE, text), _last(PAST, text)
        if future or past:
            return "future" if future > past or _governed(text, future, past) else "past"
    rest = around.after.split(";")[0]
    future, past = FUTURE.search(rest), PAST.search(re.split(r",\s|\b(?:and|but)\b", rest)[0])
    if future and not (past and past.start() < future.start()):
        return "future"
    return "past" if past else "present"


def _governed(text: str, future: int, past: int) -> bool:
    """Whether a participle belongs to a "will be" just before it: "will be shared and discussed on"."""
    return bool(future) and past - future < 40 and " be " in text[future - 3 : past]


def _last(cue: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in cue.finditer(text)), default=0)


def _role(page: Page, mention: Mention, around: _Around, tense: Tense) -> tuple[Role | None, bool]:
    named = f"{around.block} {around.label} {page.title}"
    if tense != "past" and _OPENING.search(named) and _seasonal(page, mention, named):
        return "notice", True
    if tense == "past":
        return ("deadline" if _DEADLINE_WAS.search(around.before) else None), False
    if mention.kind == "date" and _DISRUPTION.search(f"{around.sentence} {around.label}"):
        return "promise", True
    if tense == "future":
        return _promised(mention, around), True
    return _present(mention, around)


def _seasonal(page: Page, mention: Mention, named: str) -> bool:
    """Whether a day or a holiday of a known year stands in a notice of a holiday's opening hours."""
    if mention.kind == "holiday":
        return days(mention.value) is not None
    return mention.kind in ("date", "week") and bool(_HOLIDAY.search(f"{named} {re.sub('[-_/]', ' ', page.url)}"))


def _promised(mention: Mention, around: _Around) -> Role:
    if mention.kind not in ("date", "week"):
        return "promise"
    if DEADLINE.search(around.before) and not EVENT.search(around.before):
        return "deadline"
    return "event" if EVENT.search(around.sentence) else "promise"


def _present(mention: Mention, around: _Around) -> tuple[Role | None, bool]:
    """What a date without a tense is for, by the words it stands with."""
    if mention.kind not in ("date", "week", "month") or (_FROM.search(around.before) and "/" not in mention.value):
        return None, False
    if DEADLINE.search(around.before) or (_BY.search(around.before) and DEADLINE.search(around.sentence)):
        return "deadline", True
    if EVENT.search(around.sentence):
        return "event", mention.kind != "month"
    if DEADLINE.search(around.label):
        return "deadline", False
    if EVENT.search(around.label):
        return "event", False
    return None, False


def _yearly(mention: Mention, stretch: Stretch, role: Role, tense: Tense) -> bool:
    """Whether a date with no year, weekday or witness is most likely one of every year, as "by 31 May" is."""
    unplaced = (
        days(mention.value) is None and not stretch.sure and mention.kind in ("date", "month", "holiday", "term")
    )
    return unplaced and (role == "deadline" or mention.kind != "date" or (tense == "present" and role != "event"))

"""Tells what a date is for: an event or a deadline that invites, a promise, a notice, or a record of what was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rules.core.anchor import Stretch, Tense, is_dateline, resolve
from rules.core.calendar import days
from rules.core.cues import (
    BY,
    BY_THEN,
    CALL,
    DEADLINE,
    DEADLINE_WAS,
    DISRUPTION,
    ELIGIBLE,
    ENDED,
    EVENT,
    FROM,
    FUTURE,
    HOLIDAY,
    INVITES,
    KEPT,
    NEWS,
    OPENING,
    PAST,
    RECORD,
    RECURS,
    SENTENCE,
    STANDING_HOLIDAYS,
    TERM,
)
from rules.core.dates import dates
from rules.core.page import Block, Mention, Page

_CONDITION = re.compile(r"^\W*(?:before|after|between|on or [a-z]+)\s+$", re.IGNORECASE)
Role = Literal["event", "deadline", "promise", "notice", "term"]


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


def ended(mention: Mention) -> bool:
    """Whether the words about a date say themselves that it belongs to something closed, previous or replaced."""
    around = _around(mention)
    return bool(ENDED.search(around.sentence) or ENDED.search(around.block[:40]) or ENDED.search(around.label))


def tense_of(mention: Mention) -> Tense:
    """The tense of the clause that a date stands in."""
    return _tense(_around(mention))


def records(page: Page) -> bool:
    """Whether the page keeps a record of what was: minutes, an archive, an answered request."""
    return bool(RECORD.search(page.url) or RECORD.search(page.title))


def dated_news(url: str) -> bool:
    """Whether an address is that of a news item or blog post, which a reader takes for a thing of its day."""
    return bool(NEWS.search(url))


def _cued(page: Page) -> Iterator[Cued]:
    for mention in page.of(dates):
        if mention.kind in ("law", "weekday", "day", "nth-weekday", "years", "school-year", "financial-year"):
            continue
        around = _around(mention)
        if _told_when_written(mention, around) or _left_alone(mention, around):
            continue
        tense = _tense(around)
        role, strong = _role(page, mention, around, tense)
        if role is None:
            continue
        stretch = resolve(page, mention, tense)
        if stretch and not _yearly(mention, stretch, role, tense):
            yield Cued(mention, role, stretch, strong and stretch.sure and mention.value != "SOON")


def _told_when_written(mention: Mention, around: _Around) -> bool:
    """Whether a date is a dateline; one that stands alone under a heading of events is not."""
    alone = mention.quote == mention.block.text
    return is_dateline(mention) and not (alone and EVENT.search(around.label))


def _around(mention: Mention) -> _Around:
    text = mention.block.text
    start, end = 0, len(text)
    for match in SENTENCE.finditer(text):
        if match.end() <= mention.start:
            start = match.end()
        elif match.start() >= mention.end - 1:
            end = match.start() + 1
            break
    label = " ".join(_labels(mention.block))
    return _Around(CALL.split(text[start : mention.start])[-1], text[mention.end : end], label, text)


def _labels(block: Block) -> Iterator[str]:
    if block.lead_in:
        yield block.lead_in.text
    if block.heading:
        yield block.heading.text


def _left_alone(mention: Mention, around: _Around) -> bool:
    condition = _CONDITION.search(around.before) and around.after.startswith(",")
    cited = around.before.endswith("(") and around.after.startswith(")") and "XXXX" not in mention.value
    return bool(
        cited
        or condition
        or (RECURS.search(around.before + mention.quote + around.after) and "XXXX" in mention.value)
        or ELIGIBLE.search(around.before[-90:])
        or ended(mention)
    )


def _tense(around: _Around) -> Tense:
    """The tense of the verb nearest before the date in its sentence; else of the first after it."""
    clause = re.split(r"[;:]|\b(?:but|and then|which|who)\b", around.before)[-1]
    for text in (clause, around.before):
        future, past = _last(FUTURE, text), _last(PAST, text)
        if future or past:
            return "future" if future > past or _governed(text, future, past) else "past"
    rest = around.after.split(";")[0]
    coming, gone = FUTURE.search(rest), PAST.search(re.split(r",\s|\b(?:and|but)\b", rest)[0])
    if coming and not (gone and gone.start() < coming.start()):
        return "future"
    return "past" if gone else "present"


def _governed(text: str, future: int, past: int) -> bool:
    """Whether a participle belongs to a "will be" just before it: "will be shared and discussed on"."""
    return bool(future) and past - future < 40 and " be " in text[future - 3 : past]


def _last(cue: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in cue.finditer(text)), default=0)


def _role(page: Page, mention: Mention, around: _Around, tense: Tense) -> tuple[Role | None, bool]:
    named = STANDING_HOLIDAYS.sub("", f"{around.block} {around.label} {page.title}")
    if tense != "past" and OPENING.search(named) and _seasonal(page, mention, named):
        return "notice", True
    if _of_term(page, mention, around):
        return "term", True
    if tense == "past":
        return ("deadline" if DEADLINE_WAS.search(around.before) else None), False
    if mention.kind == "date" and DISRUPTION.search(f"{around.sentence} {around.label}"):
        return "promise", True
    if tense == "future":
        return _promised(mention, around), True
    if KEPT.search(around.before[-60:]):
        return None, False
    return _present(mention, around)


def _of_term(page: Page, mention: Mention, around: _Around) -> bool:
    """Whether a date belongs to a list of term dates, and invites to nothing in the holidays."""
    if mention.kind not in ("date", "week") and days(mention.value) is None:
        return False
    named = f"{around.sentence} {around.label} {page.title}"
    return bool(TERM.search(named)) and not INVITES.search(around.sentence)


def _seasonal(page: Page, mention: Mention, named: str) -> bool:
    """Whether a day or a holiday of a known year stands in a notice of a holiday's opening hours."""
    if mention.kind == "holiday":
        return days(mention.value) is not None
    return mention.kind in ("date", "week") and bool(HOLIDAY.search(f"{named} {re.sub('[-_/]', ' ', page.url)}"))


def _promised(mention: Mention, around: _Around) -> Role:
    if mention.kind not in ("date", "week"):
        return "promise"
    if DEADLINE.search(around.before) and not EVENT.search(around.before):
        return "deadline"
    return "event" if EVENT.search(around.sentence) else "promise"


def _present(mention: Mention, around: _Around) -> tuple[Role | None, bool]:
    """What a date without a tense is for, by the words it stands with."""
    seasonal = mention.kind in ("season", "holiday", "term") and days(mention.value) is not None
    if not (seasonal or mention.kind in ("date", "week", "month")) or (
        FROM.search(around.before) and "/" not in mention.value
    ):
        return None, False
    if DEADLINE.search(around.before) or (BY.search(around.before) and DEADLINE.search(around.sentence)):
        return "deadline", mention.kind != "month"
    if BY_THEN.search(around.before) and days(mention.value):
        return "promise", False
    if EVENT.search(around.sentence):
        return "event", mention.kind in ("date", "week")
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

"""Tells what a date is for by its words: an event or a deadline that invites, a promise, a notice, a term date."""

from __future__ import annotations

import re
from typing import Literal

from rules.core.around import Around
from rules.core.calendar import days
from rules.core.cues import (
    AWAITED,
    BEFORE,
    BY,
    BY_THEN,
    CITED,
    CLOCK,
    COUNTED,
    DEADLINE,
    DEADLINE_WAS,
    DISRUPTION,
    EVENT,
    EXTENDED,
    FOR_THIS,
    FROM,
    HAPPENS,
    HOLIDAY,
    INTAKE,
    INVITES,
    KEPT,
    NOT_YET,
    OPENING,
    PAST,
    STANDING_HOLIDAYS,
    STRONG_LABEL,
    TERM,
    THIS,
    THROUGH,
    TOLD_AS_NEWS,
    UNTIL,
)
from rules.core.page import Mention, Page
from rules.core.placing import weekdays_of
from rules.core.standing import is_news
from rules.core.tense import Tense

Role = Literal["event", "deadline", "promise", "notice", "term"]

_BETWEEN_FOLDERS = re.compile("[-_/]")
_POINTED = re.compile(r"(?:the )?(?:this|next|coming|later|end of|tomorrow|tonight)\b")
_YEAR = re.compile(r"\b20\d\d\b")
_COMING = re.compile(r"(?:the )?(?:next|coming)\b")
_OPENING_WORDS = 60
_TITLE_WORDS = 8
_LIST_WORDS = 12
_FEW = 3


def purpose(page: Page, mention: Mention, near: Around, told: Tense) -> tuple[Role | None, bool]:
    """What a date is for, if for anything still to come, and whether its words leave no doubt."""
    named = STANDING_HOLIDAYS.sub("", f"{near.block} {near.label} {page.title.lower()}")
    over = told == "past" and PAST.search(near.sentence)
    if not over and OPENING.search(named) and _seasonal(page, mention, named):
        return "notice", True
    if _of_term(page, mention, near, told):
        return "term", True
    if told == "past":
        return _still_open(mention, near), False
    if mention.kind == "date" and DISRUPTION.search(near.named):
        return "promise", True
    if told == "future":
        return _promised(mention, near), True
    if KEPT.search(near.before[-60:]) and not BY.search(near.before):
        return None, False
    return _present(page, mention, near)


def _still_open(mention: Mention, near: Around) -> Role | None:
    """What a date in the past tense still is for: "the deadline was", "has been extended to"."""
    if DEADLINE_WAS.search(near.before) or NOT_YET.search(near.before) or EXTENDED.search(near.before):
        return "deadline"
    coming = mention.value.startswith("+") and _COMING.match(mention.quote.lower())
    return "promise" if coming or (mention.kind == "season" and FOR_THIS.search(near.before)) else None


def _of_term(page: Page, mention: Mention, near: Around, told: Tense) -> bool:
    """Whether a date belongs to a list of term dates, and invites to nothing in the holidays."""
    if mention.kind not in ("date", "week") and days(mention.value) is None:
        return False
    named = f"{near.label} {page.title.lower()}"
    if told != "past":
        named += f" {near.block[:_OPENING_WORDS]} {near.sentence}"
    return bool(TERM.search(named)) and not INVITES.search(near.sentence)


def _seasonal(page: Page, mention: Mention, named: str) -> bool:
    """Whether a day or a holiday of a known year stands in a notice of a holiday's opening hours."""
    if mention.kind == "holiday":
        return days(mention.value) is not None
    address = _BETWEEN_FOLDERS.sub(" ", page.url.lower())
    return mention.kind in ("date", "week") and bool(HOLIDAY.search(named) or HOLIDAY.search(address))


def _promised(mention: Mention, near: Around) -> Role:
    if mention.kind not in ("date", "week"):
        return "promise"
    if DEADLINE.search(near.before) and not EVENT.search(near.before):
        return "deadline"
    return "event" if EVENT.search(near.sentence) or HAPPENS.search(near.sentence) else "promise"


def _present(page: Page, mention: Mention, near: Around) -> tuple[Role | None, bool]:
    """What a date without a tense is for, by the words it stands with."""
    known = days(mention.value) is not None
    day = mention.kind in ("date", "week")
    named = mention.kind in ("season", "holiday", "term") and (known or _of_a_year(near))
    if not (day or named or mention.kind == "month"):
        return ("promise" if _points_ahead(mention, near) else None), False
    following = near.after.lstrip(" ,:;–-(")
    if CITED.match(following) or KEPT.match(following) or COUNTED.match(near.after):
        return None, False
    if UNTIL.search(near.before) and not CITED.search(near.before):
        return ("deadline" if DEADLINE.search(near.sentence) else "promise"), day
    awaited = AWAITED.search(near.before)
    if FROM.search(near.before) and "/" not in mention.value and not (awaited or BY.search(near.before)):
        return None, False
    if DEADLINE.search(near.before) or (BY.search(near.before) and DEADLINE.search(near.sentence)):
        return "deadline", mention.kind != "month"
    if awaited or (BY_THEN.search(near.before) and known):
        return "promise", False
    if EVENT.search(near.sentence):
        return "event", day
    if HAPPENS.search(near.sentence) and (known or any(weekdays_of(mention))):
        return "event", day
    if mention.kind == "month" and INTAKE.search(near.before):
        return "event", False
    return _labelled(near) or ((None, False) if is_news(page) else _announced(mention, near))


def _of_a_year(near: Around) -> bool:
    """Whether the sentence gives a year for its season or holiday, and is no notice of opening hours."""
    return _YEAR.search(near.sentence) is not None and not OPENING.search(near.sentence)


def _points_ahead(mention: Mention, near: Around) -> bool:
    """Whether a date is told from the day of writing: "next month", "this summer"."""
    if mention.kind == "relative":
        return _POINTED.match(mention.quote.lower()) is not None
    return mention.kind in ("season", "term") and THIS.search(near.before) is not None


def _labelled(near: Around) -> tuple[Role | None, bool] | None:
    """What a date in a list or table is for, by the heading, lead-in or header it stands under."""
    if KEPT.search(near.label) or CITED.search(near.sentence):
        return None, False
    short = len(near.sentence.split()) <= _LIST_WORDS
    for label in (near.label, near.topic) if short else (near.label,):
        strong = bool(STRONG_LABEL.search(label))
        if DEADLINE.search(label):
            return "deadline", strong
        if strong or EVENT.search(label):
            return "event", strong
    return None


def _announced(mention: Mention, near: Around) -> tuple[Role | None, bool]:
    """Whether a day with its weekday or the time of day beside it, or told in the present tense, is an event."""
    if CITED.search(near.sentence) or BEFORE.search(near.before) or TOLD_AS_NEWS.search(near.named):
        return None, False
    known, words = days(mention.value) is not None, len(near.sentence.split()) - 1
    if mention.kind in ("date", "week"):
        told = any(weekdays_of(mention)) or CLOCK.match(near.after) or (known and words >= _FEW)
        return ("event" if told else None), bool(CLOCK.match(near.after))
    if mention.kind == "month":
        return ("promise" if known and THROUGH.search(near.before) else None), False
    return ("event" if words <= _TITLE_WORDS else None), False

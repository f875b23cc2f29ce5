"""Finds the dates of a page that tell what is still to come, and the days they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from rules.core.anchor import resolve
from rules.core.around import Around, around
from rules.core.calendar import days
from rules.core.cues import BY_THEN, DEADLINE, DOCUMENT, ELIGIBLE, ENDED, EVENT, INTAKE, RECURS, REFERENCE
from rules.core.datelines import datelines, is_dateline
from rules.core.dates import dates, prose_dates
from rules.core.page import Mention, Page
from rules.core.purpose import Role, purpose
from rules.core.standing import records
from rules.core.stretch import Stretch
from rules.core.tense import Tense, tense

_CONDITION = re.compile(r"^\W*(?:before|after|between|on or [a-z]+)\s+$")
_LONG = timedelta(days=180)
_UNPLACED = ("law", "weekday", "day", "nth-weekday", "years", "school-year", "financial-year")


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


def cued(page: Page) -> tuple[Cued, ...]:
    """The dates of a page that tell a reader what is still to come, each with the days it means.

    Left out: names of law, minutes and archives, datelines, what is told in the past tense, dates of every
    year, dates of birth and eligibility, and a start that has no end ("from 1 April the fee is …").
    """
    if records(page):
        return ()
    return tuple(_cued(page))


def ended(page: Page, mention: Mention) -> bool:
    """Whether the words about a date say themselves that it belongs to something closed, previous or replaced."""
    return _ended(around(page, mention))


def tense_of(page: Page, mention: Mention) -> Tense:
    """The tense of the clause that a date stands in."""
    return tense(around(page, mention))


def cites(mention: Mention) -> bool:
    """Whether a date stands alone in brackets, as that of a document does."""
    text = mention.block.text
    alone = text[: mention.start].endswith("(") and text.startswith(")", mention.end)
    return alone and not ("XXXX" in mention.value or "/" in mention.value)


def _cued(page: Page) -> Iterator[Cued]:
    for mention in page.of(prose_dates):
        near = around(page, mention)
        if mention.kind in _UNPLACED and not _by_the_end_of(mention, near):
            continue
        if _told_when_written(mention, near) or _left_alone(mention, near):
            continue
        told = tense(near)
        role, strong = purpose(page, mention, near, told)
        if role is None:
            continue
        stretch = resolve(page, mention, told)
        if stretch and not _yearly(page, mention, stretch, role, told):
            yield Cued(mention, role, stretch, strong and stretch.sure and mention.value != "SOON")


def _by_the_end_of(mention: Mention, near: Around) -> bool:
    """Whether something is to be done by the end of a school year or a financial year."""
    return mention.kind in ("school-year", "financial-year") and BY_THEN.search(near.before) is not None


def _told_when_written(mention: Mention, near: Around) -> bool:
    """Whether a date is a dateline; one that stands alone under a heading of events is not."""
    alone = mention.quote == mention.block.text
    return is_dateline(mention) and not (alone and (EVENT.search(near.label) or DEADLINE.search(near.label)))


def _ended(near: Around) -> bool:
    return any(map(ENDED.search, (near.sentence, near.block[:40], near.label)))


def _left_alone(mention: Mention, near: Around) -> bool:
    condition = _CONDITION.search(near.before) and near.after.startswith(",")
    return bool(
        cites(mention)
        or REFERENCE.search(near.before)
        or DOCUMENT.match(near.after)
        or condition
        or ("XXXX" in mention.value and RECURS.search(near.before + mention.quote.lower() + near.after))
        or (ELIGIBLE.search(near.before[-90:]) and not INTAKE.search(near.before))
        or _ended(near)
    )


def _dated(page: Page, mention: Mention) -> bool:
    """Whether the page says when it was written, or the same block gives a date to count from."""
    return bool(page.of(datelines)) or mention.block.index in page.of(_with_full_dates)


def _with_full_dates(page: Page) -> frozenset[int]:
    """The indexes of the blocks that give a date in full."""
    return frozenset(m.block.index for m in page.of(dates) if m.kind != "law" and days(m.value))


def _yearly(page: Page, mention: Mention, stretch: Stretch, role: Role, told: Tense) -> bool:
    """Whether a date with no year, weekday or witness is most likely one of every year, as "by 31 May" is."""
    if mention.kind == "relative":
        general = told == "present" or "end of" in mention.quote.lower()
        return general and not (stretch.sure and _dated(page, mention))
    if days(mention.value) is None and stretch.last - stretch.first > _LONG:
        return True
    unplaced = (
        days(mention.value) is None and not stretch.sure and mention.kind in ("date", "month", "holiday", "term")
    )
    return unplaced and (role == "deadline" or mention.kind != "date" or (told == "present" and role != "event"))

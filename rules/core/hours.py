"""Recognises opening hours in prose, lists and tables: weekly ones slot by slot, and those of a date apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from rules.core.calendar import holiday
from rules.core.clock_times import ONE_TIME, clock, one_time
from rules.core.dates import dates
from rules.core.hours_pairing import Slot, slots
from rules.core.hours_tokens import Token, tokens
from rules.core.page import Block, Mention, Page

_DIGIT = re.compile(r"[0-9]")
_TIMED = re.compile(
    r"[0-9](?:\s?[ap]\.?\s?m\b|[.:][0-5][0-9]|\s?[-‐-―−]\s?[0-9]|\sto\s[0-9]|\s?(?:hours|hrs|o'clock)|/7)|noon|midday"
)
_DAY_NAME = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun|weekday|weekend|daily|every ?day)", re.IGNORECASE)
_ONE_TIME = re.compile(ONE_TIME)
_OPENS = re.compile(r"\b(?:open(?:s|ing)?|starts?|from)\b", re.IGNORECASE)
_CLOSES = re.compile(r"\b(?:clos(?:e|es|ing)|ends?|finish(?:es)?|until|to)\b", re.IGNORECASE)
_SEASON = r"(?:christmas|xmas|festive|new year|easter|bank holidays?|half[- ]term)"
_HOURS = r"(?:hours|times|opening|closures?|closing|arrangements)"
_OF_A_SEASON = re.compile(rf"\b{_SEASON}\b.{{0,40}}\b{_HOURS}\b|\b{_HOURS}\b.{{0,30}}\b{_SEASON}\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\b(?:open(?:s|ing)?|clos(?:e|es|ed|ing|ure)|hours|reception|lines?|available|office)\b", re.IGNORECASE
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
_DAYS = ("days", "dated", "but", "early")
_ROW = attrgetter("row")
_IS = re.compile(r"(?:^|\(|\b(?:is|are|be|remains?|stays?)\s(?:\w+ly\s)?)$", re.IGNORECASE)
_THEN = re.compile(
    r"\W*(?:(?:we|it|is|are|be|will|the|hub|office|centre|library|reception|and|to|\d+(?:st|nd|rd|th)?|[a-z]*day"
    r"|january|february|march|april|june|july|august|[a-z]+ber|christmas|boxing|eve|new|years?)\b\W*)*",
    re.IGNORECASE,
)
_ANY_YEAR = 2026
_LABEL = 60


class DatedHours(Mention, frozen=True):
    """The hours of one date: `value` is that of the date, with `09:00-12:00` or `closed` after it."""

    date: Mention | None = None


def hours(page: Page) -> tuple[Mention, ...]:
    """The weekly hours of a page: `value` is `mon 08:30-17:00`, one mention a slot, and `kind` is `weekly`.

    A slot past midnight keeps its clock times (`thu 18:00-02:00`); a whole day is `00:00-24:00`. A day that is
    closed has none, and a lunch break parts its day in two. Left alone: hours of a date or a season, what is on
    once a month ("the first Tuesday"), "within 24 hours", and times without a day or without an end.
    """
    return tuple(m for m in page.of(_all) if not isinstance(m, DatedHours))


def dated_hours(page: Page) -> tuple[DatedHours, ...]:
    """The opening hours and closures of single dates, as at Christmas: `XXXX-12-24 09:00-12:00`, in page order.

    `key` is the weekday or holiday that the date is named by; `rules.core.anchor` tells its year.
    """
    return tuple(m for m in page.of(_all) if isinstance(m, DatedHours))


def _all(page: Page) -> tuple[Mention, ...]:
    by_block: dict[int, list[Mention]] = {}
    for date in page.of(dates):
        if _is_of_days(date):
            by_block.setdefault(date.block.index, []).append(date)
    found: dict[tuple[int, str], Mention] = {}
    for reading in _readings(page, by_block):
        seasonal = _of_a_season(reading[0].block)
        for slot in slots(reading):
            if not (slot.day and seasonal) and (mention := _mention(slot)):
                found.setdefault((mention.block.index, mention.value), mention)
    return tuple(found.values())


def _is_of_days(date: Mention) -> bool:
    """Whether a date is of some days that can have hours of their own: "Good Friday", not "Christmas"."""
    if date.kind == "holiday":
        known = holiday(date.key, _ANY_YEAR)
        return known is not None and known[0] == known[1]
    return date.kind in ("date", "week") or (date.kind == "day" and _ORDINAL.search(date.quote) is not None)


def _of_a_season(block: Block) -> bool:
    """Whether a heading or lead-in says that these hours are those of Christmas or the like."""
    labels = (label.text for label in (block.lead_in, block.heading) if label and len(label.text) < 2 * _LABEL)
    return any(map(_OF_A_SEASON.search, labels))


def _mention(slot: Slot) -> Mention | None:
    block, start, end = slot.time.block, slot.time.start, slot.time.end
    if slot.of.block is block:
        start, end = min(start, slot.of.start), max(end, slot.of.end)
    if slot.day:
        return Mention(block, start, end, f"{slot.day} {slot.slot}", "weekly")
    date = slot.of.date
    labels = [b.text for b in (block.lead_in, block.heading) if b]
    if date is None or not any(map(_OPENING.search, (block.text, *labels))):
        return None
    if slot.slot == "closed" and not _of_a_place(slot, date):
        return None
    return DatedHours(block, start, end, f"{date.value} {slot.slot}", "dated", date.key, date)


def _of_a_place(slot: Slot, date: Mention) -> bool:
    """Whether "closed" says that nobody is in: "25 December: closed", not "the survey closed on 3 May"."""
    block = slot.time.block
    if block is not date.block:
        return True
    if slot.time.start < date.start:
        return _IS.search(block.text, max(0, slot.time.start - 30), slot.time.start) is not None
    return _THEN.fullmatch(block.text, date.end, slot.time.start) is not None


def _readings(page: Page, dated: Mapping[int, list[Mention]]) -> Iterator[list[Token]]:
    """Tokens in the order they are read: of one block, or of all the cells of one row of a table."""
    table = _Table()
    for row, blocks in groupby(page.prose, key=_ROW):
        if row >= 0:
            cells = list(blocks)
            yield from table.read(cells, [t for b in cells if _worth_reading(b) for t in _tokens(b, dated)])
            continue
        table = _Table()
        for block in blocks:
            shut = "losed" in block.text and block.index in dated
            if (shut or _worth_reading(block)) and (told := _tokens(block, dated)):
                timed = any(t.kind == "times" for t in told)
                on_no_day = timed and not any(t.kind in _DAYS for t in told)
                yield [*(_days_above(page, block, dated) if on_no_day else ()), *told]


def _tokens(block: Block, dated: Mapping[int, list[Mention]]) -> list[Token]:
    return tokens(block, _lowered(block), dated.get(block.index, ()))


def _days_above(page: Page, block: Block, dated: Mapping[int, list[Mention]]) -> list[Token]:
    """The days of the lead-in, the heading or the line before, for times that stand without any."""
    before = page.blocks[block.index - 1] if block.index else None
    for label in (block.lead_in, before, block.heading):
        if label is not None and len(label.text) <= _LABEL and _DAY_NAME.search(label.text):
            told = _tokens(label, dated)
            if {t.kind for t in told} == {"days"}:
                return told
    return []


class _Table:
    """What the rows so far say of the columns: the days they are of, or that they say when it opens and closes."""

    def __init__(self) -> None:
        self._columns: list[Token] = []
        self._heads: dict[int, str] = {}

    def read(self, cells: Sequence[Block], told: list[Token]) -> Iterator[list[Token]]:
        """The readings of one row."""
        kinds = {t.kind for t in told}
        if kinds == {"days"} and len(told) > 1:
            self._columns = told
        elif not told:
            self._heads = {b.column: b.text for b in cells}
        elif kinds == {"days"} and (time := self._opens_and_closes(cells)):
            yield [*told, time]
        elif "times" in kinds and not kinds & {"days", "dated"} and self._columns:
            for token in told:
                yield [*(t for t in self._columns if t.block.column == token.block.column), token]
        elif kinds & {"times", "always", "shut"}:
            yield told

    def _opens_and_closes(self, cells: Sequence[Block]) -> Token | None:
        """The slot that two cells make under "Opens" and "Closes"."""
        ends = []
        for cell, means in zip(cells[1:3], (_OPENS, _CLOSES), strict=False):
            match = _ONE_TIME.fullmatch(_lowered(cell).strip())
            if match and means.search(self._heads.get(cell.column, "")):
                ends.append(one_time(match[0]))
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            return None
        return Token("times", cells[2], 0, len(cells[2].text), slot=f"{clock(ends[0])}-{clock(ends[1])}")


def _worth_reading(block: Block) -> bool:
    """A cheap look for a time of day; in a table, for a day too, since its time may stand in another cell."""
    text = block.text
    if _DIGIT.search(text):
        return block.row >= 0 or _TIMED.search(text.lower()) is not None
    if "oon" in text or "idday" in text or "id-day" in text or "the clock" in text:
        return True
    return block.row >= 0 and ("losed" in text or _DAY_NAME.search(text) is not None)


def _lowered(block: Block) -> str:
    """The text in small letters, each in its own place."""
    text = block.text.replace("’", "'")
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)

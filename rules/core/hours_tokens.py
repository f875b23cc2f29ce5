"""Cuts a text that may give opening hours into what they are made of: days, times, closures and dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rules.core.clock_times import DASH, ONE_TIME, TIMES, one_time, slot
from rules.core.page import Block, Mention
from rules.core.weekdays import DAY, DAYS, SOME_DAY, week

Kind = Literal["days", "times", "always", "shut", "gap", "until", "early", "but", "dated", "stop"]

# With what any token begins, which tells at once that most words are none.
_FIRST = (
    r"(?=\d|mon|t(?:ue|hu|hi|il|o\s|wenty)|wed|fri|s(?:at|un|ev|ec|hut)|week|e(?:very|ach|arly)|daily|next|last|f(?:ir|ou|if)"
    r"|a(?:ll|round)|round|until|'til|clos|finish|noon|mid)"
)
_TOKEN = re.compile(
    r"(?P<stop>[.!?](?<!\b[ap]\.m[.!?])\s|[;•|])"
    rf"|(?<![\w£.:/]){_FIRST}(?:(?P<one>{SOME_DAY})|(?P<days>{DAYS})"
    r"|(?P<all>24/7|(?:24|twenty-?\s?four)\s?(?:hours|hrs)(?:\s(?:a|per)\sday)?|all\sday|(?:a)?round\sthe\sclock)"
    rf"|(?P<until>(?:until|till?|'til|(?:clos|finish)(?:ing|es?)\s(?:early\s)?at|early\sat|to)\s{ONE_TIME}(?!\s?{DASH})"
    rf"|{ONE_TIME}(?=\s(?:on\s)?(?:a\s)?{DAY}\s?\))|{ONE_TIME}(?=\s?\)))"
    rf"|(?P<times>{TIMES}(?!:\d))|(?P<shut>closed|closes?\sfor\s(?:lunch|dinner)|shut))(?![\w%£]|[.:]\d)"
)
_LIMIT = re.compile(
    r"\b(?:within|take|takes|up to|least|in|next|last|past|every|for|after|than|about|around|over|first)"
    r"\s(?:the\s)?(?:next\s|first\s)?$"
)
_NOTICE = re.compile(
    r"\W?\s?(?:notice|before|in advance|beforehand|prior|later|of\b|after|ago|old|response|to (?!7))"
)
_ALL_WEEK = re.compile(r"24/7|day|clock")
_BESIDE_DAYS = re.compile(r"[\s:,(‐-―-]*(?:from|between|open)?\s*$")
_DAYS_AFTER = re.compile(rf"\s?[,(]?\s?(?:on\s|every\s)?(?:{DAY}|weekdays|daily)")
_NO_TIME = re.compile(
    r"-?\s?(?:s\b|years?|yrs?|y/o|months?|mths?|weeks?|days?|places?|child|people|pupils?|adults?|miles?|pages?|mins?|minutes"
    r"|hours?|hrs?|%|times|sessions?|per|of)"
)
_AN_AGE = re.compile(
    r"\b(?:aged?|ages|years?|yrs?|stage|w[io]n|lost|lose|beat|scored?|drew|ks|groups?|rooms?|no|number|bus|route|level)\W?\s?$"
)
_NUMBERS = re.compile(rf"(\d\d?)\s?(?:{DASH}|to)\s?(\d\d?)$")
_AS_FROM = re.compile(
    r"\b(?:from|since|as of|as from|starting|effective|updated|reviewed|until|by|before)\s(?:on\s)?$"
)
_EXCEPT = re.compile(
    r"\b(?:except|excluding|excl\.?|exc\.?|apart from|other than|but not|not|never|including)\W+"
    r"(?:open\W+)?(?:on\W+|for\W+)?(?:the\W+)?$"
)
_GAP = re.compile(r"\W+(?:for\s(?:lunch|dinner|a break)\W+)?(?:each day\W+|daily\W+)?(?:from\W+|between\W+)?")
_OTHER_LINE = re.compile(r"\b(?:lines?|phones?|calls?|last|latest|admission|entry|orders?|office)\b[\w\s]{0,20}$")
_ON = re.compile(r"\s(?:(?:on|each|every|a)\s)*")
_WE_CLOSE = re.compile(
    r"\W*(?:(?:when|the|we|it|they|which|only|open|are|is|service|centre|library|hub|office)\s)*"
)
_ALL_DAY = re.compile(r"\s(?:(?:on|at|all|day|every|each)\s)*")
_SET_APART = re.compile(r"\(|\bbut\b")
_THE_SAME = re.compile(r".{0,20}\bthe same\b.{0,60}")
_BACK = 32


class Token(Struct, frozen=True):
    """A piece of what hours are made of.

    `gap` is a slot in which a place is closed, `early` another end on some days, `but` days that are left out,
    `dated` a single date, `always` every hour of the week. `ends` is in minutes from midnight; an `aside` is a
    date that is only told as an exception, or another end to what was told before ("on Fridays the same, but").
    """

    kind: Kind
    block: Block
    start: int
    end: int
    days: tuple[int, ...] = ()
    slot: str = ""
    ends: int = 0
    date: Mention | None = None
    aside: bool = False


def tokens(block: Block, text: str, dates: Sequence[Mention]) -> list[Token]:
    """The tokens of a block in reading order. `text` is its text in small letters; `dates` are its dates."""
    found = list(_plain(block, text))
    if dates:
        starts = [d.start for d in dates]
        found = [t for t in found if not _overlaps(t, dates, starts)]
        found += [
            _dated(block, d, text) for d in dates if not _AS_FROM.search(text, max(0, d.start - _BACK), d.start)
        ]
        found.sort(key=lambda t: t.start)
    return _bound(found, text)


def _overlaps(token: Token, dates: Sequence[Mention], starts: list[int]) -> bool:
    before = bisect_left(starts, token.end) - 1
    return before >= 0 and dates[before].end > token.start


def _dated(block: Block, date: Mention, text: str) -> Token:
    aside = _EXCEPT.search(text, max(0, date.start - _BACK), date.start) is not None
    return Token("dated", block, date.start, date.end, date=date, aside=aside)


def _plain(block: Block, text: str) -> Iterator[Token]:
    last_days = -_BACK
    for match in _TOKEN.finditer(text):
        start, end = match.start(), match.start() + len(match[0].rstrip("."))
        written = match[0]
        match match.lastgroup:
            case "one":
                yield Token("dated", block, start, end)
            case "days":
                last_days = end
                yield Token("days", block, start, end, days=week(written))
            case "all":
                yield from _all_day(block, text, start, end)
            case "until" if (ends := _alone(written)) and not _OTHER_LINE.search(text, max(0, start - 30), start):
                yield Token("until", block, start, end, ends=ends)
            case "times" if told := slot(written, bare=_bare(text, written, start, end, last_days)):
                yield Token("times", block, start, end, slot=told)
            case "shut":
                yield Token("shut", block, start, end)
            case "stop":
                yield Token("stop", block, start, end)


def _all_day(block: Block, text: str, start: int, end: int) -> Iterator[Token]:
    if _LIMIT.search(text, max(0, start - _BACK), start) or _NOTICE.match(text, end):
        return
    kind: Kind = "always" if _ALL_WEEK.search(text, start, end) and text[start] != "a" else "times"
    yield Token(kind, block, start, end, slot="00:00-24:00")


def _alone(written: str) -> int | None:
    found = re.search(ONE_TIME, written)
    return one_time(found[0]) if found else None


def _bare(text: str, written: str, start: int, end: int, last_days: int) -> bool:
    """Whether two bare numbers are times: "Mon-Fri 9-5" and "10 to 12 on Mondays", not "Mondays, ages 5-11"."""
    numbers = _NUMBERS.fullmatch(written)
    if not numbers or not 0 < int(numbers[1]) <= 12 or not 0 < int(numbers[2]) <= 12:
        return False
    if _NO_TIME.match(text, end) or _AN_AGE.search(text, max(0, start - _BACK), start):
        return False
    if start == 0 and end == len(text):
        return True
    beside = 0 <= start - last_days < _BACK and _BESIDE_DAYS.fullmatch(text, last_days, start)
    return bool(beside or _DAYS_AFTER.match(text, end))


def _bound(found: list[Token], text: str) -> list[Token]:
    """The tokens with closures joined to the times or days they are of, and other ends to their days."""
    bound: list[Token] = []
    rest = found[::-1]
    while rest:
        token = rest.pop()
        before, after = bound[-1] if bound else None, rest[-1] if rest else None
        if token.kind == "shut" and after and (kind := _closes(token, before, after, text)):
            bound.append(replace(rest.pop(), kind=kind, start=token.start))
        elif token.kind == "until":
            if after and after.kind == "days" and _ON.fullmatch(text, token.end, after.start):
                bound.append(replace(rest.pop(), kind="early", start=token.start, ends=token.ends))
            elif before and before.kind in ("days", "but") and _WE_CLOSE.fullmatch(text, before.end, token.start):
                bound[-1] = replace(before, kind="early", end=token.end, ends=token.ends)
            elif before and before.kind == "days" and _THE_SAME.fullmatch(text, before.end, token.start):
                bound[-1] = replace(before, kind="early", end=token.end, ends=token.ends, aside=True)
        elif token.kind == "days" and _EXCEPT.search(text, max(0, token.start - _BACK), token.start):
            bound.append(replace(token, kind="but"))
        else:
            bound.append(token)
    return bound


def _closes(shut: Token, before: Token | None, after: Token, text: str) -> Kind | None:
    """What a word such as "closed" makes of what follows: "closed 12pm to 1pm", "closed Wednesdays"."""
    if after.kind == "times" and _GAP.fullmatch(text, shut.end, after.start):
        return "gap"
    of_days_before = before and before.kind == "days" and not _SET_APART.search(text, before.end, shut.start)
    if after.kind == "days" and not of_days_before and _ALL_DAY.fullmatch(text, shut.end, after.start):
        return "but"
    if after.kind == "dated" and not of_days_before and _ALL_DAY.fullmatch(text, shut.end, after.start):
        return "shut"
    return None

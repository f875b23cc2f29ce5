"""Recognises weekly opening hours in prose, lists and tables, one slot of one weekday each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rules.core.calendar import WEEKDAYS
from rules.core.dates import dates
from rules.core.page import Block, Mention, Page

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b"
_DAYS = (
    rf"{_DAY}(?:(?:\s?(?:-|–|—|/|,|&|to|and|until|through|or)\s?)+(?:on\s)?{_DAY})*|weekdays|weekends?|daily|every\sday"
    r"|(?:7|seven)\sdays(?:\s(?:a|per)\sweek)?"
)
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?(?:\s?[ap]\.?m\b\.?|\s?noon)?(?:\sish)?|(?:12\s)?noon|midday|midnight)"
)
_BETWEEN = r"(?:\sin\sthe\s(?:morning|afternoon|evening))?\s?(?:-|–|—|to|until|till?|and)\s?"
_TIMES = rf"{_CLOCK}(?:{_BETWEEN}|\s(?=\d)){_CLOCK}"
_TOKEN = re.compile(
    r"(?P<stop>(?<!\b[ap]\.m)\.\s|[;•|])"
    rf"|(?<![\w£.:/])(?:(?P<days>{_DAYS})|(?P<all>24\s?(?:hours|hrs)(?:\sa\sday)?|24/7|all\sday)"
    rf"|(?P<times>{_TIMES}(?!:))|(?P<shut>closed))(?![\w%£]|[.:]\d)"
)
_HINT = re.compile(
    r"\b(?:\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\d{1,2}[.:]\d\d\b|noon|midday|24\s?hours?|24/7|all day)"
)
_DIGIT = re.compile(r"[0-9]")
_NAMED = re.compile(rf"\b(?:{_DAY}|weekday|weekend|daily|every day)")
_ONE = re.compile(rf"({_DAY})|(-|–|—|to|until|through)")
_END = re.compile(r"(\d\d?)(?:[.:](\d\d))?\s?(?:([ap])\.?m)?")
_EXCEPT = re.compile(r"\b(?:except|excluding|apart from|other than|but not)\W+(?:on\W+)?$", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:within|take|takes|up to|least|in|next|every|for|after|than)\s(?:the\s)?(?:next\s)?$")


@dataclass(frozen=True)
class _Token:
    kind: str
    start: int
    end: int
    days: tuple[int, ...] = ()
    slot: str = ""


def hours(page: Page) -> tuple[Mention, ...]:
    """The weekly hours of a page: `value` is `mon 08:30-17:00`, one mention a slot, and `kind` is `weekly`.

    A slot past midnight keeps its clock times (`thu 18:00-02:00`); a whole day is `00:00-24:00`. A day that is
    closed has none. Hours of one date ("Wednesday 24 December, 9am to 1pm") are no weekly hours, and "within 24
    hours" is no time of day.
    """
    dated: dict[int, list[Mention]] = {}
    for date in page.of(dates):
        if date.kind in ("date", "week", "holiday"):
            dated.setdefault(date.block.index, []).append(date)
    found: dict[tuple[int, str], Mention] = {}
    for tokens in _readings(page, dated):
        for mention in _slots(tokens):
            found.setdefault((mention.block.index, mention.value), mention)
    return tuple(found.values())


_Tokens = list[tuple[Block, _Token]]


def _readings(page: Page, dated: dict[int, list[Mention]]) -> Iterator[_Tokens]:
    """Tokens in the order they are read: of one block, or of all the cells of one row of a table."""
    columns: _Tokens = []
    for row, blocks in groupby(page.prose, key=lambda b: b.row if b.row >= 0 else -2 - b.index):
        cells = list(blocks)
        tokens = [
            (b, t) for b in cells if _worth_reading(b) for t in _tokens(b.text.lower(), dated.get(b.index, ()))
        ]
        kinds = {token.kind for _, token in tokens}
        if row >= 0 and kinds == {"days"} and len(tokens) > 1:
            columns = tokens
        elif "times" in kinds and "days" not in kinds and columns and row >= 0:
            for block, token in tokens:
                yield [*((b, t) for b, t in columns if b.column == block.column), (block, token)]
        elif "times" in kinds:
            yield tokens
        columns = columns if row >= 0 else []


def _worth_reading(block: Block) -> bool:
    lowered = block.text.lower()
    if len(lowered) != len(block.text):
        return False
    if block.row >= 0 and _NAMED.search(lowered):
        return True
    timed = _DIGIT.search(lowered) or "noon" in lowered or "all day" in lowered
    return bool(timed and _HINT.search(lowered))


def _tokens(text: str, dated: Iterable[Mention]) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.start(), match.start() + len(match[0].rstrip("."))
        if any(m.start < end and start < m.end for m in dated):
            yield _Token("dated", start, end)
        elif kind == "days":
            yield _Token(kind, start, end, days=_week(match[0]))
        elif kind == "all" and not _LIMIT.search(text, max(0, start - 20), start):
            yield _Token("times", start, end, slot="00:00-24:00")
        elif kind == "times" and (slot := _slot(match[0])):
            yield _Token(kind, start, end, slot=slot)
        elif kind in ("shut", "stop"):
            yield _Token(kind, start, end)


def _week(written: str) -> tuple[int, ...]:
    """The weekdays that words name, Monday being 0."""
    if written.startswith("weekday"):
        return (0, 1, 2, 3, 4)
    if written.startswith("weekend"):
        return (5, 6)
    if not re.match(_DAY, written):
        return tuple(range(7))
    days: list[int] = []
    through = False
    for name, joined in _ONE.findall(written):
        if joined:
            through = True
            continue
        day = WEEKDAYS.index(name[:3])
        days += [(days[-1] + n) % 7 for n in range(1, (day - days[-1]) % 7 + 1)] if through else [day]
        through = False
    return tuple(dict.fromkeys(days))


def _slot(written: str) -> str:
    """ "8.30 to 5pm" as `08:30-17:00`; empty for what is no pair of clock times."""
    text = re.sub(r"\bmidday|(?:12\s)?noon", "12pm", written).replace("midnight", "12am")
    ends = list(_END.finditer(text))
    if len(ends) != 2 or not any(e[3] or e[2] for e in ends):
        return ""
    first, last = (_minutes(e) for e in ends)
    if first is None or last is None:
        return ""
    if not ends[0][3] and ends[1][3] == "p" and first + 720 < last:
        first += 720 if first < 7 * 60 and first + 720 < last else 0
    if not ends[1][3] and last <= first and last < 720:
        last += 720
    return f"{_clock(first)}-{_clock(last) if last else '24:00'}"


def _minutes(match: re.Match[str]) -> int | None:
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 24 or minute > 59:
        return None
    if match[3] == "p" and hour < 12:
        hour += 12
    if match[3] == "a" and hour == 12:
        hour = 0
    return hour * 60 + minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _slots(tokens: _Tokens) -> list[Mention]:
    """Days beside times make slots. Days open a group ("Monday: 9 to 5") or close one ("9 to 5, Monday")."""
    found: list[Mention] = []
    for days, times in _paired(tokens):
        but = [pair for pair in days if _excepted(pair)]
        named = [pair for pair in days if pair not in but] or but
        without = {WEEKDAYS[day] for _, token in but for day in token.days}
        found = [m for m in found if m.value[:3] not in without]
        found += [m for m in _crossed(named, times) if named == but or m.value[:3] not in without]
    return found


def _crossed(days: _Tokens, times: _Tokens) -> Iterator[Mention]:
    for block, time in times:
        for day_block, named in days:
            start, end = _stretch(day_block, named, block, time)
            for day in named.days:
                yield Mention(block, start, end, f"{WEEKDAYS[day]} {time.slot}", "weekly")


def _stretch(day_block: Block, day: _Token, block: Block, time: _Token) -> tuple[int, int]:
    if day_block is not block:
        return time.start, time.end
    return min(day.start, time.start), max(day.end, time.end)


def _paired(tokens: _Tokens) -> Iterator[tuple[_Tokens, _Tokens]]:
    """Days and times that belong together, sentence by sentence; what is left over joins its neighbour."""
    waiting: tuple[_Tokens, _Tokens] = ([], [])
    for sentence in _sentences(tokens):
        if any(t.kind == "dated" for _, t in sentence):
            waiting = ([], [])
            continue
        for days, times in _groups(sentence):
            if days and (times or _excepted(days[0])):
                yield days, times
                waiting = ([], [])
            elif waiting[0] and times and not days:
                yield waiting[0], times
                waiting = ([], [])
            elif waiting[1] and days and not times:
                yield days, waiting[1]
                waiting = ([], [])
            else:
                waiting = (days or [], [*waiting[1], *times] if not days else times)


def _excepted(pair: tuple[Block, _Token]) -> bool:
    block, day = pair
    return _EXCEPT.search(block.text, max(0, day.start - 20), day.start) is not None


def _sentences(tokens: _Tokens) -> Iterator[_Tokens]:
    for stopped, group in groupby(tokens, key=lambda pair: pair[1].kind == "stop"):
        if not stopped:
            yield list(group)


def _groups(sentence: _Tokens) -> Iterator[tuple[_Tokens, _Tokens]]:
    kinds = [t.kind for _, t in sentence if t.kind in ("days", "times", "shut")]
    if not kinds:
        return
    opening = "days" if kinds[0] == "days" else "times"
    days: _Tokens = []
    times: _Tokens = []
    last = ""
    for block, token in sentence:
        kind = "times" if token.kind == "shut" else token.kind
        if kind == opening and last and last != opening:
            yield days, [pair for pair in times if pair[1].kind != "shut"] if times else []
            days, times = [], []
        (days if kind == "days" else times).append((block, token))
        last = kind
    shut = any(t.kind == "shut" for _, t in times)
    times = [pair for pair in times if pair[1].kind != "shut"]
    if not (shut and not times):
        yield days, times

"""Reads the times of the day that people write, as the two ends of a stretch: "8.30 to 5pm" is `08:30-17:00`."""

from __future__ import annotations

import re
from functools import lru_cache

DASH = "[-‐-―−]"
_NOON = r"(?:12(?:[.:]00)?\s?)?(?:noon|mid-?day)"
_MIDNIGHT = r"(?:12(?:[.:]00)?\s?)?midnight"
_HALF = r"[ap](?:\s?m\b|\.\s?m\b\.?)"
_NUMBER = r"(?:2[0-3]|[01]?\d)"
_CLOCK = (
    rf"(?:{_NOON}|{_MIDNIGHT}|{_NUMBER}(?:[.:][0-5]\d)?(?:\s?(?:{_HALF}|o'clock|hrs\b|h\b))?(?:\sish)?"
    r"|(?:0\d|1\d|2[0-3])[0-5]\d\s?(?:hrs|hours)\b)"
)
_PART = r"(?:\sin\sthe\s(?:morning|afternoon|evening))?"
_BETWEEN = (
    rf"{_PART}\s?(?:{DASH}|(?:right\s)?(?:up\s)?(?:to|until|till?|'til)|through(?:\sto)?|thru|and"
    r"|(?:,\s?)?(?:and\s)?(?:we\s)?(?:closes?|closing|shuts?|finish(?:es)?|finishing|ends?|ending)(?:\sat)?)\s?(?:at\s)?"
)
_MILITARY = rf"(?:0\d|1[0-4])[0-5]\d(?:\s?{DASH}\s?|\s(?:to|until|till?)\s)(?:0\d|1\d|2[0-3])[0-5]\d"
ONE_TIME = rf"(?:{_NOON}|{_MIDNIGHT}|{_NUMBER}(?:[.:][0-5]\d)?\s?(?:{_HALF}|o'clock|hrs\b)|{_NUMBER}[.:][0-5]\d)"
TIMES = rf"(?:{_MILITARY}|{ONE_TIME}\s(?=\d){ONE_TIME}|{_CLOCK}{_BETWEEN}{_CLOCK}{_PART})"

_AS_NOON = re.compile(_NOON)
_AS_MIDNIGHT = re.compile(_MIDNIGHT)
_END = re.compile(r"(\d\d?)(?:[.:]?(\d\d))?\s?(?:([ap])\.?\s?m|(o'clock|h))?")
_EVENING = re.compile(r"\bin the (?:afternoon|evening)")
_HALF_DAY = 12 * 60
_EARLIEST = 7 * 60


@lru_cache(maxsize=4096)
def slot(written: str, *, bare: bool = False) -> str:
    """Two times as a slot: `08:30-17:00`; a slot that ends at midnight ends at `24:00`.

    Empty for what is no pair of times of day, and for numbers that say nothing of the clock ("9 to 5"), unless
    they are known to be times (`bare`). A time takes "am" or "pm" from the other one; times without either are
    as people hold opening hours: "9-5", "1.15-2.45" in the afternoon.
    """
    text = _AS_MIDNIGHT.sub("12am", _AS_NOON.sub("12pm", written))
    ends = list(_END.finditer(text))
    if len(ends) != 2 or not (bare or any(e[2] or e[3] or e[4] for e in ends)):
        return ""
    first, last = _minutes(ends[0]), _minutes(ends[1])
    if first is None or last is None:
        return ""
    halves = ends[0][3], "p" if _EVENING.search(written) and not ends[1][3] else ends[1][3]
    first, last = _in_the_day(first, last, halves, in_full=ends[0][1].startswith("0"))
    if bare and last < first:
        return ""
    return f"{clock(first)}-{clock(last) if last else '24:00'}" if first != last else ""


def one_time(written: str) -> int | None:
    """A time that stands alone, in minutes from midnight; None where it is not said which half of the day."""
    text = _AS_MIDNIGHT.sub("12am", _AS_NOON.sub("12pm", written))
    match = _END.match(text)
    if not match or (not match[3] and len(match[1]) < 2):
        return None
    return _minutes(match)


def _minutes(match: re.Match[str]) -> int | None:
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 24 or minute > 59:
        return None
    if match[3] == "p" and hour < 12:
        hour += 12
    if match[3] == "a" and hour == 12:
        hour = 0
    return hour * 60 + minute


def _in_the_day(first: int, last: int, halves: tuple[str | None, str | None], *, in_full: bool) -> tuple[int, int]:
    """Both times with the half of the day that one of them leaves open."""
    opens, closes = halves
    if not opens and closes == "p":
        return (first + _HALF_DAY if first + _HALF_DAY < last else first), last
    if not opens and not closes and not in_full and first < _EARLIEST:
        first += _HALF_DAY
    if not closes and last <= first and last < _HALF_DAY:
        last += _HALF_DAY
    return first, last


def clock(time: int) -> str:
    """Minutes from midnight as `08:30`."""
    return f"{time // 60:02}:{time % 60:02}"

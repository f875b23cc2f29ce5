"""Reads the weekdays that people name: "Mon to Thurs", "weekends", "every day"."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.core.calendar import WEEKDAYS
from rules.core.clock_times import DASH

_NAME = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)s?)\b"
_DOT = rf"(?:\.(?=\s?(?:{DASH}|[,&:]|to\b|\d)))?"
DAY = _NAME + _DOT
_JOIN = rf"\s?(?:{DASH}|/|&|\+|,(?:\s?and\b|\s?&)?|to|and|or|until|till?|thr(?:o)?u(?:gh)?(?:\sto)?)\s?(?:on\s)?"
_RUN = rf"{DAY}(?:{_JOIN}{DAY}){{0,6}}"
DAYS = (
    rf"{_RUN}|week-?days?|(?:every|each)\s(?:week-?)?day|everyday|weekends?|daily"
    r"|(?:7|seven)\sdays(?:\s(?:a|per)\sweek)?|365\sdays\s(?:a|per|of\sthe)\syear"
)
_NTH = r"(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)"
SOME_DAY = (
    rf"(?:(?:this|next|last)\s(?:coming\s)?{DAY}"
    rf"|{_NTH}(?:(?:\s?(?:and|&|,|/|or)\s?)(?:the\s)?{_NTH}){{0,4}}\s{_RUN})"
)

_ONE = re.compile(rf"({_NAME})|({DASH}|to\b|until\b|till?\b|thr(?:o)?u)")


@lru_cache(maxsize=1024)
def week(written: str) -> tuple[int, ...]:
    """The weekdays that words matching `DAYS` name, Monday being 0."""
    if re.search("week-?day", written):
        return (0, 1, 2, 3, 4)
    if written.startswith("weekend"):
        return (5, 6)
    if not re.match(_NAME, written):
        return tuple(range(7))
    found: list[int] = []
    through = False
    for name, joined in _ONE.findall(written):
        if joined:
            through = True
            continue
        day = WEEKDAYS.index(name[:3])
        found += [(found[-1] + n) % 7 for n in range(1, (day - found[-1]) % 7 + 1)] if through else [day]
        through = False
    return tuple(dict.fromkeys(found))

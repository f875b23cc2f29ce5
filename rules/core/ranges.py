"""Joins dates that were read one by one: ranges, weeks, the days of a list, and the year of a law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from rules.core.calendar import days, in_year
from rules.core.grammar import Atom

LAW_BEFORE = re.compile(
    r"\b(?:act|code(?: of practice)?|regulations?|order|measure|directive|bill|rules)(?: of)?[\s,]*\(?$"
)
_LAW_AFTER = re.compile(r"\)? (?:act|order|regulations?|bill|code)\b")
_RANGE = re.compile(
    r"(?:\s|,|\()*(?:-|–|—|~|/|to|until|till?|through|and|up to(?: and including)?|&)\s*(?:on\s|the\s|end\sof\s"
    r"|the end of\s)*"
)
_WEEK = re.compile(r"\b(?:week|w/?c|w/b)\s?(?:commencing|beginning|starting|of)?:?\s(?:on\s)?(?:the\s)?$")
_DAY_LIST = (
    r"(?:(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\s)?(?:the\s)?(\d\d?)(?:st|nd|rd|th)?"
)
_EARLIER_DAY = re.compile(
    rf"(?<![\w£.:/-]){_DAY_LIST}(?:\sof)?\s?(,|-|–|—|to|until|till?|and|&|or|through)\s?(?:the\s)?$"
)
_BETWEEN = re.compile(r"\bbetween (?:the )?$")
_LATER_DAY = re.compile(r"\s?(-|–|—|to|until|and|&|through)\s?(?:the\s)?(\d\d?)(?:st|nd|rd|th)?(?![\w:/]|\.\d)")
_LISTING = (",", "and", "&", "or")
_RANKS = ("date", "month", "year", "holiday")


def joined(found: list[Atom], text: str) -> Iterator[Atom]:
    """Dates with "to" or a dash between them become one range; a law's year is told apart."""
    waiting: Atom | None = None
    for atom in (_law(one, text) for one in found):
        if waiting is None:
            waiting = atom
        elif weekday := _holidays_weekday(waiting, atom, text):
            yield waiting
            waiting = replace(atom, names=weekday)
        elif joined := _range(waiting, atom, text):
            waiting = joined
        else:
            yield _week(waiting, text)
            waiting = atom
    if waiting:
        yield _week(waiting, text)


def _law(atom: Atom, text: str) -> Atom:
    if atom.kind != "year":
        return atom
    named = LAW_BEFORE.search(text, max(0, atom.start - 24), atom.start) or _LAW_AFTER.match(text, atom.end)
    return replace(atom, kind="law") if named else atom


def _holidays_weekday(left: Atom, right: Atom, text: str) -> str:
    """The weekday that a holiday's name lends to the date after it: "Good Friday 29 March"."""
    named = re.search(r"(fri|sun|mon)day$", text[left.start : left.end])
    beside = text[left.end : right.start].strip(" ,(:–-") == ""
    return (
        named[1]
        if named and beside and left.kind == "holiday" and right.kind == "date" and not right.names
        else ""
    )


def _range(left: Atom, right: Atom, text: str) -> Atom | None:
    between = text[left.end : right.start]
    if left.kind == "day" and right.kind == "date" and len(right.value) == 10:
        left = replace(left, kind="date", value=right.value[:8] + left.value[8:])
    if (
        not _RANGE.fullmatch(between)
        or left.kind not in _RANKS
        or right.kind not in _RANKS
        or "/" in left.value + right.value
    ):
        return None
    listed = between.strip() in ("and", "&")
    opened = _BETWEEN.search(text, max(0, left.start - 14), left.start)
    if listed and not opened and not left.kind == right.kind == "month":
        return None
    first, last = _completed(left.value, right.value)
    if (left.kind == "holiday" and len(first) < 10) or (right.kind == "holiday" and len(last) < 10):
        return None
    if not first.startswith("XXXX") and last < first[: len(last)]:
        return None
    kind = left.kind if left.kind == right.kind else "date"
    names = f"{left.names}/{right.names}" if left.names or right.names else ""
    return Atom(left.start, right.end, f"{first}/{last}", kind, names)


def _completed(first: str, last: str) -> tuple[str, str]:
    """Both ends of a range with the year, and the month, that one of them gives for both."""
    if first.startswith("XXXX") and not last.startswith("XXXX"):
        year = int(last[:4]) - (first[5:] > last[5:] > "")
        return in_year(first, year), last
    if last.startswith("XXXX") and not first.startswith("XXXX"):
        return first, in_year(last, int(first[:4]) + (len(last) > 4 and last[5:] < first[5 : len(last)]))
    return first, last


def _week(atom: Atom, text: str) -> Atom:
    """A date after "week commencing" is the week that begins on it."""
    opening = _WEEK.search(text, max(0, atom.start - 28), atom.start)
    if atom.kind != "date" or "/" in atom.value or opening is None:
        return atom
    known = atom.value.replace("XXXX", "2001")
    last = date.fromisoformat("2001-03-01" if known == "2001-02-29" else known) + timedelta(days=6)
    end = f"{last}" if known == atom.value else f"XXXX{last:-%m-%d}"
    return replace(atom, start=opening.start(), value=f"{atom.value}/{end}", kind="week")


def with_days_around(atom: Atom, text: str) -> Iterator[Atom]:
    """The date with bare days beside it.

    "14–16 May" and "May 14 to 16" are one range; in "3, 10 and 17 May" each day is a date of its own.
    """
    if atom.kind != "date" or len(atom.value.split("/")[0]) != 10:
        yield atom
        return
    if opened := _opened(atom, text):
        yield opened
        return
    yield from _listed_before(atom, text)
    yield _with_later_day(atom, text)


def _opened(atom: Atom, text: str) -> Atom | None:
    """The range that a day before the date opens."""
    before = _EARLIER_DAY.search(text, max(0, atom.start - 30), atom.start)
    if before is None or "/" in atom.value or not 0 < int(before[2]) < int(atom.value[8:]):
        return None
    if before[3] in _LISTING and not _BETWEEN.search(text, max(0, before.start() - 14), before.start()):
        return None
    weekday = (before[1] or "")[:3]
    names = f"{weekday}/{atom.names}" if weekday or atom.names else ""
    return replace(
        atom, start=before.start(), value=f"{atom.value[:8]}{int(before[2]):02}/{atom.value}", names=names
    )


def _listed_before(atom: Atom, text: str) -> list[Atom]:
    """The days that an "and" adds before the date, and the commas before that."""
    days_before: list[Atom] = []
    start, month = atom.start, atom.value[:8]
    while before := _EARLIER_DAY.search(text, max(0, start - 30), start):
        value = f"{month}{int(before[2]):02}"
        if before[3] not in (_LISTING if days_before else _LISTING[1:]) or not days(value.replace("XXXX", "2000")):
            break
        start = before.start()
        days_before.insert(0, Atom(start, before.end(2), value, "date", (before[1] or "")[:3]))
    return days_before


def _with_later_day(atom: Atom, text: str) -> Atom:
    after = _LATER_DAY.match(text, atom.end)
    if "/" in atom.value or after is None or not text[atom.end - 1].isalnum() or not _month_first(atom, text):
        return atom
    day = int(after[2])
    if not int(atom.value[8:10]) < day < 32 or (after[1] in _LISTING):
        return atom
    return replace(atom, end=after.end(), value=f"{atom.value}/{atom.value[:8]}{day:02}")


def _month_first(atom: Atom, text: str) -> bool:
    return (
        atom.value.startswith("XXXX")
        and re.search(r"[a-z]+\.?\s\d+(?:st|nd|rd|th)?$", text[atom.start : atom.end]) is not None
    )

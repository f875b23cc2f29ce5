"""Recognises the dates that a page states, in UK English, as ISO 8601 with what is unknown left unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from rules.core.calendar import in_year
from rules.core.grammar import Atom, atoms
from rules.core.page import Block, Mention, Page

_DIGIT = re.compile(r"[0-9]")
_WORDS = frozenset(
    [
        "jan",
        "january",
        "feb",
        "february",
        "febuary",
        "mar",
        "march",
        "apr",
        "april",
        "may",
        "jun",
        "june",
        "jul",
        "july",
        "aug",
        "august",
        "sep",
        "sept",
        "september",
        "oct",
        "october",
        "nov",
        "november",
        "dec",
        "december",
        "mon",
        "monday",
        "tue",
        "tues",
        "tuesday",
        "wed",
        "wednesday",
        "thu",
        "thur",
        "thurs",
        "thursday",
        "fri",
        "friday",
        "sat",
        "saturday",
        "sun",
        "sunday",
        "spring",
        "summer",
        "autumn",
        "winter",
        "christmas",
        "xmas",
        "easter",
        "boxing",
        "year",
        "years",
        "weekend",
        "week",
        "weeks",
        "month",
        "months",
        "days",
        "today",
        "tonight",
        "tomorrow",
        "yesterday",
        "soon",
        "shortly",
        "near",
    ]
)
_PUNCTUATION = str.maketrans(dict.fromkeys(".,:;!?()“”‘’\"'/–—-|", " "))
_ADDRESS = re.compile(
    r"https?://\S+|\b[a-z]+(?:-[a-z0-9]+){3,}|www\.\S+|\S+@\S+|\S+\.(?:pdf|docx?|xlsx?)\b|(?:©|\(c\)|copyright)\s*(?:\d{4}[\s–-]*)*"
)
_SIGNS_OF_ADDRESS = ("://", "www.", "@", "©", "(c)", "copyright", ".pdf", ".doc", ".xls")
_NEVER_BEFORE = re.compile(
    r"(?:sections?|sort code|version|paragraphs?|regulations?|clauses?|chapter|ref(?:erence)?(?: number)?"
    r"|ext(?:ension)?"
    r"|no\.|number|room|v\.?|over|about|around|than|nearly|almost|approximately|form|cost|total of"
    r"|tel(?:ephone)?|p\.)"
    r"[\s:]*$"
)
_LAW_BEFORE = re.compile(
    r"\b(?:act|code(?: of practice)?|regulations?|order|measure|directive|bill|rules)(?: of)?[\s,]*\(?$"
)
_DIGITS_BEFORE = re.compile(r"\d[ -]$")
_DIGITS_AFTER = re.compile(r"/|\s\d{3,4}\b")
_LAW_AFTER = re.compile(r"\)? (?:act|order|regulations?|bill|code)\b")
_COUNTED = re.compile(
    r"\s(?:people|children|families|pupils|places|hours|words|homes|staff|members|schools|young|residents"
    r"|parents|adults"
    r"|pounds|miles|metres|calls|responses|days|times|more)\b"
)
_BEFORE_A_MONTH = re.compile(
    r"\b(?:in|by|during|until|till|from|since|of|this|next|last|early|late|mid|before|after|to|and|between"
    r"|through|for"
    r"|each|every|per|or|end)[\s-]$"
)
_BEFORE_A_SEASON = re.compile(
    r"\b(?:in|by|during|until|this|next|last|coming|over|late|early|mid|of|for|from|since)[\s-](?:the\s)?$"
)
_EVERY = re.compile(r"\b(?:every|each|any|other|on a|per|most)\s$")
_WEEKDAYS_AFTER = re.compile(r"s?\s?(?:-|–|—|to|through|until)\s?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b(?!\s\d)")
_WEEKDAYS_BEFORE = re.compile(r"(?:mon|tue|wednes|thurs|fri|satur|sun)days?\s?(?:-|–|—|to|through|until)\s?$")
_RANGE = re.compile(
    r"(?:\s|,|\()*(?:-|–|—|~|/|to|until|till?|through|and|up to(?: and including)?|&)\s*(?:on\s|the\s|end\sof\s"
    r"|the end of\s)*"
)
_WEEK = re.compile(r"\b(?:week|w/?c|w/b)\s?(?:commencing|beginning|starting|of)?:?\s(?:on\s)?(?:the\s)?$")
_DAY_LIST = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\s)?(?:the\s)?(\d\d?)(?:st|nd|rd|th)?"
)
_EARLIER_DAY = re.compile(
    rf"(?<![\w£.:/-]){_DAY_LIST}(?:\sof)?\s?(,|-|–|—|to|until|till?|and|&|or|through)\s?(?:the\s)?$"
)
_LATER_DAY = re.compile(r"\s?(-|–|—|to|until|and|&|through)\s?(?:the\s)?(\d\d?)(?:st|nd|rd|th)?(?![\w:/]|\.\d)")
_LISTING = (",", "and", "&", "or")


def dates(page: Page) -> tuple[Mention, ...]:
    """Every date in the prose of a page, in order.

    `value` is as `rules.core.calendar` says: a day, month, year, season, or `first/last`, with X for what is not
    given. `kind` is the form: date, month, year, years, school-year, financial-year, term, season, holiday, week,
    day, weekday, nth-weekday, relative, or law for the year of an Act. `key` is the weekday that goes with it
    (`mon`, or `mon/fri` for a range) or the name of the holiday.
    """
    return tuple(mention for block in page.prose for mention in in_block(block))


def in_block(block: Block) -> list[Mention]:
    """The dates of one block."""
    return [Mention(block, a.start, a.end, a.value, a.kind, a.names) for a in in_text(block.text)]


def in_text(written: str) -> list[Atom]:
    """The dates of a text that is no block, such as a page's title."""
    text = _lowered(written)
    if not _may_hold_a_date(text):
        return []
    if text.count("-") > 2 or any(sign in text for sign in _SIGNS_OF_ADDRESS):
        text = _ADDRESS.sub(lambda m: " " * len(m[0]), text)
    found = [a for a in atoms(text) if _is_date(a, text, written)]
    found = [whole for atom in _joined(found, text) for whole in _with_days_around(atom, text)]
    return [a for a in found if _stands(a, text, written)]


def _may_hold_a_date(text: str) -> bool:
    """A cheap look for a digit, or for a word that dates are made of."""
    return bool(_DIGIT.search(text)) or not _WORDS.isdisjoint(text.translate(_PUNCTUATION).split())


def _lowered(text: str) -> str:
    lowered = text.lower().replace("\xa0", " ")
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_date(atom: Atom, text: str, written: str) -> bool:
    """Whether this is a date at all, rather than a verb, a count or a number of something else."""
    before = text[max(0, atom.start - 24) : atom.start]
    if atom.kind == "year":
        if _LAW_BEFORE.search(before):
            return True
        if _DIGITS_BEFORE.search(before) or _DIGITS_AFTER.match(text, atom.end):
            return False
        return not (_NEVER_BEFORE.search(before) or _COUNTED.match(text, atom.end))
    if text[atom.start].isdigit() and atom.kind in ("date", "month"):
        return not (_verb(atom, text, written) or _NEVER_BEFORE.search(before))
    if atom.kind not in ("weekday", "day", "nth-weekday"):
        return True
    return not (_EVERY.search(before) or _WEEKDAYS_AFTER.match(text, atom.end) or _WEEKDAYS_BEFORE.search(before))


def _verb(atom: Atom, text: str, written: str) -> bool:
    """Whether "may" or "march" in small letters after a number is a verb: "those aged 16 may apply"."""
    word = re.search(r"\b(?:may|march|mar)\b", text[atom.start : atom.end])
    if word is None or not written[atom.start + word.start()].islower():
        return False
    ordinal = re.match(r"\d+(?:st|nd|rd|th)", text[atom.start : atom.end])
    return not ordinal and (atom.kind == "month" or "XXXX" in atom.value)


def _stands(atom: Atom, text: str, written: str) -> bool:
    """Whether a bare month or season that joined no date is one: "May I ask" and "spring water" are not."""
    before = text[max(0, atom.start - 24) : atom.start]
    if atom.kind == "month" and len(atom.value) == 7 and atom.value.startswith("XXXX"):
        name = text[atom.start : atom.end]
        plain = len(name) > 3 and name != "march"
        return written[atom.start].isupper() and (plain or bool(_BEFORE_A_MONTH.search(before)))
    if atom.kind == "season" and atom.value.startswith("XXXX"):
        return bool(_BEFORE_A_SEASON.search(before))
    return True


def _joined(found: list[Atom], text: str) -> Iterator[Atom]:
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
    named = _LAW_BEFORE.search(text, max(0, atom.start - 24), atom.start) or _LAW_AFTER.match(text, atom.end)
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


_RANKS = ("date", "month", "year", "holiday")


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
    opened = re.search(r"\bbetween (?:the )?$", text[max(0, left.start - 14) : left.start])
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


def _with_days_around(atom: Atom, text: str) -> Iterator[Atom]:
    """ "14–16 May" and "May 14 to 16" are ranges; in "3, 10 and 17 May" each day is a date of its own."""
    if atom.kind != "date" or len(atom.value.split("/")[0]) != 10:
        yield atom
        return
    start, month = atom.start, atom.value[:8]
    earlier: list[Atom] = []
    while before := _EARLIER_DAY.search(text, max(0, start - 30), start):
        day = int(before[1])
        if not 0 < day < 32 or (not earlier and "/" in atom.value and before[2] not in _LISTING):
            break
        between = re.search(r"\bbetween (?:the )?$", text[: before.start()])
        if (before[2] in _LISTING and not between) or "/" in atom.value:
            earlier.append(Atom(before.start(), before.end(1), f"{month}{day:02}", "date"))
        elif day < int(atom.value[8:10]):
            names = f"{before[0][:3] if before[0][0].isalpha() else ''}/{atom.names}".strip("/") and (
                f"{before[0][:3] if before[0][:3].isalpha() and before[0][:3] != 'the' else ''}/{atom.names}"
            )
            atom = replace(atom, start=before.start(), value=f"{month}{day:02}/{atom.value}", names=names)
        else:
            break
        start = before.start()
    yield from reversed(earlier)
    yield _with_later_day(atom, text)


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

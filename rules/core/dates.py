"""Recognises the dates that a page states, in UK English, as ISO 8601 with what is unknown left unknown."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, islice

from rules.core.grammar import Atom, atoms
from rules.core.page import Mention, Page
from rules.core.ranges import LAW_BEFORE, joined, with_days_around

_SHORT = 160
_MOST = 200
_DIGIT = re.compile(r"[0-9]")
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "jan january feb february febuary mar march apr april may jun june jul july aug august sep sept september"
        " oct october nov november dec december mon monday tue tues tuesday wed wednesday thu thur thurs thursday"
        " fri friday sat saturday sun sunday spring summer autumn winter christmas xmas easter boxing year years"
        " weekend week weeks month months days today tonight tomorrow yesterday soon shortly near",
    )
)
_PUNCTUATION = str.maketrans(dict.fromkeys(".,:;!?()“”‘’\"'/–—-|", " "))
_ADDRESS = re.compile(
    r"https?://\S+|\b[a-z]+(?:-[a-z0-9]+){3,}|www\.\S+|\S+@\S+|\S+\.(?:pdf|docx?|xlsx?)\b|(?:©|\(c\)"
    r"|copyright)\s*(?:\d{4}[\s–-]*)*"
)
_SIGNS_OF_ADDRESS = ("://", "www.", "@", "©", "(c)", "copyright", ".pdf", ".doc", ".xls")
_NEVER_BEFORE = re.compile(
    r"\b(?:sections?|sort code|version|paragraphs?|regulations?|clauses?|chapter|ref(?:erence)?(?: number)?"
    r"|ext(?:ension)?"
    r"|no\.|number|room|v\.?|over|about|around|than|nearly|almost|approximately|form|cost|total of"
    r"|tel(?:ephone)?|p\.|box|windows|iso|between (?:0\d|1[0-8]|2[1-9])\d\d and)"
    r"[\s:]*$"
    r"|[a-z]-(?<!\bpre-)(?<!\bpost-)(?<!\bmid-)$"
)
_DIGITS_BEFORE = re.compile(r"\d[ -]$")
_DIGITS_AFTER = re.compile(r"/|\s\d{3,4}\b")
_COUNTED = re.compile(
    r"\s(?:people|children|families|pupils|places|hours|words|homes|staff|members|schools|young|residents"
    r"|parents|adults"
    r"|pounds|miles|metres|calls|responses|days|times|more|volunteers|carers|visitors|seats|calories|kcal|kg|km|cm|mm"
    r"|ml|mg|trees|books|items)\b"
)
_SURNAME = re.compile(r" [A-Z][a-z]")
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


def dates(page: Page) -> tuple[Mention, ...]:
    """Every date in the prose of a page, in order.

    `value` is as `rules.core.calendar` says: a day, month, year, season, or `first/last`, with X for what is not
    given. `kind` is the form: date, month, year, years, school-year, financial-year, term, season, holiday, week,
    day, weekday, nth-weekday, relative, or law for the year of an Act. `key` is the weekday that goes with it
    (`mon`, or `mon/fri` for a range) or the name of the holiday.
    """
    return tuple(
        Mention(block, a.start, a.end, a.value, a.kind, a.names)
        for block in page.prose
        for a in in_text(block.text)
    )


def prose_dates(page: Page) -> tuple[Mention, ...]:
    """The dates of a page, but for those of a block that has hundreds: that is no text that anyone reads."""
    blocks = groupby(page.of(dates), key=lambda mention: mention.block.index)
    return tuple(mention for _, told in blocks for mention in islice(told, _MOST))


def in_text(written: str) -> tuple[Atom, ...]:
    """The dates of a text that is no block, such as a page's title.

    Those of short texts are kept: a template's texts and common headings come again on page after page.
    """
    return _in_short_text(written) if len(written) <= _SHORT else _read(written)


@lru_cache(maxsize=8192)
def _in_short_text(written: str) -> tuple[Atom, ...]:
    return _read(written)


def _read(written: str) -> tuple[Atom, ...]:
    text = _lowered(written)
    if not _may_hold_a_date(text):
        return ()
    if text.count("-") > 2 or any(sign in text for sign in _SIGNS_OF_ADDRESS):
        text = _ADDRESS.sub(lambda m: " " * len(m[0]), text)
    found = [a for a in atoms(text) if _is_date(a, text, written)]
    found = [whole for atom in joined(found, text) for whole in with_days_around(atom, text)]
    return tuple(a for a in found if _stands(a, text, written))


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
        if LAW_BEFORE.search(before):
            return True
        if _DIGITS_BEFORE.search(before) or _DIGITS_AFTER.match(text, atom.end):
            return False
        return not (_NEVER_BEFORE.search(before) or _COUNTED.match(text, atom.end))
    if text[atom.start].isdigit() and atom.kind in ("date", "month"):
        whole = (
            text[atom.end - 1].isdigit()
            and "XXXX" not in atom.value
            and any(map(str.isalpha, text[atom.start : atom.end]))
        )
        return whole or not (_verb(atom, text, written) or _NEVER_BEFORE.search(before))
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
        plain = len(name) > 3 and name != "march" and not _SURNAME.match(written, atom.end)
        return written[atom.start].isupper() and (plain or bool(_BEFORE_A_MONTH.search(before)))
    if atom.kind == "season" and atom.value.startswith("XXXX"):
        return bool(_BEFORE_A_SEASON.search(before))
    return True

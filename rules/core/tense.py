"""The tense that a date is told in, read by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from rules.core.around import Around
from rules.core.cues import EVENT, FUTURE, PAST, any_of
from rules.core.lists import words

Tense = Literal["future", "past", "present"]

_PRESENT = re.compile(r"\b(?:is|are|can|must|do|does|please)\b")
_TO_BE = re.compile(r"\bto be (?:[a-z]+ed|held|made|built|sent|done|heard|seen|told|paid|taken|given)\b")
_BRACKET = re.compile(r"\(([^()]*)$")
_CLAUSES = re.compile(r"[;:]|\b(?:but|and then|which|who)\b")
_CALLED = re.compile(r"\W*(?:please\s)?(?:apply|book|register|contact|send|return|submit|complete|join|come)\b")
_OPENER = re.compile(
    r"\W*(?:back |early |late |later |shortly )?"
    r"(?:on|in|during|over|from|by|between|at|for|throughout|as of|as part of|this)\b[^.;:]{0,60}"
)
_ONCE = re.compile(r"(?:^|,)\W*(?:shortly )?(?:after|following|since|prior to) [^.;:]{0,60}$")
_PARTICIPLE = re.compile(r"(?<![\w-])[a-z]{3,}ed\b")
_NO_VERBS = words(
    """
    need proceed feed speed succeed exceed indeed based united unlimited limited disabled interested aged hundred
    closed related detailed experienced qualified dedicated tailored supported advanced funded unpaid
    relaxed served
    """
)
_BEING = words("be is are being am get gets getting newly pre")
_SUBJECTS = words("we they you it he she i who that which this these there also then council government")
_MODIFIED = words(
    """
    a an the our your their his her its this these those some any all for of in on at to by with from and or as
    each every no new two three more most any other into about
    """
)
_FUNCTION = words(
    """
    a an the our your their his her its this these those some any all for of in on at to by with from and or as
    that it them us you me him after before between during until since over under through into up out off down back
    when how what whether if because so more most at only first again together and but not
    """
)
_REACH = 160
_REACH_AFTER = 100
_LAST_WORD = re.compile(r"([\w'’-]+)[\s(]*\Z")
_NEXT_WORD = re.compile(r"\s+([\w'’-]+)")


def tense(near: Around) -> Tense:
    """The tense of the verb nearest before the date in its sentence; else of the first after it."""
    if _ONCE.search(near.before) and not any_of(FUTURE, near.before):
        return "past"
    inside = _BRACKET.search(near.before)
    before = inside[1] if inside else near.before[-_REACH:]
    for text in _nearest_first(before):
        future, past = max(_last(FUTURE, text), _last(_TO_BE, text)), _last_past(text)
        if past and _last(_PRESENT, text) > max(past, future):
            return "present"
        if future or past:
            return "future" if future >= past > 0 or future > past or _governed(text, future, past) else "past"
    return _told_after(near.before, near.after.split(";")[0])


def _nearest_first(before: str) -> Iterator[str]:
    """The clause a date stands in, then all that is before it, unless that only introduces a list of events."""
    clause = _CLAUSES.split(before)[-1]
    yield clause
    introduced = before.removesuffix(clause).endswith(":") and any_of(EVENT, before)
    if not introduced:
        yield before


def _told_after(before: str, rest: str) -> Tense:
    """The tense of the words after a date that no verb stands before."""
    coming = FUTURE.search(rest[:_REACH_AFTER])
    own = re.split(r",\s|\b(?:and|but)\b", rest)[0]
    if _OPENER.fullmatch(before) and not _CALLED.match(rest.lstrip(", ")):
        own = rest[:80]
    gone = _first_past(own)
    if coming and not (gone is not None and gone < coming.start()):
        return "future"
    return "present" if gone is None else "past"


def _governed(text: str, future: int, past: int) -> bool:
    """Whether a participle belongs to a "will be" or "to have" just before it: "will be shared and seen on"."""
    return (
        bool(future)
        and past - future < 40
        and (" be " in text[future - 3 : past] or " have " in text[future - 3 : past])
    )


def _last(cue: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in cue.finditer(text)), default=0)


def _last_past(text: str) -> int:
    told = [m.end() for m in _PARTICIPLE.finditer(text) if _is_verb(m)]
    return max(_last(PAST, text), *told) if told else _last(PAST, text)


def _first_past(text: str) -> int | None:
    starts = [m.start() for m in _PARTICIPLE.finditer(text) if _is_verb(m)]
    if found := PAST.search(text):
        starts.append(found.start())
    return min(starts, default=None)


def _is_verb(participle: re.Match[str]) -> bool:
    """Whether a word in -ed is a verb of the past: "we asked", but not "a named nurse" or "is closed"."""
    text, start = participle.string, participle.start()
    before = _LAST_WORD.search(text, max(0, start - 24), start)
    previous = before[1] if before else ""
    if previous in _SUBJECTS or previous.endswith("ly"):
        return True
    if previous in _BEING or participle[0] in _NO_VERBS:
        return False
    following = _NEXT_WORD.match(text, participle.end())
    of_a_noun = following is not None and following[1] not in _FUNCTION and not following[1].endswith("ly")
    return not (of_a_noun and (not previous or previous in _MODIFIED))

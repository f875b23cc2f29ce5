"""How people say that they involve others, as patterns: “developed with parents”, “asked families what”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rules.core.lists import words
from rules.core.running_text import RunningText


def _any_of(words: str) -> str:
    return f"(?:{words.replace(' ', '|')})"


_WHO = (
    r"(?:adults|carers|children|communities|consultees|disabled people|everyone|families|family members|parents"
    r"|participants|patients|people|pupils|residents|service users|students|young people"
    r"|the (?:local )?(?:parent )?(?:carers? )?(?:council|forum))"
)
_WHICH = "all|and|both|disabled|local|many|more|most|of|other|our|parent|some|the|their|these|those"
_THEM = rf"(?:(?:{_WHICH}) ){{0,3}}{_WHO}"
_TOGETHER = (
    r"(?:closely|collaboratively|jointly|together|alongside|in (?:\w+ )?(?:collaboration|conjunction|partnership))"
)
_WORKING = rf"work(?:ed|ing|s)?(?: {_TOGETHER})?"
_MAKE = r"(?:co-?write|create|design|develop|improve|plan|produce|re-?design|review|shape|write)"
_MADE = "co-written cowritten created designed developed planned produced re-designed redesigned shaped written"
_SAID = "comments feedback ideas opinions responses thoughts views"
_VIEWS = _any_of(_SAID)
_TELL = "inform informed informing informs notified notifies notify notifying tell telling tells update updated"
_ON = r"[^.;:!?\n]"

_ARE = r"(?:to be|are|were|being|been|is|will be|should be)"

_PEOPLE = (
    "adults carers children communities consultees disabled everyone families family parents participants patients"
    " people pupils residents service students the young"
)

# By rung and name: the words that it may begin with, and its pattern in small letters.
_WAYS = {
    "co-production": {
        "equal say": ("equal", r"equal (?:input|say|voice|weight|members?|working partnerships?)"),
        "decided together": (
            "decision decisions",
            r"decisions? (?:(?:is|are|was|were) )?(?:made|taken|agreed) (?:together|jointly)",
        ),
        "together at all stages": ("involved work", r"(?:involved|work together) at (?:all|every) stages?"),
    },
    "co-design": {
        "made with people": (_MADE, rf"{_any_of(_MADE)} (?:{_TOGETHER} )?with {_THEM}"),
        "working with people": (
            "work worked working works",
            rf"{_WORKING} with {_ON}{{0,120}}?{_WHO}{_ON}{{0,60}}? to {_MAKE}",
        ),
        "people helped to make": (
            _PEOPLE,
            rf"{_WHO} (?:have |has )?(?:helped|worked with) (?:us )?(?:to )?{_MAKE}",
        ),
    },
    "engagement": {
        "involving people": (
            "involve involves involved involving",
            rf"involv(?:e|es|ed|ing) (?:{_THEM}|you) (?:and|as|at|from|in|more|throughout|when)",
        ),
        "people involved": (_PEOPLE, rf"{_WHO} {_ARE} (?:\w+ )?involved in"),
        "listening": (
            "listen listens listened listening",
            rf"listen(?:ed|ing|s)? to (?:{_THEM}|what you|(?:your|their|our) {_VIEWS})",
        ),
        "changed by views": (
            "as because in",
            rf"(?:as a result|because|in the light) of (?:your|their|this|the) {_VIEWS}",
        ),
        "answering views": ("based in", rf"(?:based on|in response to) (?:your|their|this|the) {_VIEWS}"),
        "views used": (_SAID, rf"{_VIEWS} (?:has|have|was|were) (?:been )?used to"),
        "views that mattered": (_SAID, rf"{_VIEWS} (?:has|have) made a difference"),
        "views used to shape": ("use", r"use (?:this|it|these|them) to (?:change|improve|shape)"),
    },
    "consultation": {
        "asking people": (
            "asked surveyed",
            rf"(?:asked|surveyed) {_THEM}{_ON}{{0,60}}? (?:what|about|how|for their {_VIEWS})",
        ),
        "views of people": (
            _SAID,
            rf"{_VIEWS} (?:of|from|received from) (?:or on behalf of )?{_THEM}",
        ),
        "hearing views": (
            "gather gathers get gets have hear hears seek seeks want wants",
            rf"(?:hear|get|have|seek|want|gather)s? (?:\w+ )?(?:your|their|people's) {_VIEWS}",
        ),
        "answering questions": (
            "complete completing",
            r"complet(?:e|ing) (?:an?|our|the|this) (?:\w+ )?(?:survey|questionnaire)",
        ),
    },
    "information": {
        "telling people": (_TELL, rf"{_any_of(_TELL)} {_THEM} (?:about|of|that|when)"),
        "published": (
            "findings results outcome outcomes",
            rf"(?:findings|results|outcomes?) {_ON}{{0,40}}?be published",
        ),
    },
}


class Way(NamedTuple):
    """A way to involve people: its rung and name, the words that it may begin with, and its pattern."""

    rung: str
    name: str
    first: frozenset[str]
    pattern: re.Pattern[str]


WAYS = tuple(
    Way(rung, name, words(first), re.compile(rf"(?:{pattern})(?![\w-])"))
    for rung, ways in _WAYS.items()
    for name, (first, pattern) in ways.items()
)


def involving(running: RunningText) -> Iterator[tuple[Way, re.Match[str]]]:
    """Each way to involve people that a page's words tell of: looked for only where one of its words stands."""
    for way in WAYS:
        for word in way.first & running.words.keys():
            for start in running.words[word]:
                if match := way.pattern.match(running.lowered, start):
                    yield way, match

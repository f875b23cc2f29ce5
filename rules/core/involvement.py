"""How people say that they involve others, as patterns: “developed with parents”, “asked families what”."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
_MADE = r"(?:co-?written|created|designed|developed|planned|produced|re-?designed|reviewed|shaped|written)"
_VIEWS = r"(?:comments|feedback|ideas|opinions|responses|thoughts|views)"
_ON = r"[^.;:!?\n]"

_ARE = r"(?:to be|are|were|being|been|is|will be|should be)"

_WAYS = {
    "co-production": {
        "equal say": r"equal (?:input|say|voice|weight|members?|working partnerships?)",
        "decided together": r"decisions? (?:(?:is|are|was|were) )?(?:made|taken|agreed) (?:together|jointly)",
        "together at all stages": r"(?:involved|work together) at (?:all|every) stages?",
    },
    "co-design": {
        "made with people": rf"{_MADE} (?:{_TOGETHER} )?with {_THEM}",
        "working with people": rf"{_WORKING} with {_ON}{{0,120}}?{_WHO}{_ON}{{0,60}}? to {_MAKE}",
        "people helped to make": rf"{_WHO} (?:have |has )?(?:helped|worked with) (?:us )?(?:to )?{_MAKE}",
    },
    "engagement": {
        "involving people": rf"involv(?:e|es|ed|ing) (?:{_THEM}|you) (?:and|as|at|from|in|more|throughout|when)",
        "people involved": rf"{_WHO} {_ARE} (?:\w+ )?involved in",
        "listening": rf"listen(?:ed|ing|s)? to (?:{_THEM}|what you|(?:your|their|our) {_VIEWS})",
        "changed by views": rf"(?:as a result|because|in the light) of (?:your|their|this|the) {_VIEWS}",
        "answering views": rf"(?:based on|in response to) (?:your|their|this|the) {_VIEWS}",
        "views used": rf"{_VIEWS} (?:has|have|was|were) (?:been )?used to",
        "views that mattered": rf"{_VIEWS} (?:has|have) made a difference",
        "views used to shape": r"use (?:this|it|these|them) to (?:change|improve|shape)",
    },
    "consultation": {
        "asking people": rf"(?:asked|surveyed) {_THEM}{_ON}{{0,60}}? (?:what|about|how|for their {_VIEWS})",
        "views of people": rf"{_VIEWS} (?:of|from|received from) (?:or on behalf of )?{_THEM}",
        "hearing views": rf"(?:hear|get|have|seek|want|gather)s? (?:\w+ )?(?:your|their|people's) {_VIEWS}",
        "answering questions": r"complet(?:e|ing) (?:an?|our|the|this) (?:\w+ )?(?:survey|questionnaire)",
    },
    "information": {
        "telling people": rf"(?:inform|notify|tell|update)(?:ed|ing|s)? {_THEM} (?:about|of|that|when)",
        "published": rf"(?:findings|results|outcomes?) {_ON}{{0,40}}?be published",
    },
}

PATTERNS: Mapping[tuple[str, str], re.Pattern[str]] = {
    (rung, name): re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")
    for rung, ways in _WAYS.items()
    for name, pattern in ways.items()
}
"""A pattern for each way to involve people, by its rung and its name. They are met in small letters."""

"""Apostrophes that are missing, or where none belongs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rules.core.confusions import LIST, confusions
from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Page
from rules.core.phrases import rewrite
from rules.core.rule import Rule, at
from rules.core.running_text import Found, running_text, search

PATTERN = "pattern"


def _after(words: str, word: str) -> str:
    """A look back from the end of a word to one of these before it: patterns that begin with a word are fast."""
    return "|".join(rf"(?<=\b{before} {word})" for before in words.split())


_BEGINS = "although and as because but feel hope if know or since so sure that think when where while"
_EASE = r"(?:easy|easier|hard|harder|difficult|best|better|good|great|nice|fine|safe|normal|free|worth|time)"
_TO_DO = r"(?:to (?!access|carry|clean|find|follow|navigate|reach|read|understand|use)|for )"
_MATTERS = r"(?:important|essential|vital|possible|clear|likely|crucial|useful) (?:to|that|you|we|they)\b"
_DEGREE = r"(?:too|never too|so) (?:early|easy|hard|important|late|much)\b"
_CONTRACTED = re.compile(
    r"its(?<=\bits)(?:(?= (?:an?|the|not(?! \w+ing\b)|been|because|going to|what|how|why|your|our|my|their|you|we"
    r"|they|all about|also (?:an?|the)|just an?|only an?|up to (?:you|the|your)|ok|okay)(?![\w'-]))"
    rf"|(?:(?<=^its)|(?<=[.!?:;,–—] its)|{_after(_BEGINS, 'its')})"
    rf"(?= (?:{_EASE} {_TO_DO}|{_MATTERS}|{_DEGREE}|here to\b)))",
    re.MULTILINE,
)
_OWNED = (
    r"(?:own|first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)|current|main|members|staff|pupils|students|users"
    r"|aims?|area|website|services|residents|duty|duties|functions|buildings?|best|full|role|work|value|purpose"
    r"|original|latest|annual|governing|wider)"
)
_TO_IT = _after("all and at by for from has in into of on to with", "it's")
_OWNING = re.compile(rf"it's(?<=\bit's)(?:(?= own(?![\w'-]))|(?:{_TO_IT})(?= {_OWNED}(?![\w'-])))")
_SEVERAL = re.compile(
    r"\b(?:adult|appointment|assessment|carer|centre|club|course|doctor|form|governor|group|kid|meeting|member"
    r"|notice|nurse|officer|parent|plan|place|provider|pupil|referral|resident|review|school|service|session|setting"
    r"|sibling|student|teacher|team|therapist|tutor|venue|volunteer|worker)'s"
    r"(?=(?: \(\w+\))? (?:are|were|have been|who|can be)\b)"
)
_LETTERS = re.compile(r"\b[A-Z]{2,6}['’]s(?= (?:are|were|have)\b)")
_NOTICE = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|ten|twelve|several|few) (?P<at>days|weeks|months|years)"
    r"(?= notice\b)"
)
_ONE = re.compile(r"\b(?:an?|one|1) (?P<at>days|weeks|months|years)(?= notice\b)")
_THIS = re.compile(r"this(?<=\bthis) (?P<at>years|months|weeks|terms)(?= [a-z])")


class _Fault(NamedTuple):
    """A pattern whose named group, or all of it, is wrong, how to put it right, and signs that it needs one of."""

    pattern: re.Pattern[str]
    right: Callable[[str], str]
    near: tuple[str, ...]
    case: bool = False


_FAULTS = (
    _Fault(_CONTRACTED, lambda its: its[:-1] + "'s", ("its ",)),
    _Fault(_OWNING, lambda its: its[:-2] + "s", ("it's ",)),
    _Fault(
        _SEVERAL, lambda one: one[:-2] + "s", ("'s are", "'s were", "'s have been", "'s who", "'s can be", "'s (")
    ),
    _Fault(_LETTERS, lambda one: one[:-2] + "s", ("'s are", "'s were", "'s have"), case=True),
    _Fault(_NOTICE, lambda many: many + "'", ("s notice",)),
    _Fault(_ONE, lambda many: many[:-1] + "'s", ("s notice",)),
    _Fault(_THIS, lambda many: many[:-1] + "'s", ("this ",)),
)


class Apostrophe(Rule):
    """An apostrophe left out, or put where none belongs: “your childs plan”, “in it’s area”, “its good to talk”.

    Readers stop to work out what is meant. It also looks as if nobody took care, on a page that asks parents to
    take care with a form.

    A finding is certain where the words cannot be right as they stand. Where they can be, a person must look
    first.

    **Left alone:**

    - “parents evening” and “carers group”: many people write these with no mark
    - what belongs to someone: “the parent’s views”, “the NHS’s plan”, “its members”
    - names and titles, such as a trust that spells its own name this way
    - quotations
    """

    id = "spelling.apostrophe"
    title = "Apostrophes left out or put in the wrong place"
    message = "“{quote}” has an apostrophe too few, too many, or in the wrong place."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for mention in page.of(confusions):
            if mention.kind == "apostrophe":
                yield Fact(at(page, mention), key=mention.key, value=mention.value)
        lowered = page.of(running_text).lowered
        for fault in _FAULTS:
            if any(sign in lowered for sign in fault.near):
                for found in search(page, fault.pattern, case=fault.case):
                    yield _fact(page, found, fault)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        words = load(LIST)
        for fact in facts:
            if fact.kind == PATTERN:
                yield self.finding(fact)
            else:
                entry = words[fact.key]
                yield self.finding(fact, fix=rewrite(fact.value, entry.note), review=entry.review)


def _fact(page: Page, found: Found, fault: _Fault) -> Fact:
    start, end = (found.start + at - found.match.start() for at in found.match.span(found.match.lastgroup or 0))
    quote = found.block.text[start:end]
    return Fact(at(page, found.block, start, end), key=quote.lower(), value=fault.right(quote), kind=PATTERN)

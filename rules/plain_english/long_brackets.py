"""Brackets that hold what the sentence is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.rule import Rule, at
from rules.core.running_text import Found, search
from rules.core.sentences import sentences, words_in

_BRACKETS = re.compile(
    r"\((?!(?:also|sometimes|often|formerly|previously)? ?(?:known|called)\b|meaning\b|which means\b|that is\b)"
    r"(?P<inside>[^()\n]{30,})\)"
)
_ASIDE = re.compile(r"(?:for example|such as|like|e\.?g\b)|(?:[^,]*, ){2}", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:you|we|it|it’s|it's|they|this|these|there|please|your|our|add|ask|call|do|see)\b"
    r"|if\b[^,]*, (?:you|we|it|they|the|this|there|please|your|our)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class LongBrackets(Rule):
    """A bracket of more than twelve words, or one that is longer than the rest of its sentence.

    Readers take brackets for something they may skip. If the point stands in one, it is missed. If it does not, it
    is in the way.

    **Left alone:**

    - short additions: “(PDF, 2 pages)”, “(in term time)”
    - what letters or words stand for: “(special educational needs co-ordinator)”, “(also known as…)”
    - lists of names and dates
    - whole sentences in brackets of up to twelve words
    """

    id = "plain-english.long-brackets"
    title = "Brackets that carry the point"
    message = "This bracket holds {value} words."
    fix = "If it matters, take it out of the brackets. If it does not, leave it out."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#brackets",)
    words: int = 12
    at_least: int = 9

    def extract(self, page: Page) -> Iterator[Fact]:
        for found in search(page, _BRACKETS, case=True):
            inside = found.match["inside"].strip()
            words = len(words_in(inside))
            if not _running(inside):
                continue
            heavy = words >= self.at_least and not _ASIDE.match(inside) and 1 < _rest(page, found) <= words
            if words > self.words or heavy:
                own = inside[0].upper() + inside[1:].rstrip(" .") if _CLAUSE.match(inside) else ""
                yield Fact(at(page, found.block, found.start, found.end), key=own, value=str(words))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            yield self.finding(fact, fix=f"Make it a sentence of its own: “{fact.key}.”" if fact.key else None)


def _running(inside: str) -> bool:
    """Whether it is running text rather than names, dates and figures."""
    words = words_in(inside)
    small = sum(1 for word in words if word[0].islower())
    return small * 3 > len(words) * 2


def _rest(page: Page, found: Found) -> int:
    """How many words the sentence has outside the brackets; 0 where it is a label rather than a sentence."""
    for sentence in page.of(sentences):
        if sentence.block is found.block and sentence.start <= found.start < sentence.end:
            whole = sentence.quote[-1] in ".!?" and sentence.quote.count("(") == 1
            return int(sentence.value) - len(words_in(found.quote)) if whole else 0
    return 0

"""Names of law, bodies and benefits that have ended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import Entry, load
from rules.core.page import Page
from rules.core.phrases import Automaton, compile_lists, rewrite
from rules.core.quoting import quoted
from rules.core.rule import Rule, at, once
from rules.core.running_text import Found, running_text
from rules.core.standing import records
from rules.core.wording import spoken

LIST = "superseded"

_MOST = 40
_TOLD_AS_PAST = re.compile(
    r"\b(?:already|was|were|had|did|used to|formerly|former|previous|replac\w+|no longer|instead of|until"
    r"|old|older|earlier|known as|called|transferred|converted|became|since|past|legacy|historic\w*|merged"
    r"|succeeded|ended|ends|abolished|closed|repealed|changed|became|took over|before|ceased?|not|new(?:ly)?)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\b(?:wales|welsh|scotland|scottish|northern ireland)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?)\b|[“”‘\"]", re.IGNORECASE)


class SupersededName(Rule):
    """The page speaks of a law, a body or a benefit that has ended as if it still were there.

    A parent who reads “ask for a statement of SEN” asks for something that nobody can give any more. One who looks
    for “the CCG” finds no door. And whoever knows better wonders how old the rest of the page is.

    Each name comes from a list, with the day it ended, what took its place and the source. The names are those of
    England.

    **Left alone:**

    - what is told as past (“EHC plans replaced statements of SEN”, “formerly the CCG”)
    - sentences that name a year up to the end, such as titles of old documents
    - quotations, and names of files
    - paragraphs about Wales, Scotland or Northern Ireland, where some of these names still hold
    - a name that the page has used before
    - minutes and archives
    """

    id = "stale.superseded-name"
    dated = True
    title = "Names of law, bodies and benefits that have ended"
    message = "“{quote}” has ended."
    fix = "Write “{value}”."
    commitments = ("accountable.available", "communicate.aware")
    sources = ("https://www.legislation.gov.uk",)

    def extract(self, page: Page) -> Iterator[Fact]:
        if not records(page):
            yield from once(_named(page))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        names = load(LIST)
        for fact in facts:
            entry = names[fact.key]
            last = date.fromisoformat(entry.ended)
            if last < site.today:
                message = f"“{fact.place.quote}” is a name of the past. Its last day was {spoken(last)}."
                yield self.finding(fact, message=message, fix=rewrite(fact.value, entry.note), review=entry.review)


def _named(page: Page) -> Iterator[Fact]:
    running, built, looked_at = page.of(running_text), _automaton(), Counter[str]()
    for match in built.pattern.finditer(running.lowered, running.words):
        looked_at[match[0]] += 1
        if looked_at[match[0]] > _MOST:
            continue
        found = Found(*running.at(*match.span()), match)
        for sense in built.senses[match[0]]:
            if _stands(found, sense.entry):
                (instead,) = sense.fits("plural" if sense.slots == ("plural",) else "base")[:1]
                yield Fact(at(page, found.block, found.start, found.end), key=sense.entry.term, value=instead)


def _stands(found: Found, entry: Entry) -> bool:
    """Whether a name is used for something of today: in its own capitals, and not told as past."""
    block, written = found.block, found.quote.replace("’", "'")
    if entry.case and written not in (entry.term, *entry.forms, f"{entry.term}s"):
        return False
    start, end = found.sentence
    sentence = block.text[start:end]
    heading = block.heading.text if block.heading else ""
    dated = any(int(year[0]) <= int(entry.ended[:4]) for year in _YEAR.finditer(sentence))
    return not (
        dated
        or any(map(_TOLD_AS_PAST.search, (sentence, heading)))
        or _FILE.search(sentence)
        or _ELSEWHERE.search(block.text)
        or quoted(block, found.start, found.end)
    )


@cache
def _automaton() -> Automaton:
    return compile_lists((load(LIST),))

"""Official words that have a plain one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from rules.core.errors import UserError, did_you_mean
from rules.core.findings import Fact, Finding, Site
from rules.core.glossary import glossary_facts, without_glossary
from rules.core.lists import Entry, WordList, load
from rules.core.page import Page
from rules.core.phrases import Automaton, compile_lists, defined, matches, phrases, rewrite
from rules.core.rule import Rule, at

LIST = "plain_alternatives"


@dataclass(frozen=True)
class PlainAlternative(Rule):
    """A word or phrase of officials where a plain one says the same.

    Each such word costs a reader a moment, and many on one page say: this was not written for you. “Prior to” is
    “before”, “in receipt of” is “getting”.

    **Left alone:**

    - names and titles of laws, teams and documents
    - quotations, and links that are titles
    - words that the page only talks about, or explains straight away: “commissioning (buying services)”
    - words that a glossary explains to which the page leads
    - glossaries and lists of words to avoid
    - words whose plain form does not fit where they stand: “ensure the safety of visitors”

    A council can `allow` words of our list, and `add` its own with what to write instead.
    """

    id = "jargon.plain-alternative"
    title = "Official words that have a plain one"
    message = "“{quote}” can be said more plainly."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = (
        "https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style",
        "http://www.plainenglish.co.uk/the-a-z-of-alternative-words.html",
    )

    allow: tuple[str, ...] = ()
    add: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for term in self.allow:
            if term.lower() not in known_terms():
                raise UserError(
                    f"“{term}” in `allow` of “{self.id}” is not a word of the list {LIST}, so there is nothing to"
                    f" allow.{did_you_mean(term, known_terms())}"
                )
        for term in self.add:
            if not re.fullmatch(r"\w(?:.*\w)?", term):
                raise UserError(f"“{term}” in `add` of “{self.id}” must begin and end with a letter.")

    def extract(self, page: Page) -> Iterator[Fact]:
        own = {term.lower() for term in (*self.allow, *self.add)}
        found = [m for m in page.of(phrases) if m.kind == LIST and m.key.lower() not in own]
        if self.add:
            found += matches(page, _own(tuple(self.add.items())))
        yield from glossary_facts(page, lambda: defined(page), wanting=bool(found))
        for mention in found:
            yield Fact(at(page, mention), key=mention.key, value=mention.value)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        words = load(LIST)
        for fact in without_glossary(facts):
            if fact.key in words:
                entry = words[fact.key]
                yield self.finding(fact, fix=rewrite(fact.value, entry.note), review=entry.review)
            else:
                yield self.finding(
                    fact, fix=rewrite(fact.value, "") or "Use a plainer word, or say what it means."
                )


@cache
def known_terms() -> Mapping[str, str]:
    """The terms of the list by their small letters."""
    return {entry.term.lower(): entry.term for entry in load(LIST).entry}


@cache
def _own(added: tuple[tuple[str, str], ...]) -> Automaton:
    """The automaton of the words that a council adds."""
    entries = tuple(Entry(term, (use,) if use else (), note="A word of the council’s own.") for term, use in added)
    return compile_lists([WordList(LIST, "", "", "", "", (), entries)])

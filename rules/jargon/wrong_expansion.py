"""Acronyms that are written out wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.core.acronyms import listed
from rules.core.expansions import expansions
from rules.core.findings import Fact, Finding, Site
from rules.core.meanings import akin, same, verbatim
from rules.core.page import Page
from rules.core.rule import Rule, at, once


class WrongExpansion(Rule):
    """The letters fit, but the words are not what they stand for: an old name, or a mistaken one.

    A family that searches for the wrong words, or writes them in a letter, may be told that there is no such
    thing.

    Mistakes that are often made are in our list. For other words that are close to the right ones, a person must
    look first.

    **Left alone:**

    - plurals, capitals, hyphens and commas
    - acronyms that have several meanings in the field
    - words that have little in common with those in our list: another meaning of the same letters
    - acronyms that are not in our list
    """

    id = "jargon.wrong-expansion"
    title = "Acronyms that are written out wrongly"
    message = "“{key}” does not stand for “{value}”."
    fix = "Write what it stands for."
    commitments = ("communicate.plain-english", "accountable.mistakes")
    sources = ("https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#abbreviations-and-acronyms",)

    def extract(self, page: Page) -> Iterator[Fact]:
        yield from once(
            Fact(at(page, m), m.key, m.value) for m in page.of(expansions) if _doubtful(m.key, m.value)
        )

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            if entry := listed(fact.key):
                sure = _mistaken(fact.key, fact.value)
                message = (
                    None if sure else f"“{fact.key}” usually stands for “{entry.use[0]}”, not “{fact.value}”."
                )
                fix = f"Write “{entry.use[0]} ({fact.key})”{'' if sure else ', if that is what is meant'}."
                yield self.finding(fact, message=message, fix=f"{fix} {entry.note}".strip(), review=not sure)


def _doubtful(acronym: str, meaning: str) -> bool:
    """Whether the words are a known mistake, or close to the right ones without being them."""
    if _mistaken(acronym, meaning):
        return True
    entry = listed(acronym)
    if entry is None or entry.review or len(acronym) < 3:
        return False
    return not any(same(meaning, use) for use in entry.use) and any(akin(meaning, use) for use in entry.use)


def _mistaken(acronym: str, meaning: str) -> bool:
    entry = listed(acronym)
    return entry is not None and verbatim(meaning) in {verbatim(mistake) for mistake in entry.mistaken}

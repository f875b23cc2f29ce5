"""Letters that are nearly an acronym of the field, but not quite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.lookalikes import lookalikes
from rules.core.page import Page
from rules.core.rule import Rule, at, once


class Lookalike(Rule):
    """Letters with two of them swapped, or with a digit in place of a letter.

    A parent who looks for such letters finds nothing: they are in no other page, letter or search result. A
    screen reader says the digit.

    Where the page has the right letters too, this is a slip. Elsewhere they may be a name of their own, so a
    person must look first.

    **Left alone:**

    - letters that the page explains
    - acronyms of the field, and those that everybody knows
    - ordinary words in capitals
    - quotations, addresses and codes
    """

    id = "jargon.lookalike"
    title = "Acronyms with a slip in them"
    message = "“{key}” looks like a slip for “{value}”."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    sources = ("https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#abbreviations-and-acronyms",)

    def extract(self, page: Page) -> Iterator[Fact]:
        yield from once(Fact(at(page, m), m.key, m.value, m.kind) for m in page.of(lookalikes))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            sure = fact.kind == "beside"
            fix = None if sure else f"Write “{fact.value}”, if that is what is meant."
            yield self.finding(fact, fix=fix, review=not sure)

"""“And/or”, which leaves the reader to choose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import words
from rules.core.page import Page
from rules.core.rule import Rule, at
from rules.core.running_text import search

_AND_OR = re.compile(r"and(?<!\wand) ?/ ?or\b(?: (?P<two>[a-z][a-z'-]+)(?=[.,;:!?)]|$))?", re.MULTILINE)
_ONE = re.compile(r"(?:\A|(?<=\W))[A-Za-z][a-z'-]+ \Z")
_JOINS = words("a an the of for to in on at by with from your our their")


class AndOr(Rule):
    """“And/or” makes the reader work out three meanings: the one, the other, or both.

    Most often “or” is enough: nobody takes “bring a drink or a snack” to forbid both. Where both matter, say so.

    **Left alone:**

    - quotations, names and titles of laws
    - other words with a stroke between: “parent/carer”
    """

    id = "plain-english.and-or"
    title = "“And/or”"
    message = "“{quote}” leaves the reader to work out which."
    fix = "Write “or”. Where it matters, add “or both”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.plainlanguage.gov/guidelines/words/avoid-slashes/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for found in search(page, _AND_OR):
            text, two = found.block.text, found.match["two"]
            one = _ONE.search(text, max(0, found.start - 30), found.start)
            if one and two and not {one[0].strip(), two} & _JOINS:
                place, value = at(page, found.block, one.start(), found.end), f"{one[0]}or {two}, or both"
            else:
                place, value = (
                    at(page, found.block, found.start, text.lower().index("or", found.start + 3) + 2),
                    "or",
                )
            yield Fact(place, value=value)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            yield self.finding(fact, fix=None if fact.value == "or" else f"Write “{fact.value}”.")

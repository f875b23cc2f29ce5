"""The year beside the copyright sign in the footer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.rule import Rule, at

_YEAR = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)\D{0,60}?(?:(?:19|20)\d\d\s?[-–—]\s?)?((?:19|20)\d\d)\b", re.IGNORECASE
)


class OldCopyright(Rule):
    """The copyright year in the footer is two or more years old.

    It stands on every page. To a family it says that nobody has been here for years, however fresh the page is.

    It is told once for the whole site, because one template holds it.

    **Left alone:** years in the content, and the year that has just ended.
    """

    id = "stale.old-copyright"
    dated = True
    title = "Copyright year in the footer"
    message = "The footer of every page says {value}."
    fix = "Put the present year in the template, or let the system fill it in. No year is right too."
    commitments = ("accountable.timely",)
    severity = "advice"

    def extract(self, page: Page) -> Iterator[Fact]:
        for block in page.blocks:
            if block.region == "footer" and (match := _YEAR.search(block.text)):
                yield Fact(at(page, block, *match.span(1)), key="copyright", value=match[1])

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        told: set[str] = set()
        for fact in facts:
            if int(fact.value) + 2 <= site.today.year and fact.place.block not in told:
                told.add(fact.place.block)
                yield self.finding(fact)

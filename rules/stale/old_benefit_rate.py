"""Amounts of benefits of a year that is over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Block, Page
from rules.core.rule import Rule, at
from rules.core.standing import records

LIST = "benefit_rates"

_AMOUNT = re.compile(r"£\d{2,3}\.\d\d(?!\d)")
_BENEFIT = re.compile(
    r"disability living allowance|\bdla\b|personal independence payment|\bpip\b|attendance allowance"
    r"|carer['’]?s['’]? allowance|\b(?:care|mobility|daily living) (?:component|part|rate)",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|from £[\d.]+ to|rose|rising|up from|increased? from)\b", re.IGNORECASE)


class OldBenefitRate(Rule):
    """The page gives a rate of Disability Living Allowance, Personal Independence Payment, Attendance Allowance or
    Carer’s Allowance that is of an old year.

    The rates go up each April. A family that reckons with an old one gets the wrong sum. A carer may think that a
    claim is not worth the trouble.

    The rates of past years come with the program in a list, with the last day of each and its source.

    **Left alone:**

    - amounts with no name of one of these benefits beside them or in the heading
    - what is told as past (“it rose from £81.90”)
    - minutes and archives
    """

    id = "stale.old-benefit-rate"
    dated = True
    title = "Amounts of benefits of a year that is over"
    message = "“{quote}” is the rate of a year that is over."
    fix = "Give this year’s rate, or link to GOV.UK, which keeps the rates up to date."
    commitments = ("accountable.timely", "accountable.available")
    sources = ("https://www.gov.uk/government/collections/benefit-and-pension-rates",)

    def extract(self, page: Page) -> Iterator[Fact]:
        if records(page):
            return
        for block in page.main:
            if "£" in block.text and _of_a_benefit(page, block):
                yield from self._amounts(page, block)

    def _amounts(self, page: Page, block: Block) -> Iterator[Fact]:
        for match in _AMOUNT.finditer(block.text):
            if match[0] in _rates():
                yield Fact(at(page, block, *match.span()), key=match[0], value=_rates()[match[0]])

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            if date.fromisoformat(fact.value) < site.today:
                yield self.finding(fact, message=load(LIST)[fact.key].note)


def _of_a_benefit(page: Page, block: Block) -> bool:
    """Whether an amount here is one of a benefit, by its own words, its row or what it stands under."""
    near = [block, *(b for b in (block.lead_in, block.heading) if b)]
    if block.row >= 0:
        near += [b for b in page.blocks[max(0, block.index - 4) : block.index] if b.row == block.row]
    return any(_BENEFIT.search(b.text) for b in near) and not _PAST.search(block.text)


@cache
def _rates() -> dict[str, str]:
    """The last day of each amount."""
    return {entry.term: entry.ended for entry in load(LIST).entry}

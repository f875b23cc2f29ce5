"""Nouns strung together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import words
from rules.core.page import Page
from rules.core.rule import Rule, at
from rules.core.running_text import search
from rules.core.trie import trie

_NOUNS = words(
    """
    access accommodation action activity adaptation administration admission admissions adoption advice
    advocacy agency agreement allocation allowance appeal appeals application appointment apprenticeship
    area arrangement assessment assistance attendance authority autism award behaviour benefit board bus
    business capacity care carer case centre charging child childcare children children's class classroom
    clinic college commissioning committee communication community complaint complaints compliance
    conference consultation contact coordination coordinator council course criteria data day decision
    delivery department development diagnosis disability document education eligibility emergency employment
    engagement equipment evaluation evidence exclusion family feedback finance form framework fund funding
    governance governor grant group guidance health hearing home hospital housing hub improvement inclusion
    information inspection intervention interventions issue issues learner learning leisure library link
    management meeting meetings membership mobility model monitoring needs network notification nursery
    nursing officer operations outcome outcomes outreach panel parent parents participation partnership
    pathway pathways payment performance permit phase placement planning policy practice practitioner
    preparation prevention priority procedure procedures process processes profile programme project
    protection protocol provider providers provision psychology pupil quality questionnaire referral
    referrals region registration rehabilitation release representative request requests residence resource
    resources response review reviews risk safeguarding safety scheme school schools screening sector
    self-assessment service services session skills speech sport staff stakeholder standard standards
    statement strategy student students subsidy team teams term therapy threshold training transition
    transport travel travel-training treatment trial tribunal tuition tutor venue volunteer ward welfare
    wellbeing well-being workforce workshop youth
    """
)
_LAST = _NOUNS | words("plan plans form forms report reports groups officers programmes")
_NOUN, _END = trie(_NOUNS).pattern, trie(_LAST).pattern
_STRING = re.compile(rf"(?:{_NOUN} ){{3,}}{_END}(?!['])")
_SURE = 5


@dataclass(frozen=True)
class NounString(Rule):
    """Four nouns in a row or more: “school transport appeal panel”. The reader must unpick which belongs to which.

    People who work there say it daily. A parent meets it once, and has to read it backwards.

    **Left alone:**

    - names, which have capitals: “Early Years Inclusion Funding Panel”
    - three nouns: “school transport form”
    - quotations and titles

    Four nouns may be what everybody calls it, so a person must look first.
    """

    id = "plain-english.noun-string"
    title = "Nouns strung together"
    message = "“{quote}” strings nouns together."
    fix = "Take it apart with small words, for example “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.plainlanguage.gov/guidelines/words/avoid-noun-strings/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for found in search(page, _STRING):
            nouns = found.quote.split()
            apart = f"{' '.join(nouns[-2:])} for {' '.join(nouns[:-2])}"
            if found.quote[0].isupper():
                apart = apart[0].upper() + apart[1:].replace(nouns[0], nouns[0].lower())
            yield Fact(at(page, found.block, found.start, found.end), value=apart)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            yield self.finding(fact, review=len(fact.value.split()) - 1 < _SURE)

"""Nouns strung together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import words
from rules.core.page import Page
from rules.core.quoting import left_alone
from rules.core.rule import Rule, at
from rules.core.running_text import RunningText, running_text

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
_FEWEST, _SURE = 4, 5


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
        running = page.of(running_text)
        for stretch in _strings(running):
            block, start, end = running.at(*stretch)
            if not left_alone(block, start, end):
                yield Fact(at(page, block, start, end), value=_apart(block.text[start:end]))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            yield self.finding(fact, review=len(fact.value.split()) - 1 < _SURE)


def _strings(running: RunningText) -> Iterator[tuple[int, int]]:
    """Where four nouns or more stand with only a space between them, from the first letter to the last."""
    nouns = sorted((start, word) for word in running.words.keys() & _LAST for start in running.words[word])
    row: list[tuple[int, int]] = []
    open_ended = False
    for start, word in (*nouns, (-1, "")):
        goes_on = open_ended and start == row[-1][1] + 1 and running.lowered[start - 1] == " "
        if row and not goes_on:
            if running.lowered.startswith("'", row[-1][1]):
                row.pop()
            if len(row) >= _FEWEST:
                yield row[0][0], row[-1][1]
            row = []
        row.append((start, start + len(word)))
        open_ended = word in _NOUNS


def _apart(quote: str) -> str:
    nouns = quote.split()
    apart = f"{' '.join(nouns[-2:])} for {' '.join(nouns[:-2])}"
    if quote[0].isupper():
        return apart[0].upper() + apart[1:].replace(nouns[0], nouns[0].lower())
    return apart

"""Words that blame or threaten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from rules.core.findings import Fact, Finding, Site
from rules.core.kind_words import KindWords
from rules.core.page import Page, Place
from rules.core.rule import at
from rules.core.running_text import search

_FAR = 200
THREAT, FACT = "threat", "what follows"
SAY_HELP = "Say what to do, by when, and whom to ask for help: “If you cannot come, call us.”"
_THREAT = re.compile(
    r"\bfail(?:ure|ing) to (?:attend|comply|complete|engage|inform|notify|pay|provide|reply|respond|return|sign"
    r"|submit|supply|tell)\b[^.;:!?\n]{0,90}? (?:will|may|could|can|shall|would)"
    r"(?: \w+)? (?:result in|lead to|mean)\b"
    r"|\bif (?:you|your child|parents) (?:do not|don't|fails? to|does not|doesn't) (?:attend|reply|respond"
    r"|contact us|return|come|cancel|let us know)\b[^.;:!?\n]{0,60}? (?:you|your child|they) (?:will|may) be"
    r" (?:discharged|removed|charged|taken off)\b"
    r"|\byour (?:child(?:'s)? |child's )?(?:place|case|request|application|referral) will be (?:closed|withdrawn"
    r"|removed|refused|rejected|given to (?:another|someone))(?= if you (?:do not|don't|fail))"
)
_LAW = re.compile(
    r"\b(?:prosecut\w+|offences?|fine[sd]?|penalt\w+|courts?|notices?|orders?|licen[cs]\w+|enforcement|criminal|tax"
    r"|regulations?|legislation|unlawful|magistrates|conditions?)\b",
    re.IGNORECASE,
)


class BlamingTone(KindWords):
    """Words that blame families, or threaten them: “failure to attend will result in”, “you failed to”.

    A parent who could not come had a reason: a sick child, a shift, a bus. A threat makes them stop asking. To say
    what to do, by when, and who can help gets more people to come.

    **Left alone:**

    - what the council or the law must do: “the authority failed to act”
    - questions about machines and buildings that fail
    - quotations, and what is told as history: “In 1913…”
    - lists of words to avoid

    Warnings about offences, orders and licences are for a person to look at, and so is what follows from a missed
    visit: “if you do not come, you will be discharged”.
    """

    id = "inclusive.blaming-tone"
    topic = "blaming"
    title = "Words that blame or threaten"
    message = "“{quote}” can sound like blame or a threat."
    fix = "Write “{value}”."
    commitments = ("communicate.constructive", "value.kindness", "value.respect")
    severity = "problem"
    sources = ("https://www.gov.uk/guidance/content-design/writing-for-gov-uk",)

    def extract(self, page: Page) -> Iterator[Fact]:
        threats = []
        for found in search(page, _THREAT):
            place = at(page, found.block, found.start, found.end)
            threats.append(place)
            lawful = _LAW.search(found.block.text, *found.sentence) is not None
            yield Fact(place, key=THREAT, kind=FACT if lawful or found.match[0].startswith("if ") else "")
        for fact in super().extract(page):
            if not any(_inside(fact.place, threat) for threat in threats):
                yield replace(fact, kind=FACT if _LAW.search(_around(fact.place)) else "")

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            if fact.key == THREAT:
                yield self.finding(fact, fix=SAY_HELP, review=fact.kind == FACT)
            else:
                for finding in super().judge((fact,), site):
                    yield replace(finding, review=finding.review or fact.kind == FACT)


def _around(place: Place) -> str:
    """The words around a place, as far as a sentence goes."""
    return place.block[max(0, place.start - _FAR) : place.end + _FAR]


def _inside(place: Place, threat: Place) -> bool:
    return place.path == threat.path and threat.start <= place.start < threat.end

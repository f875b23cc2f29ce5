"""Instructions that speak about the reader instead of to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.phrases import phrases
from rules.core.rule import Rule, at
from rules.core.running_text import overlaps, search

_ACTIONS = (
    r"(?:access|appeal|apply|arrange|ask|attend|book|bring|call|check|choose|claim|collect|complain|complete|contact"
    r"|declare|discuss|download|email|enclose|explain|fill|find|follow|give|include|inform|keep|let|look|make|notify|pay|phone|provide|read|register|renew|reply"
    r"|report|request|return|ring|self-refer|send|sign|speak|state|submit|supply|talk|tell|telephone|use|visit|write)"
)
_INSTRUCTION = re.compile(
    r"(?:^|(?<=[.!?] ))(?P<who>(?:all |any |the |individual )?(?:parents?|carers?|applicants?|claimants?"
    r"|customers?|clients?|families|residents?|service users?|users|members of the public|visitors?|guardians?"
    r"|parent carers?)(?:(?: and |/| or | & )(?:carers?|guardians?|families|young people|applicants?))?"
    r"(?: (?:who )?(?:wishing|want|wish|wanting) to apply)?) "
    r"(?P<helper>must(?: not)?|should(?: not)?|need to|needs to|will need to|will have to|have to|has to|can|may"
    rf"|(?:are|is) (?:asked|advised|encouraged|requested|reminded|urged) to)"
    rf"(?=(?: (?:also|always|only|first|now))? {_ACTIONS}\b)",
    re.MULTILINE,
)
_HELPERS = {"needs to": "need to", "has to": "have to"}


class DistantReader(Rule):
    """An instruction speaks about the reader: “Parents must complete the form”.

    The parent is reading it. “You must complete the form” is shorter, and nobody has to work out whether they are
    meant. Some pages are written for schools, so a person must look first.

    **Left alone:**

    - what families do, rather than what they are asked to do: “parents often tell us”
    - instructions for somebody else: “schools must tell parents”
    - quotations, headings and titles
    """

    id = "plain-english.distant-reader"
    title = "Instructions that do not say “you”"
    message = "“{quote}” speaks about the reader, not to them."
    fix = "If the reader is meant, write “{value}”."
    commitments = ("communicate.plain-english", "partnership.equals")
    severity = "advice"
    review = True
    sources = ("https://www.gov.uk/guidance/content-design/writing-for-gov-uk",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for found in search(page, _INSTRUCTION):
            if found.block.kind in ("heading", "term") or overlaps(found, page.of(phrases)):
                continue
            helper = found.match["helper"]
            yours = "Please" if helper.startswith(("are", "is")) else f"You {_HELPERS.get(helper, helper)}"
            _, end = found.sentence
            their = re.search(r"\b(?:their|they|them)\b", found.block.text[found.end : end])
            yield Fact(at(page, found.block, found.start, found.end), key="their" if their else "", value=yours)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            more = " Then “their” becomes “your”, and “they” becomes “you”." if fact.key else ""
            yield self.finding(fact, fix=self.fix.format(value=fact.value) + more)

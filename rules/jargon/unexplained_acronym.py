"""Acronyms that the page never explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core import inflect
from rules.core.acronyms import acronyms, known_to_everybody, listed
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.rule import Rule, at, once


@dataclass(frozen=True)
class UnexplainedAcronym(Rule):
    """Letters that stand for something the page never says.

    A parent new to all this meets four letters they do not know, then five more, and stops reading. Explaining
    each once, where it first stands, is enough.

    Letters that are not in our list may be a name: a person must look first.

    **Left alone:**

    - acronyms explained anywhere on the page: “special educational needs and disabilities (SEND)”
    - the same the other way round, in an `<abbr>` or in a table
    - those everybody knows, such as NHS
    - words and headings in capitals for emphasis
    - names, codes and Roman numerals
    """

    id = "jargon.unexplained-acronym"
    title = "Acronyms that are never explained"
    message = "“{key}” is not explained on this page."
    fix = "Say what “{key}” stands for where it first stands, or leave it out."
    commitments = ("communicate.plain-english",)
    wcag = ("3.1.4",)
    sources = (
        "https://www.w3.org/WAI/WCAG22/Understanding/abbreviations",
        "https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#abbreviations-and-acronyms",
    )

    def extract(self, page: Page) -> Iterator[Fact]:
        yield from once(
            Fact(at(page, mention), key=mention.key)
            for mention in page.of(acronyms)
            if not mention.value and not known_to_everybody(mention.key)
        )

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            entry = listed(fact.key)
            yield self.finding(fact, fix=self._fix(fact), review=entry is None or entry.review)

    def _fix(self, fact: Fact) -> str | None:
        """What to paste at the first mention: “education, health and care plans (EHCPs)”."""
        entry = listed(fact.key)
        if entry is None:
            return None
        many = fact.place.quote == f"{fact.key}s"
        likely = entry.use if entry.review else entry.use[:1]
        uses = dict.fromkeys(inflect.plural(use) if many else use for use in likely)
        meanings = " or ".join(f"“{use} ({fact.key}{'s' if many else ''})”" for use in uses)
        return f"The first time, write {meanings}. {entry.note}".strip()

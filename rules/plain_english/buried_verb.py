"""Verbs that are buried in a noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Page
from rules.core.phrases import phrases, rewrite
from rules.core.rule import Rule, at

LIST = "nominalisations"


@dataclass(frozen=True)
class BuriedVerb(Rule):
    """A noun is made to do the work of a verb: “make a decision” is “decide”.

    The verb is shorter, and it says who does what. A parent who reads “we will carry out an assessment of your
    child” has to dig for what happens. “We will assess your child” says it.

    **Left alone:**

    - phrases with a word that the verb cannot carry: “make an informed decision”
    - names and titles, such as “Make a Complaint About Us”
    - quotations, and links that are titles
    - glossaries and lists of words to avoid
    """

    id = "plain-english.buried-verb"
    title = "Verbs buried in a noun"
    message = "“{quote}” hides what is done in a noun."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.plainlanguage.gov/guidelines/conversational/avoid-hidden-verbs/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for mention in page.of(phrases):
            if mention.kind == LIST:
                yield Fact(at(page, mention), key=mention.key, value=mention.value)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        words = load(LIST)
        for fact in facts:
            entry = words[fact.key]
            yield self.finding(fact, fix=rewrite(fact.value, entry.note), review=entry.review)

"""Two negatives where one positive would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Page
from rules.core.phrases import phrases, rewrite
from rules.core.rule import Rule, at

LIST = "double_negatives"


@dataclass(frozen=True)
class DoubleNegative(Rule):
    """Two negatives make a positive, but only after some thought: “not unlikely” is “likely”.

    A tired reader, or one who reads English as a second language, sees the two negatives and takes it for a no.

    **Left alone:**

    - one negative: “unlikely”, “not possible”
    - pairs that do not turn round: “difficult if not impossible”
    - what is neither one nor the other: “not unhappy or sad”
    - quotations and names
    """

    id = "plain-english.double-negative"
    title = "Double negatives"
    message = "“{quote}” turns round twice."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.plainlanguage.gov/guidelines/concise/use-positive-language/",)

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

"""Phrases of several words where one would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Page
from rules.core.phrases import phrases, rewrite
from rules.core.rule import Rule, at

LIST = "wordy"


@dataclass(frozen=True)
class WordyPhrase(Rule):
    """Several words do the work of one or two: “at a later date” is “later”.

    Each takes little to read. But a page full of them is a third longer, and what matters to a family is
    harder to find.

    **Left alone:**

    - phrases that say more than the short word: “in some cases”, “on behalf of”
    - names and titles
    - quotations, and links that are titles
    - glossaries and lists of words to avoid
    """

    id = "plain-english.wordy-phrase"
    title = "Phrases where one word would do"
    message = "“{quote}” is longer than it needs to be."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.plainlanguage.gov/guidelines/concise/",)

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

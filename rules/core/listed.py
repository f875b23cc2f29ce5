"""The rules that tell of the entries of one word list, with the words to paste instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Mention, Page
from rules.core.phrases import phrases, rewrite
from rules.core.rule import Rule, at


class ListedWords(Rule):
    """A rule that finds the entries of the word list `listed`. An entry may ask for a person to look first."""

    listed: ClassVar[str]

    def extract(self, page: Page) -> Iterator[Fact]:
        """Each entry that stands on the page and counts there."""
        for mention in page.of(phrases):
            if mention.kind == self.listed and self.counts(mention):
                yield Fact(at(page, mention), key=mention.key, value=mention.value)

    def counts(self, mention: Mention) -> bool:
        """Whether an entry is a fault where it stands; by default it always is."""
        del mention
        return True

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        """Each fact is a finding, with its entry's words to paste and its note."""
        del site
        words = load(self.listed)
        for fact in facts:
            entry = words[fact.key]
            yield self.finding(fact, fix=rewrite(fact.value, entry.note), review=entry.review)

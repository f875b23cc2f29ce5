"""Official openings that say nothing yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Page
from rules.core.phrases import phrases, rewrite
from rules.core.rule import Rule, at

LIST = "openings"

_BEFORE = re.compile(
    r"(?:\A|[.,;:!?–—•(-]|\b(?:and|also|because|but|however|or|so|that|then|therefore))\W*\Z", re.IGNORECASE
)


@dataclass(frozen=True)
class OfficialOpening(Rule):
    """A sentence begins with words of ceremony: “it is worth noting that”, “you are hereby informed that”.

    Parents scan the first words of a line to see if it is for them. These words are the same in front of
    everything, and they sound like a letter from a court.

    **Left alone:**

    - the same words inside a clause: “the area in which it is proposed that”
    - the same words in a quotation or a title
    - “it is important that…”, which says something of its own
    - glossaries and lists of words to avoid
    """

    id = "plain-english.official-opening"
    title = "Official openings"
    message = "“{quote}” keeps the reader waiting for what matters."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("http://www.plainenglish.co.uk/the-a-z-of-alternative-words.html",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for mention in page.of(phrases):
            if mention.kind == LIST and _BEFORE.search(mention.block.text, 0, mention.start):
                yield Fact(at(page, mention), key=mention.key, value=mention.value)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        words = load(LIST)
        for fact in facts:
            entry = words[fact.key]
            yield self.finding(fact, fix=rewrite(fact.value, entry.note), review=entry.review)

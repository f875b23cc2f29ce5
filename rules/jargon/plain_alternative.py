"""Official words that have a plain one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Page
from rules.core.phrases import phrases, rewrite
from rules.core.rule import Rule, at

LIST = "plain_alternatives"


@dataclass(frozen=True)
class PlainAlternative(Rule):
    """A word or phrase of officials where a plain one says the same.

    Each such word costs a reader a moment, and many on one page say: this was not written for you. “Prior to” is
    “before”, “in receipt of” is “getting”.

    **Left alone:**

    - names and titles of laws, teams and documents
    - quotations, and links that are titles
    - words that the page only talks about, or explains straight away: “commissioning (buying services)”
    - glossaries and lists of words to avoid
    """

    id = "jargon.plain-alternative"
    title = "Official words that have a plain one"
    message = "“{quote}” can be said more plainly."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = (
        "https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style",
        "http://www.plainenglish.co.uk/the-a-z-of-alternative-words.html",
    )

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

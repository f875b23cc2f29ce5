"""Words that are mixed up with another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.core.confusions import LIST, confusions
from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Page
from rules.core.phrases import rewrite
from rules.core.rule import Rule, at

NAME = "“{quote}” is not how its name is written."


class ConfusedWord(Rule):
    """A word that is spelt right, and is the wrong one here: “GP practise”, “dependant on”, “Equalities Act”.

    It can change what is promised: “may effect your benefits” says that there will be some. A law with the wrong
    name cannot be looked up.

    Only phrases where one of the two words can be right are certain. Where both can, a person must look first.

    **Left alone:**

    - “effect a change”, “a dependant”, “we practise”, and whatever else is right as it stands
    - names and titles, but for names of laws
    - quotations
    - lists of words to avoid
    """

    id = "spelling.confused-word"
    title = "Words mixed up with another"
    message = "“{quote}” mixes up two words."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style", "https://www.legislation.gov.uk")

    def extract(self, page: Page) -> Iterator[Fact]:
        for mention in page.of(confusions):
            if mention.kind != "apostrophe":
                yield Fact(at(page, mention), key=mention.key, value=mention.value)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        words = load(LIST)
        for fact in facts:
            entry = words[fact.key]
            message = NAME.format(quote=fact.place.quote) if entry.topic == "name" else None
            yield self.finding(fact, message=message, fix=rewrite(fact.value, entry.note), review=entry.review)

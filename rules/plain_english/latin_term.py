"""Latin words and short forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Mention, Page
from rules.core.phrases import phrases, rewrite
from rules.core.rule import Rule, at

LIST = "latin"


def _a_way(mention: Mention) -> bool:
    """Whether it is “via” before the name of a place on the way."""
    return mention.key == "via" and mention.block.text[mention.end + 1 : mention.end + 2].isupper()


class LatinTerm(Rule):
    """Latin, or a short form of it: “e.g.”, “i.e.”, “etc”, “ad hoc”.

    Many readers mix up “e.g.” and “i.e.”, and some screen readers say “egg” for “eg”. GOV.UK and the NHS write
    the English words.

    **Left alone:**

    - names: “Etc Theatre”, “Via Gellia”
    - “via” where it is a way to travel: “the bus goes via the station”
    - web and e-mail addresses
    - quotations and titles of laws
    - glossaries and lists of words to avoid
    """

    id = "plain-english.latin-term"
    title = "Latin words and short forms"
    message = "“{quote}” is Latin."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = (
        "https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style",
        "https://service-manual.nhs.uk/content/a-to-z-of-nhs-health-writing",
    )

    def extract(self, page: Page) -> Iterator[Fact]:
        for mention in page.of(phrases):
            if mention.kind == LIST and not _a_way(mention):
                yield Fact(at(page, mention), key=mention.key, value=mention.value)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        words = load(LIST)
        for fact in facts:
            entry = words[fact.key]
            yield self.finding(fact, fix=rewrite(fact.value, entry.note), review=entry.review)

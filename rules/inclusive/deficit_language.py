"""Words for people that blame, pity or label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Page
from rules.core.phrases import phrases, rewrite
from rules.core.rule import Rule, at

LIST = "inclusive"
CONTESTED = "Some people use “{}”, others are hurt by it or find it out of date. Please look."


@dataclass(frozen=True)
class DeficitLanguage(Rule):
    """Words that show a person as a victim, a burden or a diagnosis.

    A young person who reads “suffers from” or “the disabled” about themselves feels judged before they ask for
    help. Kinder words say the same. They come from disabled people’s organisations, the NHS and GOV.UK.

    People choose different words for themselves. Where they do, a person must look first.

    **Left alone:**

    - “the disabled toilet” and other places where a noun follows
    - names of laws, charities and teams
    - quotations
    - handicaps in horse racing and golf
    - lists of words to avoid
    """

    id = "inclusive.deficit-language"
    title = "Words that label or pity people"
    message = "“{quote}” can label, blame or leave out the people it speaks of."
    fix = "Write “{value}”."
    commitments = ("communicate.constructive", "value.respect")
    sources = (
        "https://www.gov.uk/government/publications/inclusive-communication",
        "https://service-manual.nhs.uk/content/inclusive-content/disabilities-and-conditions",
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
            yield self.finding(
                fact,
                message=CONTESTED.format(fact.place.quote) if entry.review else None,
                fix=rewrite(fact.value, entry.note),
                severity="advice" if entry.review else None,
                review=entry.review,
            )

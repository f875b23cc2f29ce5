"""Paragraphs of more than five sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Mention, Page
from rules.core.rule import Rule, at
from rules.core.sentences import sentences

_A_SENTENCE = 4


@dataclass(frozen=True)
class LongParagraph(Rule):
    """A paragraph of more than five sentences looks like hard work, and is skipped.

    On a phone it fills the screen. A parent who looks for one answer cannot see where to start.

    **Left alone:**

    - quotations
    - addresses and other lines that are no sentences
    - tables
    """

    id = "plain-english.long-paragraph"
    title = "Paragraphs that are too long"
    message = "This paragraph has {value} sentences."
    fix = "Split it into two or more."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.gov.uk/guidance/content-design/writing-for-gov-uk",)
    sentences: int = 5

    def extract(self, page: Page) -> Iterator[Fact]:
        for block, said in groupby(page.of(sentences), key=lambda sentence: sentence.block):
            if block.kind in ("paragraph", "item") and not block.quoted:
                whole = [s for s in said if int(s.value) >= _A_SENTENCE and _ends(s)]
                if len(whole) > self.sentences:
                    middle = whole[(len(whole) + 1) // 2].quote.split()[:4]
                    yield Fact(at(page, block), key=" ".join(middle), value=str(len(whole)))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            yield self.finding(
                fact,
                message=f"This paragraph has {fact.value} sentences. Aim for {self.sentences} or fewer.",
                fix=f"Begin a new paragraph, for example before “{fact.key.rstrip('.,;:!?')}…”.",
            )


def _ends(sentence: Mention) -> bool:
    return sentence.quote.rstrip("\"'”’)]")[-1:] in (".", "!", "?", "…")

"""Pages with so many acronyms that nobody can keep them in mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.core.acronyms import acronyms, known_to_everybody
from rules.core.findings import Fact
from rules.core.glossary import is_glossary
from rules.core.page import Page
from rules.core.rule import Rule, at

WORDS_EACH = 250


@dataclass(frozen=True)
class TooManyAcronyms(Rule):
    """So many different acronyms on one page that a reader cannot keep them in mind.

    Explaining each does not help when there are a dozen: by the fifth, the first is forgotten. Letters that are
    met only once or twice need not be letters at all.

    **Left alone:**

    - acronyms that everybody knows, such as NHS
    - letters in quotation marks
    - glossaries
    - a page with no more than `most` of them, or a long page with one for every 250 words
    """

    id = "jargon.too-many-acronyms"
    title = "Too many acronyms on one page"
    message = "This page uses many different acronyms: {value}."
    fix = "Write out in full those that are used only once or twice."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#abbreviations-and-acronyms",)

    most: int = 8

    def extract(self, page: Page) -> Iterator[Fact]:
        used = {
            mention.key: mention
            for mention in reversed(page.of(acronyms))
            if mention.kind != "quoted" and not known_to_everybody(mention.key)
        }
        if len(used) > self.most and len(used) * WORDS_EACH > _length(page) and not is_glossary(page):
            listed = ", ".join(f"“{acronym}”" for acronym in sorted(used, key=str.upper))
            first = min(used.values(), key=lambda m: (m.block.index, m.start))
            yield Fact(at(page, first), key="many acronyms", value=listed)


def _length(page: Page) -> int:
    """The number of words in the main content."""
    return sum(len(block.text.split()) for block in page.main)

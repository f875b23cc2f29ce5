"""Pages that ask more of a reader than most adults can give at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.readability import reading_age
from rules.core.rule import Rule, at

_GRADUATE = 21


@dataclass(frozen=True)
class ReadingAge(Rule):
    """The page’s long words and long sentences ask for more schooling than many families have had.

    Families read these pages tired, worried, or in a second language. Many adults in the UK read as well as a
    child of nine to eleven does.

    The age is worked out with the SMOG formula, from the words of three syllables and more in each sentence.
    Words that cannot be avoided (“educational”) count too: take it as a rough measure, and look at the page.

    **Left alone:**

    - pages with fewer than 100 words of prose
    - lists of links
    - pages not in English
    """

    id = "plain-english.reading-age"
    title = "Pages that are hard to read"
    message = "This page asks for the reading skills of someone aged about {value}."
    fix = "Split the longest sentences first, then swap long words for short ones."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = (
        "https://service-manual.nhs.uk/content/how-we-write",
        "https://github.com/textstat/textstat",
    )
    highest: float = 17.0

    def extract(self, page: Page) -> Iterator[Fact]:
        age = page.of(reading_age)
        if age is not None and age > self.highest:
            content = next(page.dom.iter("main", "body"), page.dom)
            yield Fact(at(page, content), key="reading age", value=str(round(age)))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            graduate = int(fact.value) > _GRADUATE
            yield self.finding(
                fact,
                message="This page asks for the reading skills of a graduate." if graduate else None,
            )

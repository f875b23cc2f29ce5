"""Pages that ask more of a reader than most adults can give at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rules.core.drivers import changes, drives
from rules.core.findings import Fact, Finding, Site
from rules.core.model import band
from rules.core.page import Page
from rules.core.readability import reading_age
from rules.core.rule import Rule, at


@dataclass(frozen=True)
class ReadingAge(Rule):
    """The page’s words and sentences ask for more schooling than many families have had.

    Families read these pages tired, worried, or in a second language. Many adults in the UK read as well as a
    child of nine to eleven does.

    The age comes from the words, how common and how concrete they are, and from the sentences, how long and how
    involved they are. Each counts as much as it did when teachers judged thousands of texts. It is a measure and
    no verdict, so it is told as a band.

    **Left alone:**

    - pages with fewer than 100 words of prose
    - lists of links
    - pages not in English
    - words set as code
    - names, except that a rare name is a rare word
    """

    id = "plain-english.reading-age"
    title = "Pages that are hard to read"
    message = "This page is hard to read. Reading age: {value}."
    fix = "Split the longest sentences first, then swap rare words for everyday ones."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = (
        "https://service-manual.nhs.uk/content/how-we-write",
        "https://doi.org/10.3758/s13428-022-01802-x",
    )
    highest: float = 16.0

    def extract(self, page: Page) -> Iterator[Fact]:
        age = page.of(reading_age)
        if age is None or age <= self.highest:
            return
        content = at(page, next(page.dom.iter("main", "body"), page.dom))
        yield Fact(content, key="reading age", value=band(age))
        yield Fact(content, key="drives", value=drives(page))
        yield Fact(content, key="changes", value=changes(page))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for _, told in groupby(facts, key=lambda fact: fact.place.url):
            age, why, what = told
            yield self.finding(
                age,
                message=f"This page is hard to read. Reading age: {age.value}. What makes it hard: {why.value}.",
                fix=what.value,
            )

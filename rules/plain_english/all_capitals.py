"""Sentences and headings in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.core.acronyms import known_to_everybody, listed
from rules.core.calendar import MONTHS, WEEKDAYS
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule, at
from rules.core.running_text import search

_RUN = re.compile(
    r"[A-Z](?<![\w/@.-][A-Z])(?:[A-Z'’&/-]*[A-Z]\b)?"
    r"(?:[,.:;!?–-]? (?:[A-Z][A-Z'’&/-]*|[A-Z&\d][\d:.]*)(?![\w@]))+[!?.]?"
)
_WORD = re.compile(r"[A-Z][A-Z'’-]*")
_PLAIN = re.compile(r"[A-Z'’-]*[AEIOUY][A-Z'’-]*\Z")


@dataclass(frozen=True)
class AllCapitals(Rule):
    """A sentence or a heading in capitals is slow to read, and looks like shouting.

    We know words by their shape, and capitals have none. Some screen readers spell them out letter by letter.

    **Left alone:**

    - acronyms, also several in a row
    - labels of one or two words, and three in running text: “PLEASE NOTE”
    - codes, postcodes and web addresses
    - quotations
    """

    id = "plain-english.all-capitals"
    title = "Text in capitals"
    message = "“{quote}” is all in capitals."
    fix = "Write “{value}”. Give names their capitals, and use bold if it must stand out."
    commitments = ("communicate.plain-english", "communicate.constructive")
    severity = "advice"
    sources = ("https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#capitalisation",)
    words: int = 4

    def extract(self, page: Page) -> Iterator[Fact]:
        for found in search(page, _RUN, case=True):
            words = [word for word in _WORD.findall(found.quote) if len(word) > 1 and not _acronym(word)]
            least = self.words - (found.block.kind in ("heading", "caption", "summary"))
            if (
                len(words) >= least
                and sum(len(word) > 3 and _PLAIN.match(word) is not None for word in words) * 2 >= least
            ):
                yield Fact(at(page, found.block, found.start, found.end), value=_small(found.quote))


def _acronym(word: str) -> bool:
    return known_to_everybody(word) or listed(word) is not None or not _PLAIN.match(word)


def _small(quote: str) -> str:
    """The same in small letters, with a capital at the beginning, in acronyms and in days and months."""

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        if word == "I" or (len(word) > 1 and _acronym(word)):
            return word
        day = word[:3].lower() in WEEKDAYS and word.endswith("DAY")
        month = word.lower() in MONTHS
        return word.capitalize() if day or month else word.lower()

    text = _WORD.sub(lower, quote)
    return re.sub(r"(?:\A|(?<=[.!?] ))[a-z]", lambda m: m[0].upper(), text)

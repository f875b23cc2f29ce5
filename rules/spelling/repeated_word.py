"""Words that stand twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import eq

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import words
from rules.core.page import Page
from rules.core.rule import Rule, at
from rules.core.running_text import running_text, search

_TWICE = re.compile(r"(?<![\w'@./&-])([a-z]++(?:'[a-z]++)?+) \1(?![\w'@/&-])")
_CERTAIN = words(
    "a an and are as at be been but by can could for from has have he if into its may more must of or our "
    "should such than the their them then they this to us was we were which who will with would your"
)
_MEANT = words(
    "blah boo bye chop click clap ding drip fifty go ha had had hear hip ho hush knock long many more much never "
    "night no now one please really row same so tap that there tick tut tutti two very well yes yo yum"
)


class RepeatedWord(Rule):
    """The same word twice in a row: “the the”.

    It is left over from an edit. People who listen to the page hear a stammer, and may wonder what else was
    not checked.

    A small word such as “the” or “of” is certain. For any other word, a person must look first.

    **Left alone:**

    - “that that”, “had had”, and words said twice on purpose, such as “very very”
    - words with a full stop, a comma or a line between them
    - names such as “Sing Sing”, letters and numbers
    - quotations
    """

    id = "spelling.repeated-word"
    title = "Words that stand twice in a row"
    message = "“{quote}” says a word twice."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.gov.uk/guidance/content-design/writing-for-gov-uk",)

    def extract(self, page: Page) -> Iterator[Fact]:
        if not _any_twice(page.of(running_text).spelt):
            return
        for found in search(page, _TWICE):
            word = found.match[1]
            one, other = found.quote.split(" ")
            if word in _MEANT or len(one) < 2 - (word == "a") or other[0].isupper():
                continue
            if not any(found.start < line < found.end for line in found.block.breaks):
                kind = "certain" if word in _CERTAIN else "likely"
                yield Fact(at(page, found.block, found.start, found.end), key=word, value=one, kind=kind)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            yield self.finding(fact, review=fact.kind != "certain")


def _any_twice(words: list[str]) -> bool:
    """Whether a word stands twice in a row at all, whatever sign is between them: on most pages none does."""
    return any(map(eq, words, islice(words, 1, None)))

"""Words that are mixed up with another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rules.core.findings import Fact, Finding, Site
from rules.core.lists import Entry, load
from rules.core.page import Block, Page
from rules.core.phrases import Automaton, compile_lists, rewrite
from rules.core.quoting import left_alone, quoted
from rules.core.rule import Rule, at
from rules.core.running_text import running_text

LIST = "confusions"


@dataclass(frozen=True)
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
        running, built = page.of(running_text), _automaton()
        for match in built.pattern.finditer(running.lowered):
            block, start, end = running.at(*match.span())
            for sense in built.senses[match[0]]:
                if _meant(block, start, end, sense.entry):
                    (instead,) = sense.fits("base")[:1]
                    capital = block.text[start].isupper()
                    value = instead[:1].upper() + instead[1:] if capital else instead
                    yield Fact(at(page, block, start, end), key=sense.entry.term, value=value)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        words = load(LIST)
        for fact in facts:
            entry = words[fact.key]
            yield self.finding(fact, fix=rewrite(fact.value, entry.note), review=entry.review)


def _meant(block: Block, start: int, end: int, entry: Entry) -> bool:
    """Whether these are the page's own words; the name of a law, told by its capitals, is the law's."""
    if entry.case:
        straight = block.text[start:end].replace("’", "'")
        return straight == entry.term and not quoted(block, start, end)
    return not left_alone(block, start, end, titles=False, capital=entry.term[0].isupper())


@cache
def _automaton() -> Automaton:
    return compile_lists((load(LIST),))

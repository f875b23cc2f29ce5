"""Pages on which too many sentences hide who acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.passive import passives
from rules.core.rule import Rule, at
from rules.core.sentences import sentences

_A_SENTENCE = 5
_BY_CHANCE = 2


@dataclass(frozen=True)
class MostlyPassive(Rule):
    """Too many sentences on this page tell what is done, and not who does it.

    A parent reads the page to find out who will help. When things are “provided”, “assessed” and “agreed” by
    nobody, there is nobody to ask.

    **Left alone:**

    - pages with fewer than ten whole sentences
    - two sentences more than the limit, as chance brings them
    - sentences that say by whom
    - headings, tables and quotations
    """

    id = "plain-english.mostly-passive"
    title = "Pages that keep hiding who acts"
    message = "Of every 100 sentences on this page, {value} do not say who acts."
    fix = "Begin sentences with who does it: “we”, “you”, or the name of the team."
    commitments = ("communicate.plain-english", "communicate.open")
    severity = "advice"
    sources = ("https://www.plainlanguage.gov/guidelines/conversational/use-active-voice/",)
    share: float = 0.3
    sentences: int = 10

    def extract(self, page: Page) -> Iterator[Fact]:
        told = [s for s in page.of(sentences) if int(s.value) >= _A_SENTENCE and s.kind in ("paragraph", "item")]
        if len(told) < self.sentences:
            return
        starts: dict[int, list[int]] = {}
        for verb in page.of(passives):
            starts.setdefault(verb.block.index, []).append(verb.start)
        hiding = sum(any(s.start <= n < s.end for n in starts.get(s.block.index, ())) for s in told)
        if hiding > self.share * len(told) + _BY_CHANCE:
            content = next(page.dom.iter("main", "body"), page.dom)
            yield Fact(at(page, content), key="passive sentences", value=str(round(100 * hiding / len(told))))

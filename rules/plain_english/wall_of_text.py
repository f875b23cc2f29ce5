"""Long runs of text with no heading, list or break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Block, Page
from rules.core.rule import Rule, at
from rules.core.sentences import prose, words_in

_LABEL = 12


@dataclass(frozen=True)
class WallOfText(Rule):
    """Paragraph follows paragraph for more than 300 words, with no heading and no list.

    People do not read a web page from the top: they look down it for their own question. In a wall of text there
    is nothing to stop at.

    **Left alone:**

    - text broken up by headings, lists, tables or lines in bold
    - quotations
    - text in other languages
    """

    id = "plain-english.wall-of-text"
    title = "Walls of text"
    message = "Here {value} words follow each other without a heading or a list."
    fix = "Put a heading over each new topic, worded as families would ask for it, or make a list of the steps."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://service-manual.nhs.uk/content/how-we-write",)
    words: int = 300

    def extract(self, page: Page) -> Iterator[Fact]:
        run: list[Block] = []
        for block in page.of(prose):
            if _breaks(block) or (run and block.heading is not run[-1].heading):
                yield from self._wall(page, run)
                run = []
            if not _breaks(block):
                run.append(block)
        yield from self._wall(page, run)

    def _wall(self, page: Page, run: list[Block]) -> Iterator[Fact]:
        if len(run) < 2 or sum(len(block.text) for block in run) < 3 * self.words:
            return
        words = sum(len(words_in(block.text)) for block in run)
        if words > self.words:
            first = run[0].text
            end = first.find(". ")
            yield Fact(at(page, run[0], 0, end + 1 if end > 0 else len(first)), value=str(words // 50 * 50))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            yield self.finding(
                fact,
                message=f"From here, more than {fact.value} words follow each other without a heading or a list.",
            )


def _breaks(block: Block) -> bool:
    """Whether the eye can rest here: anything but running text, or a short line without a stop."""
    if block.kind != "paragraph" or block.quoted or block.within(0, len(block.text), "strong", "b", "a"):
        return True
    return len(block.text) < 90 and block.text[-1] not in ".!?" and len(block.text.split()) <= _LABEL

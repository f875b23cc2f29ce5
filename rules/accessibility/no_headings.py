"""A long page without headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.core.findings import Fact
from rules.core.page import Block, Page
from rules.core.rule import Rule, at

_TEXT = ("paragraph", "item", "cell", "term", "summary")
_A_WALL = 300


@dataclass(frozen=True)
class NoHeadings(Rule):
    """A long page whose content has no headings below its name.

    Nobody reads a long page from the top. People look for the heading that names their question, and people who
    listen jump from heading to heading. Here there is nowhere to jump to.

    **Left alone:**

    - pages of fewer than 500 words
    - pages with any heading in the content below the main one
    - walls of text, which another rule finds
    """

    id = "accessibility.no-headings"
    title = "Long pages without headings"
    message = "This page is long, and no headings divide its content into parts."
    fix = "Put a heading (h2) over each new topic, worded as families would ask for it."
    commitments = ("communicate.plain-english", "partnership.participation")
    severity = "advice"
    wcag = ("2.4.6", "2.4.10")
    sources = ("https://www.w3.org/WAI/tutorials/page-structure/headings/",)
    words: int = 500

    def extract(self, page: Page) -> Iterator[Fact]:
        headings = [block for block in page.main if block.kind == "heading"]
        if len(headings) > 1 or any(block.level > 1 for block in headings):
            return
        text = [block for block in page.main if block.kind in _TEXT]
        if sum(len(block.text) for block in text) < 4 * self.words or _is_a_wall(text):
            return
        if sum(len(block.text.split()) for block in text) >= self.words:
            yield Fact(at(page, text[0]), key="no headings")


def _is_a_wall(text: list[Block]) -> bool:
    run = 0
    for block in text:
        run = run + len(block.text.split()) if block.kind == "paragraph" else 0
        if run > _A_WALL:
            return True
    return False

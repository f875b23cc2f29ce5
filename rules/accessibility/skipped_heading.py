"""A heading that skips a level."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from rules.core.findings import Fact
from rules.core.names import accessible_name
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import Rule, at

_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class SkippedHeading(Rule):
    """Headings should go down one level at a time: under an h2 comes an h3, not an h4.

    A person who listens to a page moves through it by its headings. A level that is skipped sounds like a part of
    the page that has gone missing.

    **Left alone:**

    - going back up any number of levels
    - the first heading of the page, whatever its level
    - headings of the header, navigation, side panels and footer
    """

    id = "accessibility.skipped-heading"
    title = "Headings that skip a level"
    message = "“{quote}” skips a heading level: {value}."
    fix = "Choose the level that follows, and let the style sheet set how it looks."
    commitments = ("partnership.participation",)
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/tutorials/page-structure/headings/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        levels = {b.element: b for b in page.blocks if b.kind == "heading"}
        before = 0
        for element, level in _outline(page, {e: b.level for e, b in levels.items()}):
            block = levels.get(element)
            if block and block.region == "main" and 0 < before < level - 1:
                yield Fact(at(page, block), value=f"it is h{level} after h{before}")
            before = level


def _outline(page: Page, read: dict[HtmlElement, int]) -> Iterator[tuple[HtmlElement, int]]:
    """Every heading and its level, in order: those with text, and those that only hold an image with a name."""
    wordless = [e for e in page.dom.iter(*_TAGS) if e not in read and not unseen(e) and accessible_name(e).strip()]
    if not wordless:
        yield from read.items()
        return
    for element in page.dom.iter():
        if element in read:
            yield element, read[element]
        elif element in wordless:
            yield element, int(str(element.tag)[1])

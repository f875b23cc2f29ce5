"""A heading with nothing under it."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.cms import leaked_fields
from rules.core.findings import Fact
from rules.core.page import Block, Page
from rules.core.rule import Rule, at
from rules.core.sections import is_opener, next_content, nothing_between


class EmptySection(Rule):
    """A heading promises something and there is nothing under it.

    A parent who looks for the form or the guide that the heading names cannot tell whether it is missing, moved,
    or still to come.

    A field that leaked from the website’s editing form is not content.

    **Left alone:**

    - a heading over headings of a lower level
    - one followed by an image, video, form, table or button
    - one followed by a page from another site, or by text that opens (an accordion)
    - headings that are links, or in the side panels and footer
    - the page’s own title
    """

    id = "local-offer.empty-section"
    title = "Sections with nothing in them"
    message = "There is nothing under the heading “{quote}”: this section is empty."
    fix = "Put in what the heading promises, or take the heading out."
    commitments = ("accountable.available", "communicate.open")

    def extract(self, page: Page) -> Iterator[Fact]:
        leaked = {m.block.index for m in page.of(leaked_fields) if m.end - m.start == len(m.block.text)}
        for block in page.main:
            if block.kind == "heading" and block.level > 1 and block.index not in leaked:
                after = next_content(page, block, leaked)
                if _closes(block, after) and nothing_between(page, block, after) and not is_opener(block):
                    yield Fact(at(page, block))


def _closes(heading: Block, after: Block | None) -> bool:
    """Whether what comes next ends the section: a heading of the same or a higher level, or the end."""
    return after is None or (after.kind == "heading" and after.level <= heading.level)

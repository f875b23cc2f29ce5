"""Paragraphs without text, and rows of line breaks, that only make room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import at

_MOST_BREAKS = 3


class EmptyParagraph(FaultsRule):
    """A paragraph with nothing in it, or several line breaks in a row, to make room between things.

    Some screen readers say “blank” for each, and people think that the page ends there.

    **Left alone:**

    - paragraphs that a script may fill: those with an id, a class, a role or data attributes
    - paragraphs with a picture or a field
    - one or two line breaks
    """

    id = "accessibility.empty-paragraph"
    title = "Empty paragraphs"
    message = "There is an empty paragraph here."
    fix = "Take it out, and let the style sheet make the room."
    commitments = ("partnership.participation",)
    severity = "advice"
    sources = ("https://html.spec.whatwg.org/multipage/grouping-content.html#the-p-element",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "paragraph": Fault(
            "There is an empty paragraph on this page.",
            "Delete the blank lines, and let the style sheet make the room.",
        ),
        "breaks": Fault(
            "There are three or more line breaks in a row on this page, to make room.",
            "Start a new paragraph instead.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        empty = next((p for p in elements.of("p") if _is_empty(p) and not unseen(p)), None)
        if empty is not None:
            yield Fact(at(page, empty), key="empty paragraph", kind="paragraph")
        run = next((br for br in elements.of("br") if _begins_a_run(br) and not unseen(br)), None)
        if run is not None:
            yield Fact(at(page, run), key="line breaks", kind="breaks")


def _is_empty(paragraph: HtmlElement) -> bool:
    if paragraph.attrib or (paragraph.text or "").strip():
        return False
    return all(child.tag == "br" and not (child.tail or "").strip() for child in paragraph)


def _begins_a_run(br: HtmlElement) -> bool:
    here = br
    for _ in range(_MOST_BREAKS - 1):
        following = here.getnext()
        if following is None or following.tag != "br" or (here.tail or "").strip():
            return False
        here = following
    return True

"""A page without a main heading, or with more than one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, place_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen


class MissingH1(FaultsRule):
    """A page whose main heading (h1) is missing, or that has several in its content.

    Many people who listen to a page jump to its main heading first. It tells them that they are in the right
    place. Search engines read it too.

    **Left alone:**

    - drafts and other parts of a page, which get their main heading from the template
    - main headings in the header and those that only a screen reader reads
    - an h1 that is empty, which is another fault
    """

    id = "accessibility.missing-h1"
    title = "Pages without one main heading"
    message = "The page has no main heading (h1)."
    fix = "Make the name of the page its one h1."
    commitments = ("partnership.participation",)
    severity = "advice"
    sources = ("https://www.w3.org/WAI/tutorials/page-structure/headings/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "none": Fault("The page has no main heading (h1).", "Mark up the name of the page as its h1."),
        "several": Fault(
            "“{quote}” is a second main heading (h1) on the page.",
            "Keep one h1, the name of the page, and make the others h2.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        if page.fragment:
            return
        tags = [e for e in page.of(markup).of("h1") if e.get("role") in (None, "heading") and not unseen(e)]
        if not tags and page.blocks and not any(_is_first_level(e) for e in _by_role(page)):
            yield Fact(place_of(page, page.dom, ""), kind="none")
        content = [block for block in page.main if block.kind == "heading" and block.element.tag == "h1"]
        if len(content) > 1:
            second = content[1]
            yield Fact(place_of(page, second.element, second.text), kind="several")


def _by_role(page: Page) -> Iterator[HtmlElement]:
    return (e for e in page.of(markup).having("role") if e.get("role") == "heading")


def _is_first_level(element: HtmlElement) -> bool:
    return element.get("aria-level") == "1" and not unseen(element)

"""A heading without words."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.accessible import accessibility
from rules.core.faults import called
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.rule import Rule, at

_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class EmptyHeading(Rule):
    """A heading without words announces a part of the page that is not there.

    People who listen to a page move through it by its headings. An empty one is a dead end: “heading level 2”, and
    nothing more. Most come from an empty line that was formatted as a heading.

    **Left alone:**

    - headings that hold an image with alternative text
    - headings that are hidden from everyone, or from screen readers
    """

    id = "accessibility.empty-heading"
    title = "Headings without words"
    message = "This heading ({value}) is empty: it has no words, and no image with alternative text."
    fix = "Write the heading, or take it out. Leave room with the style sheet, not with empty headings."
    commitments = ("partnership.participation",)
    wcag = ("1.3.1",)
    act = ("ffd0e9",)
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/ffd0e9/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        given_the_role = (e for e in elements.having("role") if e.tag not in _TAGS)
        for heading in (*elements.of(*_TAGS), *given_the_role):
            if not len(heading) and (heading.text or "").strip():
                continue
            if told.role(heading) == "heading" and not told.name(heading) and told.told(heading):
                yield Fact(at(page, heading), key=called(heading), value=str(heading.tag))

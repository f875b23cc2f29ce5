"""A page without a title."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.rule import Rule, at

_NOT_THE_PAGES = ("svg", "template", "iframe")


class MissingTitle(Rule):
    """A page without a title (title element) cannot be told from others in a row of tabs or in a search.

    It is the first thing that a screen reader says. A parent with six pages open cannot find this one again.

    **Left alone:**

    - drafts that have no page around them yet
    - the titles of drawings, which name the drawing

    Whether the title says what the page is about is another matter.
    """

    id = "accessibility.missing-title"
    title = "Pages without a title"
    message = "The page has no title (title element), or an empty one."
    fix = "Write a title that says what the page is about, then the name of the council."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.4.2",)
    act = ("2779a5",)
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/2779a5/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        if page.fragment:
            return
        of_the_page = (
            t for t in page.of(markup).of("title") if next(t.iterancestors(*_NOT_THE_PAGES), None) is None
        )
        first = next(of_the_page, None)
        if first is None or not str(first.text_content()).strip():
            yield Fact(at(page, page.dom), key="missing" if first is None else "empty")

"""A link that should skip to the content, and leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.link_words import skips
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.rule import Rule, at

_FIRST = 5


class BrokenSkipLink(Rule):
    """A link at the top of the page should skip the menus, but what it leads to is not on the page.

    People who use the keyboard have to go through every link of the menu, on every page, to reach the text.

    **Left alone:**

    - pages without a skip link, which another rule looks at
    - links to the top of the page, and links to other pages
    - links further down
    """

    id = "accessibility.broken-skip-link"
    title = "Skip links that lead nowhere"
    message = "The skip link “{quote}” leads nowhere: the page has no element with the id “{key}”."
    fix = "Give the main content that id, or let the link lead to the id that it has."
    commitments = ("partnership.participation",)
    wcag = ("2.4.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/general/G1",)

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        for link in page.links[:_FIRST]:
            target = link.href.strip().removeprefix("#")
            if target == link.href.strip() or target in ("", "top") or not skips(link.name):
                continue
            if target not in elements.ids and not any(e.get("name") == target for e in elements.having("name")):
                yield Fact(at(page, link), key=target)

"""A link that skips to the content, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rules.core.attributes import attributes
from rules.core.faults import Fault, FaultsRule
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page, Place
from rules.core.rule import at

_SKIPS = re.compile(
    r"\b(?:skip|jump|straight|go) (?:straight )?(?:to|over|past|navigation|links?|menu)\b", re.IGNORECASE
)
_MANY = 12


@dataclass(frozen=True)
class SkipLink(FaultsRule):
    """A link at the top of a page that skips the menus is broken, or is missing before a long menu.

    Who uses the keyboard has to go through every link of the menu, on every page, to reach the text.

    **Left alone:**

    - pages with few links before their content
    - pages without a skip link that mark their main content, or begin it with a heading
    - drafts and other parts of a page
    """

    id = "accessibility.skip-link"
    title = "Skip links that are broken or missing"
    message = "The skip link does not work."
    fix = "Let the first link of the page lead to the id of the main content."
    commitments = ("partnership.participation",)
    wcag = ("2.4.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/general/G1",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "broken": Fault(
            "The skip link “{quote}” leads nowhere: the page has no element with the id “{key}”.",
            "Give the main content that id, or let the link lead to the id that it has.",
            "problem",
        ),
        "missing": Fault(
            "There is no skip link: many links come before the content, and nothing lets the keyboard skip them.",
            "Add a link to the main content as the first thing on the page.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        links = page.links[:5]
        skipping = [link for link in links if link.href.startswith("#") and _SKIPS.search(link.name)]
        elements = page.of(markup)
        names = {e.get("name") for e in page.of(attributes).get("name", ())}
        for link in skipping:
            target = link.href[1:]
            if target and target != "top" and target not in elements.ids and target not in names:
                yield Fact(at(page, link), key=target, kind="broken")
        if not skipping and not page.fragment and "main" not in elements.tags and _has_a_long_menu(page):
            yield Fact(Place(page.url, "body", "", 0, 0), key="skip link", kind="missing")


def _has_a_long_menu(page: Page) -> bool:
    """Whether many links come first on the page, before any heading of the content."""
    if any(element.get("role") == "main" for element in page.of(attributes).get("role", ())):
        return False
    first = next((b for b in page.blocks if b.kind == "heading" and b.region == "main"), None)
    if first is not None and first.level == 1:
        return False
    before = [link for link in page.links if link.block and (first is None or link.block.index < first.index)]
    return sum(link.region in ("nav", "header") for link in before) >= _MANY

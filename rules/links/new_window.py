"""A link that opens a new window without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule, at

_SAID = re.compile(
    r"\b(?:new|another|separate) (?:browser )?(?:window|tab|page)|\bopens? in\b|\bexternal\b", re.IGNORECASE
)
_STAYS = ("_self", "_parent", "_top", "")


class NewWindow(Rule):
    """A link opens a new window or tab, and does not say so.

    The Back button no longer works, and many people do not see why. Those who cannot see the screen are lost
    between windows.

    **Left alone:**

    - links whose name, title or picture says that they open a new window
    - links in the navigation, the header and the footer, which belong to the template
    - pages that say at the top of the text what links do
    """

    id = "links.new-window"
    title = "Links that open a new window unannounced"
    message = "“{quote}” opens in a new window or tab, and does not say so."
    fix = "Let it open in the same window, or add “(opens in new tab)” to the link."
    commitments = ("partnership.participation",)
    severity = "advice"
    wcag = ("3.2.5",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/general/G201",)

    def extract(self, page: Page) -> Iterator[Fact]:
        opening = [link for link in page.links if link.region == "main" and _opens(link.element.get("target"))]
        if not opening or any(_says_so_of_all(block.text) for block in page.main):
            return
        for link in opening:
            behind = link.block.text[link.end : link.end + 30] if link.block else ""
            if link.text and not _SAID.search(f"{link.name} {link.element.get('title', '')} {behind}"):
                yield Fact(at(page, link), key=link.target)


def _opens(target: str | None) -> bool:
    return target is not None and target.strip().lower() not in _STAYS


def _says_so_of_all(text: str) -> bool:
    return "links" in text.lower() and _SAID.search(text) is not None

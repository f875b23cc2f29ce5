"""A web address where words should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule, at

_URL = re.compile(r"(?<![\w@/.])(?<!\]\()(?:https?://[^\s<>“”\"]+|www\.[\w-]+\.[^\s<>“”\"]+)", re.IGNORECASE)
_ADDRESS_WITH_PATH = re.compile(r"[\w-]+(?:\.[\w-]+)+/\S+")
_AFTER = ".,;:!?)]}'’”\""


class RawUrl(Rule):
    """A web address in the text says little of what is there, and is hard to read or hear.

    A long address tells a family nothing of the page it leads to. A screen reader spells it out sign by sign. One
    that is not a link has to be typed by hand.

    **Left alone:**

    - e-mail addresses
    - code, and links written in Markdown
    - the navigation
    - a site named by its name (“GOV.UK”)
    """

    id = "links.raw-url"
    title = "Web addresses in place of words"
    message = "“{quote}” is a raw web address (URL): it does not say in words what is there."
    fix = "Use the name of the page as the link text, and keep the address behind it."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    wcag = ("2.4.9",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-link-only",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for block in page.prose:
            if "://" in block.text or "ww." in block.text.lower():
                for match in _URL.finditer(block.text):
                    url = match[0].rstrip(_AFTER)
                    yield Fact(at(page, block, match.start(), match.start() + len(url)), key=url)
        for link in page.links:
            if link.region != "nav" and _ADDRESS_WITH_PATH.fullmatch(link.text) and not _URL.match(link.text):
                yield Fact(at(page, link), key=link.text)

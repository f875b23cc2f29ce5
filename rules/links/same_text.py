"""Two links with the same text that lead to different places."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.addresses import destination
from rules.core.findings import Fact
from rules.core.link_words import says_nothing
from rules.core.page import Block, Page
from rules.core.rule import Rule, at

_SAID_ELSEWHERE = ("item", "cell", "term", "heading")


class SameText(Rule):
    """Two links in one part of the page have the same text, and lead to different places.

    People who listen to a page call up a list of its links. There the two cannot be told apart, and a family
    that has followed one thinks it knows the other.

    **Left alone:**

    - links under different headings, and in lists and tables, where the words around them tell them apart
    - links whose full name differs, by a label or hidden words
    - links to the same place, and to the same page of a site with and without “www.”
    - numbers, such as those of footnotes
    - vague words such as “more”, which another rule finds, and links in the navigation
    """

    id = "links.same-text"
    title = "The same link text for different places"
    message = "Two links have the same text, “{quote}”, and go to different pages."
    fix = "Say in each link where it goes, for example the name of the website as well."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    wcag = ("2.4.4", "2.4.9")
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-link-only",)

    def extract(self, page: Page) -> Iterator[Fact]:
        first: dict[tuple[Block | None, str], str] = {}
        told = set()
        for link in page.links:
            if link.region != "main" or link.block is None or link.block.kind in _SAID_ELSEWHERE:
                continue
            said = (link.block.heading, link.name.casefold())
            if said in told or not any(map(str.isalpha, said[1])):
                continue
            leads_to = destination(link.target)
            if first.setdefault(said, leads_to) != leads_to and not says_nothing(link.name):
                told.add(said)
                yield Fact(at(page, link), key=link.name)

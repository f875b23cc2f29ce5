"""Link text that says nothing of where it goes."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.link_words import bare, says_nothing
from rules.core.page import Page
from rules.core.rule import Rule, at


class VagueText(Rule):
    """Link text such as “click here” says nothing of where the link goes.

    Many people read a page by its links: a screen reader lists them, and a tired parent scans for the next
    step. Five links that all say “read more” are no help to either.

    **Left alone:**

    - links whose full name, with any hidden words or label, says where they go
    - links in the navigation, which belong to the template
    """

    id = "links.vague-text"
    title = "Links that do not say where they go"
    message = "“{quote}” does not say where the link goes."
    fix = "Make the name of the page or the task the link, for example “apply for a short break”."
    commitments = ("communicate.plain-english",)
    wcag = ("2.4.4", "2.4.9")
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for link in page.links:
            if link.region != "nav" and link.text and says_nothing(link.name):
                yield Fact(at(page, link), key=link.target, value=bare(link.name))

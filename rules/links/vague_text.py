"""Link text that says nothing of where it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule, at

_VAGUE = frozenset(
    words.strip()
    for words in """
    click|click here|click this link|details|download|find out more|follow this link|full details|further details
    further information|go|here|info|information|know more|learn more|link|link here|more|more details|more here
    more info|more information|on this page|page|press here|read|read here|read more|see here|see more|tap here
    this|this link|this page|this site|this website
    view|view here|view more|visit|visit here|website|web page|web site
    """.replace("\n", "|").split("|")
)


@dataclass(frozen=True)
class VagueText(Rule):
    """Link text such as “click here” says nothing of where the link goes.

    Many people read a page by its links: a screen reader lists them, and a tired parent scans for the next step.
    Five links that all say “read more” are no help to either.

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
            if link.region != "nav" and link.text and _bare(link.name) in _VAGUE:
                yield Fact(at(page, link), key=link.target, value=_bare(link.name))


def _bare(name: str) -> str:
    return name.casefold().strip(" .…>»›→:-–!")

"""Link text without a single letter or digit."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule, at


class WordlessText(Rule):
    """Link text that is only punctuation, such as a full stop or an arrow, says nothing.

    A screen reader says “link, dot”, or nothing at all. Often the words of the link were deleted and its last
    sign stayed behind. Nobody sees it, but people who use the keyboard stop at it.

    **Left alone:**

    - signs of code
    - links with a label, a title, a picture with words, or hidden words
    - links to a part of the same page, such as the sign beside a heading
    - links in the navigation, which belong to the template
    """

    id = "links.wordless-text"
    title = "Links that are only punctuation"
    message = "The link “{quote}” has only punctuation as its text, and no words."
    fix = "Make words of the sentence the link, or delete the link if it was left behind."
    commitments = ("communicate.plain-english", "partnership.participation")
    wcag = ("2.4.4",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for link in page.links:
            said = link.name + link.element.get("title", "")
            if link.region == "nav" or not link.text or link.href.startswith("#"):
                continue
            if not any(map(str.isalnum, said)) and _is_a_sign(link.name) and link.element.find(".//code") is None:
                yield Fact(at(page, link), key=link.target)


def _is_a_sign(name: str) -> bool:
    """Whether a name is of signs that are no pictures: an emoji has a name of its own."""
    return all(ord(sign) < 0x2300 for sign in name)

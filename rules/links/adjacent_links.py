"""Links that stand so close that they run into each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.addresses import destination
from rules.core.faults import Fault, FaultsRule, place_of, words_of
from rules.core.findings import Fact
from rules.core.page import Link, Page

_STYLED = ("class", "style", "role")
_LEAST = 3


class AdjacentLinks(FaultsRule):
    """Links side by side: twice to the same place, or with nothing but a space between them.

    A person who uses the keyboard stops at each. Two links to one place sound like two places. Links that only
    a space parts read like one, and fingers hit the wrong one.

    **Left alone:**

    - links in lists and in the navigation, and those at the end of a sentence
    - links that a class or a style sets apart, such as buttons
    - two links with a space between them, unless they lead to the same place
    """

    id = "links.adjacent-links"
    title = "Links that run into each other"
    message = "These links stand side by side."
    fix = "Make them one link, or put them in a list."
    commitments = ("partnership.participation",)
    severity = "advice"
    wcag = ("2.4.4",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H2",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "same place": Fault(
            "“{quote}” is one of two adjacent links to the same destination.",
            "Make one link of the two: of the picture and its words, or of both parts of the sentence.",
        ),
        "not separated": Fault(
            "“{quote}” and the links after it are adjacent: only a space separates them.",
            "Put the links in a list.",
        ),
        "too small": Fault(
            "“{quote}” is one of several links of a single sign side by side: the target size is too small to "
            "hit.",
            "Put the links in a list, and give each some room around it.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        row: list[Link] = []
        links = [link for link in page.links if link.region != "nav" and any(map(str.isalnum, link.name))]
        for before, link in pairwise(links):
            if not _is_next(before.element, link.element):
                yield from _crowd(page, row)
                row = []
                continue
            row = row or [before]
            row.append(link)
            if destination(before.target) == destination(link.target) and link.href.strip() != "#":
                yield Fact(
                    place_of(page, link.element, link.text or before.text), key=link.target, kind="same place"
                )
        yield from _crowd(page, row)


def _is_next(before: HtmlElement, link: HtmlElement) -> bool:
    """Whether a link comes straight after another, with nothing but space between them."""
    if (before.tail or "").strip():
        return False
    return before.getnext() is link


def _crowd(page: Page, row: Sequence[Link]) -> Iterator[Fact]:
    if len(row) < _LEAST or any(_is_set_apart(link.element) for link in row):
        return
    around = row[0].element.getparent()
    if around is None or _is_set_apart(around) or words_of(around) != " ".join(link.text for link in row):
        return
    kind = "too small" if all(len(link.text) == 1 for link in row) else "not separated"
    yield Fact(place_of(page, row[0].element, row[0].text), key=row[0].text, kind=kind)


def _is_set_apart(element: HtmlElement) -> bool:
    return any(name in element.attrib for name in _STYLED)

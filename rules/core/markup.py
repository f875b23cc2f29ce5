"""The elements of a page, sorted once by tag and by id, so that no rule has to go through them all again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from rules.core.page import Page


@dataclass(frozen=True, eq=False)
class Markup:
    """The elements of a document by tag and by id, each in the document's order. Comments are left out."""

    tags: Mapping[str, list[HtmlElement]]
    ids: Mapping[str, list[HtmlElement]]

    def of(self, *tags: str) -> Iterator[HtmlElement]:
        """The elements with one of these tags, tag after tag."""
        for tag in tags:
            yield from self.tags.get(tag, ())


def markup(page: Page) -> Markup:
    """The page's elements in one pass."""
    tags: dict[str, list[HtmlElement]] = defaultdict(list)
    ids: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in page.dom.iter():
        if isinstance(element.tag, str):
            tags[element.tag].append(element)
            if name := element.get("id"):
                ids[name].append(element)
    return Markup(dict(tags), dict(ids))

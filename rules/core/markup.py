"""The elements of a page, sorted once by tag, id and attribute, so that no rule goes through them all again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from rules.core.page import Page


@dataclass(frozen=True, eq=False)
class Markup:
    """The elements of a document by tag, id and attribute, each in the document's order. Comments are left out."""

    tags: Mapping[str, list[HtmlElement]]
    ids: Mapping[str, list[HtmlElement]]
    attributes: Mapping[str, list[HtmlElement]]

    def of(self, *tags: str) -> Iterator[HtmlElement]:
        """The elements with one of these tags, tag after tag."""
        for tag in tags:
            yield from self.tags.get(tag, ())

    def having(self, *attributes: str) -> Iterator[HtmlElement]:
        """The elements with one of these attributes, attribute after attribute."""
        for attribute in attributes:
            yield from self.attributes.get(attribute, ())


def markup(page: Page) -> Markup:
    """The page's elements in one pass."""
    tags: dict[str, list[HtmlElement]] = defaultdict(list)
    ids: dict[str, list[HtmlElement]] = defaultdict(list)
    attributes: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in page.dom.iter("*"):
        tags[str(element.tag)].append(element)
        for name in element.keys():  # noqa: SIM118 - an element is not a mapping
            attributes[name].append(element)
            if name == "id" and (value := element.get("id")):
                ids[value].append(element)
    return Markup(dict(tags), dict(ids), dict(attributes))

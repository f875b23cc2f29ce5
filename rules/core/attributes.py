"""The elements of a page by the attributes they have, for rules that look for a certain attribute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from rules.core.markup import markup
from rules.core.page import Page

_EVERYWHERE = frozenset(("class", "href", "id", "src"))


def attributes(page: Page) -> Mapping[str, Sequence[HtmlElement]]:
    """The elements that have each attribute, tag by tag. Those that nearly every element has are left out."""
    found: dict[str, list[HtmlElement]] = defaultdict(list)
    for elements in page.of(markup).tags.values():
        for element in elements:
            for name in element.attrib:
                if name not in _EVERYWHERE:
                    found[name].append(element)
    return found

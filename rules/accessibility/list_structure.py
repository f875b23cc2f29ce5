"""A list whose markup is broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, place_of, words_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen

_LISTS = ("ul", "ol", "menu")
_IN_LISTS = ("li", "script", "template", "style")
_IN_TERMS = ("dt", "dd", "div", "script", "template", "style")


class ListStructure(FaultsRule):
    """Items outside a list, a list that holds something else than items, or a list with nothing in it.

    A screen reader says how many items a list has, and where it ends. With broken markup it says nothing, or
    says “list with no items”.

    **Left alone:**

    - lists and items with a role of their own
    - empty lists that a script may fill: those with an id, a class or data attributes
    - groups of terms in a `div` within a `dl`
    """

    id = "accessibility.list-structure"
    title = "Lists with broken markup"
    message = "This list is not put together as a list."
    fix = "Put each item straight into the list, and nothing else."
    commitments = ("partnership.participation",)
    severity = "problem"
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H48",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "stray item": Fault(
            "“{quote}” is marked up as a list item, but is not in a list.",
            "Put all items of the list in one “ul” element, or in one “ol” if their order matters.",
            "problem",
        ),
        "stray term": Fault(
            "“{quote}” is marked up as part of a description list ({value}), but is not in one.",
            "Put the terms, and what is said of them, in one “dl” element.",
            "problem",
        ),
        "not an item": Fault(
            "This list holds something that is no list item: a “{value}” element.",
            "Put it in one of the items, or take it out of the list.",
            "problem",
        ),
        "empty list": Fault(
            "This list is empty: it has no items.",
            "Take the empty list out.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        items = Counter(item.getparent() for item in elements.of("li"))
        yield from _stray(
            page, list(elements.of("li")), [e for e in items if e is not None and e.tag not in _LISTS]
        )
        terms = {item.getparent() for item in elements.of("dt", "dd")}
        yield from _stray(
            page, list(elements.of("dt", "dd")), [e for e in terms if e is not None and not _holds_terms(e)]
        )
        for found in elements.of(*_LISTS, "dl"):
            if items[found] == len(found) > 0 or found.get("role"):
                continue
            if (fault := _fault(found)) and not unseen(found):
                yield Fact(place_of(page, found), value=fault[1], kind=fault[0])


def _stray(page: Page, items: Sequence[HtmlElement], around: Sequence[HtmlElement]) -> Iterator[Fact]:
    """The first item in each of the elements that hold items and are no list."""
    firsts = {item.getparent(): item for item in reversed(items)} if around else {}
    for parent in around:
        first = firsts[parent]
        if not first.get("role") and parent.get("role") != "list" and not unseen(first):
            kind = "stray item" if first.tag == "li" else "stray term"
            yield Fact(place_of(page, first), value=str(first.tag), kind=kind)


def _holds_terms(element: HtmlElement) -> bool:
    above = element.getparent()
    return element.tag == "dl" or (element.tag == "div" and above is not None and above.tag == "dl")


def _fault(found: HtmlElement) -> tuple[str, str] | None:
    if not len(found):
        is_plain = not words_of(found) and set(found.keys()) <= {"style"}
        return ("empty list", "") if is_plain else None
    allowed = _IN_TERMS if found.tag == "dl" else _IN_LISTS
    stray = next((child.tag for child in found if child.tag not in allowed and isinstance(child.tag, str)), None)
    return ("not an item", stray) if stray else None

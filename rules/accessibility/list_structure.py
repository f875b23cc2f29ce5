"""A list whose markup is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, place_of, words_of
from rules.core.findings import Fact
from rules.core.markup import Markup, markup
from rules.core.page import Page
from rules.core.regions import unseen

_LISTS = ("ul", "ol", "menu")
_IN_LISTS = ("li", "script", "template", "style")
_IN_TERMS = ("dt", "dd", "div", "script", "template", "style")


@dataclass(frozen=True)
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
    message = "The markup of this list is broken."
    fix = "Put every item (li) straight into a list (ul or ol), and nothing else."
    commitments = ("partnership.participation",)
    severity = "problem"
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H48",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "stray item": Fault(
            "“{quote}” is a list item (li) that is not in a list (ul or ol).",
            "Put the items of the list in one ul, or in one ol if their order matters.",
            "problem",
        ),
        "stray term": Fault(
            "“{quote}” is marked up as part of a description list ({value}), but is not in a dl element.",
            "Put the terms (dt) and what is said of them (dd) in one dl element.",
            "problem",
        ),
        "not an item": Fault(
            "This list holds something that is no list item: a “{value}” element.",
            "Put it in an item (li) of the list, or take it out of the list.",
            "problem",
        ),
        "empty list": Fault(
            "This list is empty: it has no items.",
            "Take the empty list out.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        yield from _stray(page, elements)
        for found in elements.of(*_LISTS, "dl"):
            if not found.get("role") and (fault := _fault(found)) and not unseen(found):
                kind, value = fault
                yield Fact(place_of(page, found), value=value, kind=kind)


def _stray(page: Page, elements: Markup) -> Iterator[Fact]:
    told = None
    for tags, around, kind in ((("li",), _LISTS, "stray item"), (("dt", "dd"), ("dl",), "stray term")):
        for item in elements.of(*tags):
            parent = item.getparent()
            if parent is None or _is_in(parent, around) or item.get("role") or parent.get("role") == "list":
                continue
            if unseen(item):
                continue
            if told is not parent:
                yield Fact(place_of(page, item), value=str(item.tag), kind=kind)
            told = parent


def _is_in(parent: HtmlElement, around: tuple[str, ...]) -> bool:
    if parent.tag in around:
        return True
    if parent.tag != "div" or around != ("dl",):
        return False
    above = parent.getparent()
    return above is not None and above.tag == "dl"


def _fault(found: HtmlElement) -> tuple[str, str] | None:
    allowed = _IN_TERMS if found.tag == "dl" else _IN_LISTS
    for child in found:
        if isinstance(child.tag, str) and child.tag not in allowed:
            return "not an item", child.tag
    if len(found) or words_of(found) or not set(found.keys()) <= {"style"}:
        return None
    return "empty list", ""

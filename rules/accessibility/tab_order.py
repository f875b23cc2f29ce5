"""Attributes that get in the way of the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, place_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen

_PLAIN = frozenset(
    (
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "blockquote",
        "strong",
        "em",
        "b",
        "i",
        "img",
    )
)
_MAY_BE = (
    "role",
    "class",
    "contenteditable",
    "aria-label",
    "aria-describedby",
    "aria-expanded",
    "aria-controls",
    "title",
)
_NUMBER = re.compile(r"\s*\+?0*[1-9]\d*\s*\Z")


class TabOrder(FaultsRule):
    """Attributes that change the order of the Tab key, add stops to it, or take over other keys.

    People who use the keyboard go through a page with the Tab key, in the order in which it is written. A stop
    that comes first, or one where nothing can be done, makes them think that they are lost.

    **Left alone:**

    - `tabindex` of 0 on anything that has a role, a class or a state, and so may well be a control
    - `tabindex` of -1, which only scripts use
    - things that nobody meets, because they are hidden
    """

    id = "accessibility.tab-order"
    title = "Attributes that get in the way of the keyboard"
    message = "“{quote}” gets in the way of the keyboard."
    fix = "Take the attribute out."
    commitments = ("partnership.participation",)
    wcag = ("2.4.3",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F44",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "positive": Fault(
            "“{quote}” has a tabindex of {value}, so the Tab key goes to it before the rest of the page.",
            "Take the tabindex out, and put things in the order in which they should be read.",
            "problem",
        ),
        "no control": Fault(
            "“{quote}” takes the keyboard’s focus (tabindex), but is non-interactive: nothing can be done with "
            "it.",
            "Take the tabindex out. Screen readers read text without it.",
        ),
        "access key": Fault(
            "“{quote}” has a shortcut key, “{value}” (accesskey), which may do something else on many computers.",
            "Take the accesskey out.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        for element in elements.having("tabindex"):
            if (kind := _fault(element)) and not unseen(element):
                yield Fact(place_of(page, element), value=element.get("tabindex", "").strip(), kind=kind)
        for element in elements.having("accesskey"):
            if not unseen(element):
                yield Fact(place_of(page, element), value=element.get("accesskey", ""), kind="access key")


def _fault(element: HtmlElement) -> str:
    index = element.get("tabindex", "")
    if _NUMBER.match(index):
        return "positive"
    if index.strip() != "0" or element.tag not in _PLAIN:
        return ""
    is_more = any(name in _MAY_BE or name.startswith(("on", "data-")) for name in element.attrib)
    return "" if is_more else "no control"

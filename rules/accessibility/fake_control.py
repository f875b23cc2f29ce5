"""Something that looks or acts like a button or a link, and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, holds_little, place_of, words_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen

_CONTROLS = (
    "a",
    "button",
    "input",
    "select",
    "textarea",
    "label",
    "summary",
    "option",
    "area",
    "form",
    "body",
    "html",
)
_LOOKS = frozenset(("button", "btn"))
_LOADS = re.compile(r"\A\s*(?:return (?:true|false)|event\.stopPropagation\(\)|void\(?0\)?)?;?\s*\Z")
_MOST_WORDS = 5


class FakeControl(FaultsRule):
    """Something can be clicked with a mouse, but it is no button and no link.

    The Tab key passes it by, and a screen reader does not say that it can be used. Who cannot use a mouse
    cannot use it at all.

    **Left alone:**

    - anything that takes the keyboard’s focus or has a role
    - anything that holds a real button, link or field, or lies in one
    - things that nobody meets, because they are hidden
    """

    id = "accessibility.fake-control"
    title = "Buttons and links that only a mouse can use"
    message = "“{quote}” can only be used with a mouse."
    fix = "Make it a button, or a link if it opens a page."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.1.1", "4.1.2")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F59",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "clicked": Fault(
            "“{quote}” can be clicked, but is no button: the keyboard cannot reach it, and it has no role.",
            "Make it a button element, or a link if it opens a page.",
            "barrier",
        ),
        "looks": Fault(
            "“{quote}” is styled as a button, but is a fake control: the keyboard cannot reach this “{value}”.",
            "Make it a button element, or a link if it opens a page.",
            "problem",
        ),
        "anchor": Fault(
            "“{quote}” acts like a link when clicked, but has no address: the keyboard cannot reach it.",
            "Give it the address of a page, or make it a button element.",
            "barrier",
        ),
        "link as button": Fault(
            "“{quote}” is a link with the role of a button (role=button). The space bar works on buttons, not "
            "on links.",
            "Take the attribute out, so that the link is called what it is.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        for element in elements.having("onclick"):
            kind = "anchor" if element.tag == "a" and "href" not in element.attrib else "clicked"
            is_control = element.tag in _CONTROLS and kind == "clicked"
            if not is_control and not _LOADS.match(element.get("onclick", "")) and _is_alone(element):
                yield Fact(place_of(page, element), key=_called(element), kind=kind)
        for element in elements.of("div", "span"):
            if "class" in element.attrib and _looks_like_one(element):
                yield Fact(place_of(page, element), value=str(element.tag), kind="looks")
        for element in elements.having("role"):
            if (
                element.tag == "a"
                and element.get("role") == "button"
                and _leads_away(element)
                and not unseen(element)
            ):
                yield Fact(place_of(page, element), kind="link as button")


def _is_alone(element: HtmlElement) -> bool:
    """Whether neither the element nor what it holds or lies in can be reached with the keyboard."""
    if any(name in element.attrib for name in ("tabindex", "role", "contenteditable")):
        return False
    if next(element.iterdescendants("a", "button", "input", "select", "textarea", "label"), None) is not None:
        return False
    around = element.iterancestors()
    if any(e.tag in ("a", "button", "label", "summary") or e.get("role") in ("button", "link") for e in around):
        return False
    return not unseen(element)


def _looks_like_one(element: HtmlElement) -> bool:
    if _LOOKS.isdisjoint(element.get("class", "").split()) or "onclick" in element.attrib:
        return False
    return holds_little(element) and 0 < len(words_of(element).split()) <= _MOST_WORDS and _is_alone(element)


def _leads_away(link: HtmlElement) -> bool:
    """Whether a link goes to another page, and no script is seen to look after it."""
    if link.get("href", "").strip()[:1] in ("", "#") or link.get("href", "").lower().startswith("javascript:"):
        return False
    return not any(name.startswith(("data-", "on", "aria-")) for name in link.attrib)


def _called(element: HtmlElement) -> str:
    return "" if words_of(element) else element.get("id") or element.get("class") or str(element.tag)

"""An ARIA attribute that does not exist, does not belong where it stands, or has a value that means nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.aria import attributes, everywhere, roles, valid
from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.html_roles import input_type
from rules.core.markup import Markup, markup
from rules.core.page import Page

_LABELS = ("aria-label", "aria-labelledby")
# Elements without a role that ARIA in HTML lets have more than the global attributes.
_LIKE: Mapping[str, str] = {"audio": "application", "video": "application", "summary": "button"}
_FIELDS = ("color", "date", "datetime-local", "file", "month", "password", "time", "week")


class AriaAttribute(FaultsRule):
    """ARIA attributes tell a screen reader what a part of the page is and does. A wrong one tells it nothing.

    A menu that should be announced as open or closed, or a field as needed, is read out without it. A parent who
    cannot see the page does not know what their choice did.

    **Left alone:**

    - attributes without a value that the element may have, which count as not given
    - attributes that point at something a script may add later
    - parts of the page that are hidden from screen readers, but for names and values that do not exist

    These attributes stand in the template, or come with something set into the page, so the web team puts them
    right.
    """

    id = "accessibility.aria-attribute"
    title = "ARIA attributes without a meaning"
    message = "The ARIA attribute “{value}” means nothing here."
    fix = "Correct the attribute, or take it out."
    commitments = ("partnership.participation", "value.everyone")
    severity = "problem"
    wcag = ("4.1.2",)
    act = ("5f99a7", "5c01ea", "6a7281", "in6db8")
    sources = ("https://www.w3.org/TR/wai-aria-1.2/", "https://www.w3.org/TR/html-aria/")
    faults: ClassVar[Mapping[str, Fault]] = {
        "unknown": Fault(
            "The attribute “{value}” is not defined in ARIA, so screen readers take no notice of it.",
            "Correct the spelling of the attribute, or take it out.",
            "problem",
            act=("5f99a7",),
        ),
        "value": Fault(
            "The ARIA attribute “{value}” has a value that is not valid, so it is not read out.",
            "Give the attribute one of the values that ARIA allows, or take it out.",
            "problem",
            act=("6a7281",),
        ),
        "not permitted": Fault(
            "The ARIA attribute “{value}” is not permitted (allowed) on this element, so it may not be read out.",
            "Take the attribute out, or use an element whose role supports it.",
            "problem",
            act=("5c01ea",),
        ),
        "label prohibited": Fault(
            "The ARIA label “{value}” is prohibited on an element of this role or of none, so it may not be read.",
            "Put the words on the page, or label an element that has a role.",
            "problem",
            act=("5c01ea",),
        ),
        "points nowhere": Fault(
            "The ARIA attribute “{value}” points at an id that is not on the page, so nothing is found there.",
            "Give the attribute the id of what this element controls.",
            "problem",
            act=("in6db8",),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        for attribute, having in elements.attributes.items():
            if attribute.startswith("aria-"):
                for element in having:
                    if fault := _fault(page, elements, element, attribute):
                        value = f'{attribute}="{dict(element.items())[attribute]}"'
                        yield fault_at(page, element, fault, value)


def _fault(page: Page, elements: Markup, element: HtmlElement, attribute: str) -> str:
    if attribute not in attributes():
        return "unknown"
    value = element.get(attribute, "").strip()
    if value and not valid(attribute, value) and element.tag != "math":
        return "value"
    if attribute in everywhere() and attribute not in (*_LABELS, "aria-controls"):
        return ""
    told = page.of(accessibility)
    if attribute == "aria-controls":
        needed = value and told.role(element) in _needing_a_target(element) and told.told(element)
        return "points nowhere" if needed and elements.ids.keys().isdisjoint(value.split()) else ""
    if not told.told(element):
        return ""
    if attribute in _LABELS:
        role = told.role(element)
        return "label prohibited" if value and role and roles()[role].named == "never" else ""
    return "" if _permitted(told, element, attribute) else "not permitted"


def _needing_a_target(element: HtmlElement) -> tuple[str, ...]:
    expanded = element.get("aria-expanded", "").strip().lower() == "true"
    return ("combobox", "scrollbar") if expanded else ("scrollbar",)


def _permitted(told: Accessibility, element: HtmlElement, attribute: str) -> bool:
    """Whether the element's role supports the attribute, or ARIA in HTML lets the element have it."""
    role = told.role(element) or _LIKE.get(str(element.tag))
    if role is None and element.tag == "input" and input_type(element) in _FIELDS:
        role = "textbox"
    if role is None:
        return "-" in str(element.tag)
    return attribute in roles()[role].supports

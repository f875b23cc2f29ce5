"""A field of a form without a label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.html_roles import input_type
from rules.core.markup import Markup, markup
from rules.core.page import Page

_FIELDS = frozenset(
    (
        "checkbox",
        "combobox",
        "listbox",
        "menuitemcheckbox",
        "menuitemradio",
        "radio",
        "searchbox",
        "slider",
        "spinbutton",
        "switch",
        "textbox",
    )
)
_GAUGES = frozenset(("meter", "progressbar"))
_NO_ROLE = ("color", "date", "datetime-local", "file", "month", "password", "time", "week")


class UnlabelledField(FaultsRule):
    """A field of a form has no label that belongs to it, so it has no accessible name.

    A screen reader says “edit, blank”. A parent who listens to a form about their child does not know what to
    write where. Words beside the field help only those who see them.

    **Left alone:**

    - fields named by a label, a title or what is written in them at first (placeholder)
    - fields that are hidden from everyone, or from screen readers

    Other rules find fields that have only a hint inside them, and fields that share their id.
    """

    id = "accessibility.unlabelled-field"
    title = "Form fields without a label"
    message = "This form field has no label."
    fix = "Tie a visible label to the field: give the label a for attribute with the field’s id."
    commitments = ("partnership.participation", "value.everyone")
    severity = "barrier"
    wcag = ("4.1.2",)
    act = ("e086e5",)
    sources = ("https://www.w3.org/WAI/tutorials/forms/labels/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "field": Fault(
            "The form field “{value}” has no label that belongs to it, so it has no accessible name.",
            "Tie a visible label to the field: give the label a for attribute with the field’s id.",
            "barrier",
            wcag=("1.3.1", "3.3.2", "4.1.2"),
        ),
        "field without a role": Fault(
            "The form field “{value}” has no label that belongs to it, so it has no accessible name.",
            "Tie a visible label to the field: give the label a for attribute with the field’s id.",
            "barrier",
            wcag=("1.3.1", "3.3.2", "4.1.2"),
            act=(),
        ),
        "gauge": Fault(
            "The meter or progress bar “{value}” has no accessible name.",
            "Label it with aria-label, or with a label element.",
            "problem",
            wcag=("1.1.1",),
            act=(),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        own = ("input", "select", "textarea", "meter", "progress")
        for element in (*elements.of(*own), *(e for e in elements.having("role") if e.tag not in own)):
            kind = _kind(told, element)
            if kind and not told.name(element) and told.told(element) and not _shares_its_id(elements, element):
                yield fault_at(page, element, kind, _which(element))


def _kind(told: Accessibility, element: HtmlElement) -> str:
    role = told.role(element)
    if role is None and element.tag == "input" and input_type(element) in _NO_ROLE:
        return "field without a role"
    return "field" if role in _FIELDS else "gauge" if role in _GAUGES else ""


def _shares_its_id(elements: Markup, element: HtmlElement) -> bool:
    """Whether a label points at the field, but another element before it has the same id."""
    name = element.get("id", "")
    same = elements.ids.get(name, ())
    return len(same) > 1 and element is not same[0] and any(e.get("for") == name for e in elements.of("label"))


def _which(element: HtmlElement) -> str:
    return element.get("id") or element.get("name") or ""

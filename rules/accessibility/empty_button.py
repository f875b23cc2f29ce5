"""A button, or something like one, without a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.faults import Fault, FaultsRule, called, fault_at
from rules.core.findings import Fact
from rules.core.html_roles import input_type, is_summary
from rules.core.images import unnamed_image
from rules.core.markup import markup
from rules.core.page import Page

_ROLES = {"button": "button", "menuitem": "menu item", "tab": "tab", "treeitem": "entry", "tooltip": "tooltip"}


class EmptyButton(FaultsRule):
    """A button without words, such as one that only shows a picture of a cross, has no accessible name.

    A screen reader says “button” and no more. Someone who listens to the page cannot tell whether it opens the
    menu, closes the message or sends the form.

    **Left alone:**

    - buttons named by an image’s alternative text, a label, a title or, for a field that is a button, its value
    - buttons that send or clear a form, which browsers name by themselves
    - buttons that are hidden from everyone, or from screen readers

    Buttons mostly stand in the template, so the web team puts them right.
    """

    id = "accessibility.empty-button"
    title = "Buttons without words"
    message = "This button has no accessible name."
    fix = "Put words in the button that say what it does."
    commitments = ("partnership.participation", "value.everyone")
    severity = "barrier"
    wcag = ("4.1.2",)
    act = ("97a4e1", "23a2a8", "m6b1q3", "59796f", "2t702h")
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/97a4e1/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "button": Fault(
            "The button “{value}” has no accessible name: a screen reader only says “button”.",
            "Put words in the button that say what it does, or give the image in it alternative text.",
            "barrier",
            act=("97a4e1",),
        ),
        "menu item": Fault(
            "The entry “{value}” of the menu has no accessible name.",
            "Put words in the entry that say what it does.",
            "barrier",
            act=("m6b1q3",),
        ),
        "image in a button": Fault(
            "The image “{value}” in this button has no alternative text (alt attribute), nor has the button.",
            "Say in the alt text of the image what the button does.",
            "barrier",
            wcag=("1.1.1", "4.1.2"),
            act=("97a4e1", "23a2a8"),
        ),
        "image button": Fault(
            "The image that is a button, “{value}”, has no alternative text (alt attribute).",
            "Say in its alt text what the button does.",
            "barrier",
            wcag=("1.1.1", "4.1.2"),
            act=("59796f",),
        ),
        "summary": Fault(
            "Something that folds out (summary element) has no words on it, so nobody can hear what is inside.",
            "Put words in the summary element that say what is inside.",
            "barrier",
            act=("2t702h",),
        ),
        "tab": Fault("The tab “{value}” has no accessible name.", "Put words in the tab.", "barrier", act=()),
        "entry": Fault(
            "The entry “{value}” of the tree has no accessible name.", "Put words in the entry.", "barrier", act=()
        ),
        "tooltip": Fault("A tooltip has no words.", "Put words in it, or take it out.", "problem", act=()),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        own = elements.of("button", "input", "summary")
        for element in (
            *own,
            *(e for e in elements.having("role") if e.tag not in ("button", "input", "summary")),
        ):
            if (kind := _kind(told, element)) and not _named(told, element) and told.told(element):
                image = unnamed_image(told, element) if kind == "button" else None
                if image is None:
                    yield fault_at(page, element, kind)
                else:
                    yield fault_at(page, image, "image in a button", called(image))


def _kind(told: Accessibility, element: HtmlElement) -> str:
    role = told.role(element)
    if element.tag == "input" and input_type(element) == "image":
        return "image button"
    if element.tag == "summary" and role is None and is_summary(element):
        return "summary"
    return _ROLES.get(role or "", "")


def _named(told: Accessibility, element: HtmlElement) -> bool:
    """Whether a button has a name; most hold words and nothing else."""
    if not len(element) and element.tag != "input" and (element.text or "").strip():
        return True
    return bool(told.name(element))

"""Text whose spacing its reader cannot widen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.css import inline
from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.measure import font_size, length
from rules.core.page import Page

_ENOUGH = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}
_FROM_ABOVE = ("inherit", "unset")
_LETTERS_TO_A_WIDTH = 0.5
_WINDOW = 1280.0


class FixedSpacing(FaultsRule):
    """A style attribute sets narrow spacing with `!important`, so that readers cannot widen it.

    Some people with dyslexia or low vision set wider letters, words and lines in their browser. A style attribute
    with `!important` takes that away from them.

    **Left alone:**

    - spacing that is wide enough: 0.12 of the size of the text between letters, 0.16 between words, 1.5 for lines
    - spacing without `!important`, and spacing set in a style sheet
    - the line height of text that fits on one line

    Such styles often come with text that was pasted from elsewhere.
    """

    id = "accessibility.fixed-spacing"
    title = "Text spacing that cannot be widened"
    message = "The {value} is fixed here with !important, and too narrow (text spacing)."
    fix = "Take !important out of the style attribute, or take the style out."
    commitments = ("partnership.participation", "value.everyone")
    severity = "problem"
    wcag = ("1.4.12",)
    act = ("24afc2", "9e45ec", "78fd32")
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/text-spacing",)
    faults: ClassVar[Mapping[str, Fault]] = {
        name: Fault(
            f"The {name.replace('-', ' ')} is fixed here with !important, and too narrow (text spacing).",
            "Take !important out of the style attribute, or take the style out.",
            "problem",
            act=(act,),
        )
        for name, act in (("letter-spacing", "24afc2"), ("word-spacing", "9e45ec"), ("line-height", "78fd32"))
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        fixed = [e for e in page.of(markup).having("style") if "important" in e.get("style", "").lower()]
        told = page.of(accessibility) if fixed else None
        for element in fixed:
            for name, enough in _ENOUGH.items():
                declared = inline(element).get(name)
                if told is None or declared is None or not declared.important or declared.value in _FROM_ABOVE:
                    continue
                if any(_too_narrow(told, text, element, name, enough) for text in _texts(told, element, name)):
                    yield fault_at(page, element, name)


def _texts(told: Accessibility, element: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """The elements with words of their own, seen, that have a property from this element."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        own = [part.text, *(child.tail for child in part)]
        if any(text and text.strip() for text in own) and told.visible(part):
            yield part
        for child in part:
            if isinstance(child.tag, str):
                declared = told.style(child, name)
                if declared is None or declared.value in _FROM_ABOVE:
                    waiting.append(child)


def _too_narrow(told: Accessibility, text: HtmlElement, element: HtmlElement, name: str, enough: float) -> bool:
    if name == "line-height" and not _wraps(told, text):
        return False
    value = inline(element)[name].value
    size = font_size(told, text)
    if value in ("normal", "initial"):
        return True
    if name == "line-height" and (factor := length(value, 1.0, unitless=True)) is not None:
        return factor < enough - 0.001
    spacing = length(value, font_size(told, element))
    return spacing is not None and spacing / size < enough - 0.001


def _wraps(told: Accessibility, text: HtmlElement) -> bool:
    """Whether the words of an element surely take more than one line, at half a letter's size to a letter."""
    if any((line.tail or "").strip() for line in text.iter("br")) and (text.text or "").strip():
        return True
    words = " ".join(str(text.text_content()).split())
    room = _WINDOW
    for around in (text, *text.iterancestors()):
        for side in ("width", "max-width"):
            if (declared := told.style(around, side)) is not None and not declared.value.endswith("%"):
                room = min(room, length(declared.value, font_size(told, around)) or room)
    return len(words) * font_size(told, text) * _LETTERS_TO_A_WIDTH > room * 1.2

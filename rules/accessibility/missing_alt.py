"""An image that says nothing to those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.faults import Fault, FaultsRule, called
from rules.core.findings import Fact
from rules.core.html_roles import in_drawing
from rules.core.images import is_image
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.rule import at

_DRAWINGS = ("graphics-document", "graphics-symbol", "image", "img")
_NO_TEXT = re.compile(
    r"\.(?:apng|avif|gif|jpe?g|png|svg|webp|mp[34]|m4[av]|og[gv]|oga|wav|webm|mov)(?:[?#]|\Z)", re.IGNORECASE
)
_NO_TEXT_TYPES = ("image/", "audio/", "video/")


class MissingAlt(FaultsRule):
    """An image has no alternative text, so a screen reader reads out its file name or nothing.

    The image may be a map, a timetable or the only picture of the way in. A parent who cannot see it does not
    know what they are missing.

    **Left alone:**

    - images marked as decoration (an empty `alt`, or `role="presentation"`)
    - images named by `aria-label`, `aria-labelledby` or `title`
    - images that nobody meets, because they are hidden
    - images that are all there is of a link or button, which other rules find

    Whether the words are the right ones is for people to judge.
    """

    id = "accessibility.missing-alt"
    title = "Images without alternative text"
    message = "The image “{key}” has no alternative text (alt attribute)."
    fix = 'Describe what the image tells the reader in its alt text, or write alt="" if it only decorates.'
    commitments = ("partnership.participation", "value.everyone")
    severity = "problem"
    wcag = ("1.1.1",)
    act = ("23a2a8",)
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/23a2a8/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "image": Fault(message, fix, "problem"),
        "drawing": Fault(
            "The drawing “{value}” (svg element) plays the part of an image, but has no alternative text.",
            "Put a title element in the drawing, or label it with aria-label.",
            "problem",
            act=("7d6734",),
        ),
        "object": Fault(
            "The object “{value}” that is set into the page (object element) has no alternative text.",
            "Say in the object’s title what it shows or plays.",
            "problem",
            act=("8fc3b6",),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        given_the_role = (e for e in elements.having("role") if e.tag not in ("img", "object"))
        for image in (*elements.of("img", "object"), *given_the_role):
            kind = _kind(told, image)
            if kind and not told.name(image) and told.told(image) and not _all_of_a_control(told, image):
                about = called(image)
                yield Fact(
                    at(page, image), key=about if kind == "image" else f"{kind}: {about}", value=about, kind=kind
                )


def _kind(told: Accessibility, element: HtmlElement) -> str:
    """Which kind of image an element is; empty for none, and for decoration."""
    if is_image(element):
        return "image"
    role = told.role(element)
    if element.tag == "object" and role is None:
        return "object" if _shows_no_text(element) else ""
    return "drawing" if role in _DRAWINGS and in_drawing(element) else ""


def _shows_no_text(element: HtmlElement) -> bool:
    """Whether an object surely shows an image, or plays sound or video."""
    kind = element.get("type", "").strip().lower()
    return kind.startswith(_NO_TEXT_TYPES) or (not kind and _NO_TEXT.search(element.get("data", "")) is not None)


def _all_of_a_control(told: Accessibility, image: HtmlElement) -> bool:
    """Whether an image is all there is of a link or button, which then has no name either."""
    around = next((a for a in image.iterancestors("a", "button") if told.role(a) in ("link", "button")), None)
    return around is not None and not told.name(around)

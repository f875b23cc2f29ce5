"""Images and what plays the part of one, which several rules look for."""

from __future__ import annotations

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility
from rules.core.html_roles import explicit_role, in_drawing

_ROLES = ("image", "img")


def is_image(element: HtmlElement) -> bool:
    """Whether an element is an image that is not marked as decoration. Drawings (svg) are left out."""
    explicit = explicit_role(element)
    if element.tag == "img" and explicit is None:
        return element.get("alt") != ""
    return explicit in _ROLES and not in_drawing(element)


def unnamed_image(told: Accessibility, around: HtmlElement) -> HtmlElement | None:
    """The first image without a name in an element, of those that assistive technology meets."""
    images = (e for e in around.iterdescendants("*") if is_image(e))
    return next((image for image in images if not told.name(image) and told.told(image)), None)

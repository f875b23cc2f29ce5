"""Lengths in style sheets, in pixels: how large text is, and how much room there is for it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility

_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(px|em|rem|pt|pc|in|cm|mm|q|ex|ch|%)?")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54}
_NAMED = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
_HEADINGS = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67, "small": 0.83}
_ROOT = 16.0
_FARTHEST = 60


def length(value: str, size: float, *, unitless: bool = False) -> float | None:
    """A length in pixels, where text is `size` pixels large; None for what is no fixed length.

    A percentage is taken of `size`, as line heights and sizes of text are. A bare number counts only if it is 0,
    or with `unitless`, which then takes nothing else.
    """
    found = _LENGTH.fullmatch(value)
    if not found:
        return None
    number, unit = float(found[1]), found[2]
    if unitless:
        return number if unit is None else None
    if unit is None:
        return 0.0 if number == 0 else None
    relative = {"em": size, "rem": _ROOT, "ex": size / 2, "ch": size / 2, "%": size / 100}
    return number * relative.get(unit, _PIXELS.get(unit, 1.0))


def font_size(told: Accessibility, element: HtmlElement) -> float:
    """The size of an element's text in pixels, as far as the page's own styles and plain browsers tell."""
    way: list[HtmlElement] = []
    for around in (element, *element.iterancestors()):
        way.append(around)
        declared = told.style(around, "font-size")
        if len(way) > _FARTHEST or (declared is not None and declared.value.endswith("px")):
            break
    size = _ROOT
    for around in reversed(way):
        size = _own(told, around, size)
    return size


def _own(told: Accessibility, element: HtmlElement, around: float) -> float:
    declared = told.style(element, "font-size")
    if declared is None:
        return around * _HEADINGS.get(str(element.tag), 1.0)
    if declared.value in _NAMED:
        return _NAMED[declared.value]
    return length(declared.value, around) or around

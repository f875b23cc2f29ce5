"""Finds, for the tests, what assistive technology is told of an element."""

from __future__ import annotations

from datetime import date

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.segment import segment


def told_of(html: str) -> Accessibility:
    """What assistive technology is told of a page."""
    return segment(html, "https://example.org/", seen=date(2026, 11, 23)).of(accessibility)


def element(told: Accessibility, name: str = "it") -> HtmlElement:
    """The element with this id, which must be there."""
    found = told.find(name)
    assert found is not None
    return found

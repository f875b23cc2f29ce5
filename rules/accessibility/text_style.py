"""Text that is set in a way that makes it hard to read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.css import styles
from rules.core.faults import Fault, FaultsRule, place_of, words_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Block, Page, Place
from rules.core.regions import unseen
from rules.core.rule import at

_SIZE = re.compile(r"([\d.]+)(px|pt|r?em|%)?\Z")
_SMALLEST = {"px": 10.0, "pt": 7.5, "em": 0.65, "rem": 0.65, "%": 65.0}
_TIGHTEST = 1.2
_MOST_LOOKED_AT = 50


@dataclass(frozen=True)
class _Setting:
    """A property, which of its values are hard to read, and how many characters of text it takes to matter."""

    property: str
    is_hard: Callable[[str], bool]
    least: int


class TextStyle(FaultsRule):
    """Long text in italics, in capitals, justified or centred, or text in tiny letters.

    People know words by their shape, and find the next line by its straight left edge. Dyslexic people and
    people with low vision lose their place when either is missing.

    **Left alone:**

    - short text, such as a heading, a button or a title in italics
    - the navigation
    """

    id = "accessibility.text-style"
    title = "Text that is set in a way that is hard to read"
    message = "“{quote}” is set in a way that is hard to read."
    fix = "Take the style out, so that the text looks like the rest of the page."
    commitments = ("communicate.plain-english", "partnership.participation")
    severity = "advice"
    wcag = ("1.4.8",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/visual-presentation",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "justified": Fault(
            "This text is justified (text-align), which leaves uneven gaps between its words.",
            "Align the text to the left.",
        ),
        "centred": Fault(
            "This long text is centred (text-align), so each of its lines begins in another place.",
            "Align the text to the left.",
        ),
        "italics": Fault(
            "This is a long stretch of text in italics.",
            "Use plain letters, and bold for the few words that matter most.",
        ),
        "capitals": Fault(
            "This long text is shown all in capitals (text-transform: uppercase).",
            "Take the style out. Use bold to make a few words stand out.",
        ),
        "tiny": Fault(
            "The font size of this text is too small to read for many people.",
            "Take the size out, so that the text is as large as the rest of the page.",
        ),
        "tight": Fault(
            "The lines of this text stand very close together (line-height).",
            "Set the line height to 1.5.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        yield from _set(page)
        least = _SETTINGS["italics"].least
        for element in page.of(markup).of("em", "i"):
            if len(words_of(element)) >= least and not unseen(element):
                yield Fact(place_of(page, element), kind="italics")


def _number(value: str) -> tuple[float, str] | None:
    match = _SIZE.fullmatch(value)
    try:
        return (float(match[1]), match[2] or "") if match else None
    except ValueError:
        return None


def _is_tiny(value: str) -> bool:
    size = _number(value)
    return value == "xx-small" or (size is not None and 0 < size[0] < _SMALLEST.get(size[1], 0))


def _is_tight(value: str) -> bool:
    height = _number(value)
    if height is None or height[1] not in ("", "em", "%"):
        return False
    return 0 < height[0] / (100 if height[1] == "%" else 1) < _TIGHTEST


_SETTINGS = {
    "justified": _Setting("text-align", lambda value: value == "justify", 120),
    "centred": _Setting("text-align", lambda value: value == "center", 200),
    "italics": _Setting("font-style", lambda value: value.startswith(("italic", "oblique")), 100),
    "capitals": _Setting("text-transform", lambda value: value == "uppercase", 60),
    "tiny": _Setting("font-size", _is_tiny, 20),
    "tight": _Setting("line-height", _is_tight, 150),
}


def _set(page: Page) -> Iterator[Fact]:
    """The first text of the page that each setting makes hard to read."""
    for kind, setting in _SETTINGS.items():
        looked_at = islice(page.of(styles).where(setting.property, setting.is_hard), _MOST_LOOKED_AT)
        place = next((found for e in looked_at if (found := _long_text(page, e, setting.least)) is not None), None)
        if place is not None:
            yield Fact(place, kind=kind)


def _long_text(page: Page, element: HtmlElement, least: int) -> Place | None:
    if len(words_of(element)) < least or unseen(element):
        return None
    for block in page.blocks:
        if len(block.text) >= least and _is_text(block) and (block.element is element or _holds(element, block)):
            return at(page, block)
    return place_of(page, element) if element.tag in ("span", "font", "em", "i", "b", "strong") else None


def _is_text(block: Block) -> bool:
    return block.region != "nav" and block.kind in ("paragraph", "item", "cell") and not block.text.isupper()


def _holds(element: HtmlElement, block: Block) -> bool:
    return any(around is element for around in block.element.iterancestors())

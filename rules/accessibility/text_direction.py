"""Text that runs from right to left, and does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.rule import at

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-z]")
_FEWEST = 12


class TextDirection(FaultsRule):
    """Arabic, Urdu, Hebrew or Farsi is written from right to left, and the page must say so (`dir="rtl"`).

    Without it full stops, numbers and brackets land in the wrong place, and lists stand on the wrong side.

    **Left alone:**

    - a word or two, such as the name of a language in a menu
    - text in which most letters are Latin
    - text whose direction is set on anything around it, also to “auto”
    """

    id = "accessibility.text-direction"
    title = "Text in the wrong direction"
    message = "“{quote}” runs from right to left, and its direction (dir) is not set."
    fix = 'Add dir="rtl" to the element around the text, beside its lang.'
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.3.2",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H56",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "missing": Fault(
            "“{quote}” runs from right to left, and its direction is not set (dir).",
            'Add dir="rtl" to the element around the text, beside its lang.',
            "problem",
        ),
        "wrong": Fault(
            "“{quote}” runs from left to right, but its direction (dir) is set to right-to-left.",
            'Take dir="rtl" out, or give this part dir="ltr".',
            "problem",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        is_set = "dir" in page.of(markup).attributes
        for block in page.blocks:
            if block.text.isascii() and not is_set:
                continue
            against, along = len(_RIGHT_TO_LEFT.findall(block.text)), len(_LATIN.findall(block.text))
            direction = _direction(block.element) if is_set else ""
            if against >= _FEWEST and against > along and not direction:
                yield Fact(at(page, block), kind="missing")
            elif direction == "rtl" and along >= 3 * _FEWEST and not against:
                yield Fact(at(page, block), kind="wrong")


def _direction(element: HtmlElement) -> str:
    """The direction that the nearest element around sets; empty where none does."""
    return next((e.get("dir", "").lower() for e in (element, *element.iterancestors()) if e.get("dir")), "")

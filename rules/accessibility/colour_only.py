"""Finds what only a colour shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.in_browser import BrowserRule


class ColourOnly(BrowserRule, FaultsRule):
    """Only a colour shows which field is wrong, what is a link, or which page is open.

    One man in twelve cannot tell red from green, and a screen reader does not speak of colours at all.

    **Left alone:**

    - fields with words of an error beside them, or all marked alike
    - links with a line or in bold, and links that stand by themselves
    - links that are almost the colour of the words around, which another rule tells

    It is looked for only with `--browser`.
    """

    id = "accessibility.colour-only"
    title = "What only a colour shows"
    message = "Only a colour tells what this is."
    fix = 'Say in words next to the field what is wrong. Add `aria-invalid="true"` too.'
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.4.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/use-of-color.html",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "error": Fault(
            "It seems that this field is marked as wrong by colour alone.",
            'Say in words next to the field what is wrong. Add `aria-invalid="true"` too.',
            "problem",
        ),
        "link": Fault(
            "Only its colour tells this link from the words around it. It has no line under it.",
            "Set a line under each link in a sentence.",
            "advice",
        ),
        "unmarked": Fault(
            "This link does not stand out from the words around it: no line under it, and no other colour.",
            "Set a line under each link in a sentence.",
            "problem",
        ),
        "current": Fault(
            "Only a colour marks the link to this same page.",
            'Mark it with a line or in bold too. Add `aria-current="page"`.',
            "advice",
            review=True,
        ),
    }

"""Finds menus and words that open under the mouse and for no key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.in_browser import BrowserRule


class HoverOnly(BrowserRule, FaultsRule):
    """A menu or a note that shows under the mouse, and at no key.

    On a phone there is no pointer to hover with, and the keyboard has none either. Whole parts of a site are
    then out of reach.

    **Left alone:**

    - what the focus or the Enter key opens too
    - what is seen anyway

    It is looked for only with `--browser`.
    """

    id = "accessibility.hover-only"
    title = "What opens only under the mouse"
    message = "This opens when the mouse is over it, and no key opens it."
    fix = "Let a button open the menu, and show it while the focus is inside (`:focus-within`)."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.1.1", "1.4.13")
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/content-on-hover-or-focus.html",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "menu": Fault(
            "A menu opens here when the mouse is over it (hover), and no key opens it.",
            "Let a button open the menu, and show it while the focus is inside (`:focus-within`).",
            "problem",
        ),
        "words": Fault(
            "Words show here when the mouse is over it (hover), and no key calls them up.",
            "Show the words all the time, or when the element has the focus too.",
            "problem",
        ),
    }

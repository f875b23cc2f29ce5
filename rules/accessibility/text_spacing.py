"""Finds words that are cut off or overlap when they are spaced wider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.in_browser import BrowserRule


class TextSpacing(BrowserRule, FaultsRule):
    """Words that can no longer be read when lines, words and letters are given more room.

    Many dyslexic people set wider spacing, for every page. The boxes that hold the words must grow with them.

    **Left alone:**

    - what is cut off or overlaps at the usual spacing too
    - bars that stay in place while the page scrolls

    It is looked for only with `--browser`.
    """

    id = "accessibility.text-spacing"
    title = "Words that do not fit when spaced wider"
    message = "This text does not fit when it is spaced wider."
    fix = "Let the box grow with its text: use `min-height` in place of a fixed height."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.4.12",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/text-spacing.html",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "clipped": Fault(
            "When readers set wider text spacing, part of this text is cut off.",
            "Let the box grow with its text: use `min-height` in place of a fixed height.",
            "problem",
        ),
        "overlapping": Fault(
            "When readers set wider text spacing, this text lies over other text.",
            "Let boxes grow with their text, and place them by the flow of the page.",
            "problem",
            review=True,
        ),
    }

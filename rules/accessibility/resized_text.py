"""Finds words that are cut off when they are enlarged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.in_browser import BrowserRule


class ResizedText(BrowserRule, FaultsRule):
    """Words that cannot all be read once they are twice as large.

    People who see little enlarge the text before they do anything else. What a box of fixed height cuts off
    is gone.

    **Left alone:**

    - what is cut off at the usual size too and leads to the rest, such as a summary with “read more”
    - what is hidden from sight for screen readers

    It is looked for only with `--browser`.
    """

    id = "accessibility.resized-text"
    title = "Words that are cut off when enlarged"
    message = "Part of this text is cut off when it is enlarged."
    fix = "Let the box grow with its text: use `min-height`, and no `overflow: hidden`."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.4.4",)
    act = ("59br37",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/resize-text.html",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "zoomed": Fault(
            "At a zoom of 200% part of this text is cut off: its box hides what does not fit.",
            "Let the box grow with its text: use `min-height`, and no `overflow: hidden`.",
            "problem",
        ),
        "large": Fault(
            "When only the text is enlarged to 200%, part of it is cut off: the box has a fixed height.",
            "Let the box grow with its text: give its height in `em`, or use `min-height`.",
            "advice",
        ),
    }

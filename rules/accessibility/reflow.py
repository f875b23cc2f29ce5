"""Finds what makes people scroll sideways to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.in_browser import BrowserRule


class Reflow(BrowserRule, FaultsRule):
    """Words or controls that do not fit a window of 320 pixels, so that people must scroll sideways.

    Most families read on a phone, and people who see little enlarge a page four times, which is the same. To
    scroll to and fro for every line is to give up.

    **Left alone:**

    - tables, maps, drawings, videos and code, which need two dimensions
    - boxes that scroll by themselves, such as a row of cards

    It is looked for only with `--browser`.
    """

    id = "accessibility.reflow"
    title = "Pages that have to be scrolled sideways"
    message = "This does not fit a narrow window, so people have to scroll sideways."
    fix = "Let it break into lines, and give it no fixed width."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.4.10",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/reflow.html",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "page": Fault(
            "This does not fit a narrow window, so people have to scroll sideways (horizontal scrolling).",
            "Let it break into lines, and give it no fixed width.",
            "problem",
        ),
        "image": Fault(
            "This image does not fit a narrow window, so people have to scroll sideways (horizontal scrolling).",
            "Let it grow smaller with the window (`max-width: 100%`), unless it must be seen at full size.",
            "problem",
            review=True,
        ),
        "box": Fault(
            "These lines do not fit the window, so people have to scroll sideways (horizontal scrolling).",
            "Let the lines break, and give them no fixed width.",
            "problem",
        ),
    }

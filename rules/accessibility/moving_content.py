"""Finds what moves or changes by itself and cannot be stopped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.in_browser import BrowserRule


class MovingContent(BrowserRule, FaultsRule):
    """Something moves, blinks or changes on its own, with no way to stop it.

    Many autistic people, and people with attention difficulties, cannot read a text beside which something
    moves. People who read slowly never see the end of a text that changes.

    **Left alone:**

    - pages with a control to pause, stop or hide
    - what comes to rest within five seconds, and what stays still for people who ask for less motion
    - clocks, and signs that something is loading

    It is looked for only with `--browser`.
    """

    id = "accessibility.moving-content"
    title = "Content that moves by itself"
    message = "This moves by itself, and the page has nothing to stop it."
    fix = "Add a button that pauses it, or let it come to rest within five seconds."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.2.2",)
    act = ("efbfc7",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/pause-stop-hide.html",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "moves": Fault(
            "This moves by itself for more than five seconds, and the page has nothing to pause or "
            "stop it (animation).",
            "Add a button that pauses it, or let it come to rest within five seconds.",
            "problem",
        ),
        "blinks": Fault(
            "This blinks or pulses for more than five seconds, and the page has nothing to pause or "
            "stop it (animation).",
            "Add a button that pauses it, or let it come to rest within five seconds.",
            "problem",
        ),
        "changes": Fault(
            "These words change by themselves, and the page has nothing to pause or stop them.",
            "Add a button that pauses them, or let people move on themselves.",
            "problem",
        ),
    }

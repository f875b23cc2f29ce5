"""Finds what a mouse can press and the keyboard cannot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.in_browser import BrowserRule


class MouseOnly(BrowserRule, FaultsRule):
    """A control that a mouse can press and the keyboard cannot.

    Many people use no mouse: they press Tab and Enter, speak, or use a switch. What answers only to a click
    is not there for them.

    **Left alone:**

    - rows and cards that hold a link or button which does the same
    - what is pressed by the arrow keys, such as tabs and menus
    - what does nothing that can be seen when it is clicked

    It is looked for only with `--browser`.
    """

    id = "accessibility.mouse-only"
    title = "Controls that only work with a mouse"
    message = "This can be clicked with a mouse, and no key presses it."
    fix = "Use a `button`, or a link where it leads to a page."
    commitments = ("partnership.participation", "value.everyone")
    severity = "barrier"
    wcag = ("2.1.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/keyboard.html",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "no-focus": Fault(
            "This can be clicked with a mouse, but takes no keyboard focus: no key can press this control.",
            "Use a `button`, or a link where it leads to a page.",
            "barrier",
        ),
        "no-keys": Fault(
            "This takes the keyboard focus, but neither Enter nor the space bar presses it: the "
            "control only answers to a click.",
            "Use a `button`; or let the script answer to the Enter key and the space bar too.",
            "barrier",
        ),
        "no-space": Fault(
            'This link has the role of a button (`role="button"`), but the space bar does not press '
            "it, as it does every button.",
            "Use a `button`, take the role off, or let the script answer to the space bar too.",
            "advice",
        ),
    }

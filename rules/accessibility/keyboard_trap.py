"""Finds places that the keyboard gets into and not out of."""

from __future__ import annotations

from rules.core.in_browser import BrowserRule


class KeyboardTrap(BrowserRule):
    """The keyboard focus gets in here and cannot leave: a keyboard trap.

    A parent who uses no mouse cannot reach the rest of the page, and has to close it. Whatever they had typed
    is lost.

    **Left alone:**

    - dialogues, which keep the focus until they are closed
    - what Escape, Shift with Tab, or a key that the page names leads out of
    - players and maps of other sites, in frames

    It is looked for only with `--browser`.
    """

    id = "accessibility.keyboard-trap"
    title = "Keyboard traps"
    message = (
        "The keyboard focus cannot leave this place (keyboard trap): neither Tab, Shift and "
        "Tab, nor Escape leads out of it."
    )
    fix = "Take out the script that keeps the focus or swallows the Tab key."
    commitments = ("partnership.participation", "value.everyone")
    severity = "barrier"
    wcag = ("2.1.2",)
    act = ("80af7b", "a1b64e", "ebe86a")
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/no-keyboard-trap.html",)

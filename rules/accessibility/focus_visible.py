"""Finds links and controls on which the keyboard focus cannot be seen."""

from __future__ import annotations

from rules.core.in_browser import BrowserRule


class FocusVisible(BrowserRule):
    """A link or control that looks the same with and without the keyboard focus.

    People who use the Tab key, a switch or a head pointer find their place by the line around what has the
    focus. Without a visible focus they press at random, as with a mouse whose pointer is hidden.

    **Left alone:**

    - what changes in any way, such as its colour, its underline or something beside it
    - fields for text, in which a cursor blinks
    - all but the first of several that look alike

    It is looked for only with `--browser`.
    """

    id = "accessibility.focus-visible"
    title = "Keyboard focus that cannot be seen"
    message = "Nothing shows that the keyboard focus is here (focus visible): not one pixel of the page changes."
    fix = "Take `outline: none` out of the style sheet, or give `:focus-visible` a line that stands out."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.4.7",)
    act = ("oj04fd",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/focus-visible.html",)

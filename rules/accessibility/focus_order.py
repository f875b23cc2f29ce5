"""Finds a keyboard focus that jumps back against the order in which the page is read."""

from __future__ import annotations

from rules.core.in_browser import BrowserRule


class FocusOrder(BrowserRule):
    """Pressing Tab moves the focus back: to something that stands before the last stop on the screen.

    Somebody who sees little of the page at a time follows the focus. When the focus order is not the order in
    which the page is read, they miss a field or lose their place.

    **Left alone:**

    - a step into another part of the page, such as from the main content to a menu at its side
    - pages that are written from right to left
    - what has a tabindex above 0, which axe-core tells

    It is looked for only with `--browser`.
    """

    id = "accessibility.focus-order"
    title = "Focus order that jumps back"
    message = "The Tab key comes here too late (focus order): it stands before the stop that has the focus first."
    fix = "Put the elements in the page’s source in the order in which they are seen."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.4.3",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/focus-order.html",)

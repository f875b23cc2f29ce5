"""Finds messages that disappear before everybody has read them."""

from __future__ import annotations

from rules.core.in_browser import BrowserRule


class BriefMessage(BrowserRule):
    """A message shows and disappears again by itself, within seconds (a time limit).

    People who read slowly, or enlarge the page, do not get to the end of it. Some never know that it was there.

    **Left alone:**

    - messages that stay for more than 20 seconds
    - words that give way to others, such as a slide show
    - fewer than three words

    It is looked for only with `--browser`.
    """

    id = "accessibility.brief-message"
    title = "Messages that disappear"
    message = "This message disappears by itself after a short time ({value} milliseconds)."
    fix = "Let the message stay until it is closed, or until the page is left."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.2.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/timing-adjustable.html",)

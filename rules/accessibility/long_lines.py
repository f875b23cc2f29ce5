"""Finds lines too long to read with ease."""

from __future__ import annotations

from rules.core.in_browser import BrowserRule


class LongLines(BrowserRule):
    """Lines of text run on for more than 110 characters.

    At the end of a long line the eye loses its way back to the next one. Dyslexic people and people with low
    vision feel it first.

    **Left alone:**

    - paragraphs of less than two lines
    - tables

    It is looked for only with `--browser`.
    """

    id = "accessibility.long-lines"
    title = "Long lines of text"
    message = "The lines of text are too long here: about {value} characters. Up to 80 are easy to follow."
    fix = "Set a `max-width` of about 70ch in the style sheet."
    commitments = ("communicate.plain-english", "value.everyone")
    severity = "advice"
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/visual-presentation.html",)

"""Finds labels that stand far from their field."""

from __future__ import annotations

from rules.core.in_browser import BrowserRule


class FarLabel(BrowserRule):
    """A label stands in the row of its field, with a wide gap between.

    Somebody who enlarges the page sees the label or the field, never both, and cannot tell which belongs to
    which.

    **Left alone:**

    - labels above or below their field
    - gaps of up to 160 pixels

    It is looked for only with `--browser`.
    """

    id = "accessibility.far-label"
    title = "Labels far from their field"
    message = "The label is far away from its field, with a gap of {value} pixels."
    fix = "Put the label just above its field."
    commitments = ("partnership.participation", "value.everyone")
    severity = "advice"
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/visual-presentation.html",)

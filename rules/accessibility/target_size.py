"""Finds links and controls that are too small to be pressed safely."""

from __future__ import annotations

from rules.core.in_browser import BrowserRule


class TargetSize(BrowserRule):
    """Links or controls smaller than 24 by 24 pixels, with too little room around them.

    A hand that shakes, or a large thumb on a small phone, presses the one beside it. Somebody looking after a
    child on the other arm does so too.

    **Left alone:**

    - links in a sentence
    - small targets with room around: no other comes within 12 pixels of their middle
    - a link for which there is a large one elsewhere on the page
    - tick boxes and radio buttons as the browser draws them
    - all but the first of a list, a form or a table

    It is looked for only with `--browser`.
    """

    id = "accessibility.target-size"
    title = "Links and buttons that are too small"
    message = (
        "This is {value} pixels, smaller than 24 by 24, and too close to others (target size), so shaky hands "
        "miss it."
    )
    fix = "Make it larger, or leave more room around it. Look at what stands beside it as well."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.5.8",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/target-size-minimum.html",)

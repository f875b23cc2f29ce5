"""Finds words over pictures and gradients that stand out too little."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.in_browser import BrowserRule


class ContrastOverPicture(BrowserRule, FaultsRule):
    """Words over a picture or gradient whose contrast is too low.

    Words over a photo are easy to read where it is dark and lost where it is light. The contrast is measured
    pixel by pixel. It should be 4.5 to 1 at least, or 3 to 1 for large words.

    **Left alone:**

    - words of which three quarters stand out enough
    - words over a plain colour, which axe-core tells

    It is looked for only with `--browser`.
    """

    id = "accessibility.contrast-over-picture"
    title = "Pale words over pictures"
    message = "The words stand out too little from the picture behind them."
    fix = "Lay a plain colour behind the words, or make the picture darker or lighter there."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.4.3",)
    act = ("afw4f7",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum.html",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "fails": Fault(
            "The words stand out too little from the picture or gradient behind them (colour "
            "contrast): about {value} to 1.",
            "Lay a plain colour behind the words, or make the picture darker or lighter there.",
            "problem",
        ),
        "unsure": Fault(
            "Part of these words may stand out too little from the picture or gradient behind them "
            "(colour contrast): about {value} to 1.",
            "Look whether every word is easy to read; else lay a plain colour behind the words.",
            "problem",
            review=True,
        ),
    }

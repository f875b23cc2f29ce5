"""What can be told of a page as it stands, without touching it."""

from __future__ import annotations

from pipeline.browser.facts import Found
from pipeline.browser.frames import everywhere
from pipeline.browser.look import Look

RULES = (
    "accessibility.colour-only",
    "accessibility.far-label",
    "accessibility.long-lines",
    "accessibility.target-size",
)
_LONGEST_LINE = 110
_WIDEST_GAP = 160


async def probe(look: Look) -> Found:
    """Lines of more than 110 characters, labels more than 160 pixels from their field, states told by colour,
    and targets of less than 24 pixels.
    """
    asked = {"colour_only": None, "far_label": _WIDEST_GAP, "long_lines": _LONGEST_LINE, "target_size": None}
    return dict(zip(RULES, (await everywhere(look, asked)).values(), strict=True))

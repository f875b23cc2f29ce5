"""What can be told of a page as it stands, without touching it."""

from __future__ import annotations

from pipeline.browser.facts import Found, run
from pipeline.browser.look import Look

RULES = (
    "accessibility.colour-only",
    "accessibility.far-label",
    "accessibility.long-lines",
)
_LONGEST_LINE = 110
_WIDEST_GAP = 160


async def probe(look: Look) -> Found:
    """Lines of more than 110 characters, labels more than 160 pixels from their field, states told by colour."""
    return {
        "accessibility.colour-only": await run(look.tab, "colour_only"),
        "accessibility.far-label": await run(look.tab, "far_label", _WIDEST_GAP),
        "accessibility.long-lines": await run(look.tab, "long_lines", _LONGEST_LINE),
    }

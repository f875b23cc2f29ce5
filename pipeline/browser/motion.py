"""Sees what moves, flashes, changes by itself or is there for a moment only."""

from __future__ import annotations

from pipeline.browser.facts import Found, run
from pipeline.browser.look import Look

RULES = ("accessibility.moving-content", "accessibility.flashing-content", "accessibility.brief-message")


async def probe(look: Look) -> Found:
    """Style animations and animated images as they play; then what the page's timers do when their time is up."""
    animated = await run(look.tab, "moving")
    pictures = await run(look.tab, "pictures")
    timed = await run(look.tab, "timers")
    return {
        "accessibility.moving-content": [*animated["moving"], *timed["moving"]],
        "accessibility.flashing-content": [*animated["flashing"], *pictures],
        "accessibility.brief-message": timed["brief"],
    }

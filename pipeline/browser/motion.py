"""Sees what moves, flashes, changes by itself or is there for a moment only."""

from __future__ import annotations

from pipeline.browser.facts import Found, run
from pipeline.browser.frames import everywhere
from pipeline.browser.look import Look

RULES = ("accessibility.moving-content", "accessibility.flashing-content", "accessibility.brief-message")


async def probe(look: Look) -> Found:
    """Style animations and animated images as they play; then what the page's timers do when their time is up."""
    seen = await everywhere(look, {"moving": None, "pictures": None})
    timed = await run(look.tab, "timers")
    flashing = [fault for fault in seen["moving"] if fault["key"] == "animation"]
    return {
        "accessibility.moving-content": [
            *(fault for fault in seen["moving"] if fault not in flashing),
            *timed["moving"],
        ],
        "accessibility.flashing-content": [*flashing, *seen["pictures"]],
        "accessibility.brief-message": timed["brief"],
    }

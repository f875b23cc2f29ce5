"""Tries with the keyboard what a mouse can press."""

from __future__ import annotations

from pipeline.browser.facts import Found
from pipeline.browser.frames import everywhere
from pipeline.browser.look import Look

RULES = ("accessibility.mouse-only",)


async def probe(look: Look) -> Found:
    """What takes no focus, or takes it and answers to no key."""
    return {"accessibility.mouse-only": (await everywhere(look, {"mouse_only": None}))["mouse_only"]}

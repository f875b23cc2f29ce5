"""Runs axe-core on a page and in its frames."""

from __future__ import annotations

from pipeline.browser.facts import Found
from pipeline.browser.frames import everywhere
from pipeline.browser.look import Look
from rules.accessibility.axe import checks, covered

RULES = ("accessibility.axe",)


async def probe(look: Look) -> Found:
    """What axe-core finds; of what other rules look for too, only what a script has added."""
    asked = {"checks": list(checks()), "covered": list(covered()), "sent": look.html}
    return {"accessibility.axe": (await everywhere(look, {"axe": asked}))["axe"]}

"""Runs axe-core on a page and in its frames."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.browser.facts import Found, run, script
from pipeline.browser.look import Look
from rules.accessibility.axe import checks, covered

if TYPE_CHECKING:
    from playwright.async_api import Page

RULES = ("accessibility.axe",)


async def probe(look: Look) -> Found:
    """What axe-core finds; of what other rules look for too, only what a script has added."""
    await _inject(look.tab, look.axe)
    wanted = {name: check.unless_holds for name, check in checks().items()}
    await look.tab.evaluate(f"localoffer.suspects =\n{script('suspects')}; null")
    asked = {"checks": wanted, "covered": list(covered()), "sent": look.html}
    return {"accessibility.axe": await run(look.tab, "axe", asked)}


async def _inject(tab: Page, axe: str) -> None:
    """Give axe-core to a page and to the frames of its own site."""
    from playwright.async_api import Error

    await tab.evaluate(axe)
    for frame in tab.frames[1:]:
        if urlsplit(frame.url).netloc == urlsplit(tab.url).netloc:
            try:
                await frame.evaluate(axe)
            except Error:  # a frame may be gone by now
                continue

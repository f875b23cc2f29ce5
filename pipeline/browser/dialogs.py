"""Opens dialogs from the keyboard, and sees whether the focus goes in, stays in, and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.browser.facts import Found, Told, run
from pipeline.browser.look import Look

if TYPE_CHECKING:
    from playwright.async_api import Page

RULES = ("accessibility.dialogue-focus",)
_MOST_STOPS = 12


async def probe(look: Look) -> Found:
    """The faults of each dialog that a button of the page opens."""
    faults: list[Told] = []
    for n in range(await run(look.tab, "openers")):
        opened = await look.tab.evaluate("n => localoffer.dialogs.open(n)", n)
        if opened:
            faults += [{**opened["told"], "key": key} for key in await _faults(look.tab, opened)]
            if "no-escape" in (fault["key"] for fault in faults):
                break  # what stays open hides the rest
    return {"accessibility.dialogue-focus": faults}


async def _faults(tab: Page, opened: dict[str, Any]) -> list[str]:
    faults = [] if opened["inside"] else ["not-in"]
    if opened["inside"] and opened["modal"]:
        for _ in range(min(opened["stops"], _MOST_STOPS) + 1):
            await tab.keyboard.press("Tab")
            if not await tab.evaluate("localoffer.dialogs.inside()"):
                faults.append("leaves")
                break
    await tab.keyboard.press("Escape")
    if not await tab.evaluate("localoffer.dialogs.closed()"):
        faults.append("no-escape")
    elif not faults and not await tab.evaluate("localoffer.dialogs.back()"):
        faults.append("lost")
    return faults

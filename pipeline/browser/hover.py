"""Moves the mouse over what may open, and tries whether the keyboard opens it too."""

from __future__ import annotations

from pipeline.browser.facts import Found, Told, passed, run
from pipeline.browser.look import Look

RULES = ("accessibility.hover-only",)
_OPENING = 250


async def probe(look: Look) -> Found:
    """Menus and words that a mouse calls up and no key does."""
    tab, faults = look.tab, list[Told]()
    for n in range(await run(tab, "hover")):
        await tab.mouse.move(0, 0)
        where = await tab.evaluate("n => localoffer.hover.start(n)", n)
        await tab.mouse.move(where["x"], where["y"])
        await passed(tab, _OPENING)
        if not await tab.evaluate("localoffer.hover.opened()"):
            continue
        await tab.mouse.move(0, 0)
        await passed(tab, _OPENING)
        if await tab.evaluate("localoffer.hover.stays()"):
            continue
        if not await tab.evaluate("n => localoffer.hover.byKeys(n)", n):
            faults.append(await tab.evaluate("n => localoffer.hover.told(n)", n))
    return {"accessibility.hover-only": faults}

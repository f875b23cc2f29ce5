"""Walks through a page with the Tab key, as people do who use no mouse."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from pipeline.browser.facts import Found, Told, passed, run
from pipeline.browser.look import Look

if TYPE_CHECKING:
    from playwright.async_api import Page

RULES = ("accessibility.focus-visible", "accessibility.focus-order", "accessibility.keyboard-trap")
_MOST_STOPS = 60
_MOST_LOOKED_AT = 6
_PACE = 60
_TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
_PULLED_BACK = 100
_WAY_OUT = re.compile(r"\b(Ctrl|Control|Alt|Shift|Esc|Escape)(?:\s*\+\s*([A-Za-z0-9]))?\b")
_NAMES = {
    "Ctrl": "Control",
    "Control": "Control",
    "Alt": "Alt",
    "Shift": "Shift",
    "Esc": "Escape",
    "Escape": "Escape",
}


async def probe(look: Look) -> Found:
    """Press Tab until every stop has been met, and see where the focus went and what showed it."""
    tab = look.tab
    ready = await run(tab, "stops", _MOST_STOPS)
    if not ready["stops"]:
        await tab.evaluate("localoffer.walk.done()")
        return {rule: [] for rule in RULES}
    if ready["reacts"]:
        await _press(tab, "Tab", ready["stops"] + 2)
    elif not ready["plain"]:
        await _run(tab, ready["stops"] + 2, ("rawKeyDown", "keyUp") if ready["released"] else ("rawKeyDown",))
    walked = await run(tab, "walked")
    trap = walked["trap"] if walked["trap"] and await _stuck(tab, ready["stops"]) else []
    return {
        "accessibility.focus-visible": [] if walked["trap"] else await _unseen(tab, walked["silent"]),
        "accessibility.focus-order": walked["jumps"],
        "accessibility.keyboard-trap": trap,
    }


async def _run(tab: Page, times: int, kinds: tuple[str, ...]) -> None:
    """Press Tab again and again, without waiting for the page to answer to each."""
    session = await tab.context.new_cdp_session(tab)
    pressed = ({"type": kind, **_TAB} for _ in range(times) for kind in kinds)
    await asyncio.gather(*(session.send("Input.dispatchKeyEvent", key) for key in pressed))
    await session.detach()


async def _press(tab: Page, key: str, times: int) -> None:
    """Press a key again and again, each time only when what a script does a moment later has been done."""
    for _ in range(times):
        await tab.keyboard.press(key)
        await passed(tab, _PACE)


async def _stuck(tab: Page, stops: int) -> bool:
    """Whether neither Shift and Tab, nor Escape, nor the keys that the page names lead out of the trap."""
    told = _WAY_OUT.findall(await tab.evaluate("localoffer.walk.advice()"))[:3]
    named = ["+".join(_NAMES.get(part, part.lower()) for part in keys if part) for keys in told]
    for way in ["", "Escape", *named]:
        if way:
            await tab.keyboard.press(way)
            if not await tab.evaluate("localoffer.walk.caught()"):
                return False
        for key in ("Shift+Tab", "Tab"):
            await _press(tab, key, min(stops, 4) + 1)
            if await _out(tab, key):
                return False
    return True


async def _out(tab: Page, key: str) -> bool:
    """Whether the focus has left the trap, and not for another one."""
    for _ in range(2):
        if await tab.evaluate("localoffer.walk.caught()"):
            return False
        await passed(tab, _PULLED_BACK)
    await tab.evaluate("localoffer.walk.stays()")
    await _press(tab, key, 1)
    return not await tab.evaluate("localoffer.walk.stays()")


async def _unseen(tab: Page, count: int) -> list[Told]:
    """Of the stops whose styles stay the same, those with which not one pixel of the window changes."""
    unseen: list[Told] = []
    for n in range(min(count, _MOST_LOOKED_AT)):
        await tab.evaluate("n => localoffer.walk.leave(n)", n)
        before = await tab.screenshot(animations="disabled", caret="hide")
        await tab.evaluate("n => localoffer.walk.enter(n)", n)
        if await tab.screenshot(animations="disabled", caret="hide") == before:
            unseen.append(await tab.evaluate("n => localoffer.tell(localoffer.walk.silent[n])", n))
    return unseen

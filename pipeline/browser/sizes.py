"""Makes the words large and wide and the window narrow, and sees what no longer fits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.browser.facts import Found, Told, run
from pipeline.browser.look import WINDOW, Look

if TYPE_CHECKING:
    from playwright.async_api import ViewportSize

RULES = ("accessibility.reflow", "accessibility.resized-text", "accessibility.text-spacing")
_ZOOMED: ViewportSize = {"width": 640, "height": 512}
_NARROW: ViewportSize = {"width": 320, "height": 512}


async def probe(look: Look) -> Found:
    """Spaced as WCAG 1.4.12 says, at twice the size of text, at a zoom of 200%, and at 320 pixels."""
    tab = look.tab
    wide = await run(tab, "layout")
    await tab.set_viewport_size(_ZOOMED)
    zoomed = await tab.evaluate("localoffer.layout.clipped()")
    await tab.set_viewport_size(_NARROW)
    narrow = await tab.evaluate("localoffer.layout.sideways()")
    await tab.set_viewport_size({"width": WINDOW[0], "height": WINDOW[1]})
    resized = _once([*_as("zoomed", zoomed), *_as("large", wide["large"])])
    cut = {fault["path"] for fault in resized}
    return {
        "accessibility.reflow": [
            *_as("page", narrow["page"]),
            *_as("image", narrow["image"]),
            *_as("box", wide["box"]),
        ],
        "accessibility.resized-text": resized,
        "accessibility.text-spacing": [
            *(fault for fault in _as("clipped", wide["clipped"]) if fault["path"] not in cut),
            *_as("overlapping", wide["overlapping"]),
        ],
    }


def _as(key: str, found: Iterable[Told]) -> list[Told]:
    return [{**fault, "key": key} for fault in found]


def _once(found: list[Told]) -> list[Told]:
    """The first fault of each element: a box that is too small once is told once."""
    return list({fault["path"]: fault for fault in reversed(found)}.values())[::-1]

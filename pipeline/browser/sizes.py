"""Makes the window narrow and the words large and wide, and sees what no longer fits."""

from __future__ import annotations

from pipeline.browser.facts import Found, Told, run
from pipeline.browser.look import WINDOW, Look

RULES = ("accessibility.reflow", "accessibility.resized-text", "accessibility.text-spacing")
_ZOOMED = {"width": 640, "height": 512}
_NARROW = {"width": 320, "height": 512}
_SPACED = """(() => {
    const style = document.createElement("style");
    style.id = "localoffer-spaced";
    style.textContent = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
        + "p{margin-bottom:2em!important}";
    document.documentElement.append(style);
})()"""
_LARGE = """(() => {
    const all = [...document.body.querySelectorAll("*")].filter(e => e.style && !e.closest("svg"));
    const sizes = all.map(e => parseFloat(getComputedStyle(e).fontSize));
    localoffer.small = all.map(({style}) =>
        [style, style.getPropertyValue("font-size"), style.getPropertyPriority("font-size")]);
    all.forEach((e, n) => e.style.setProperty("font-size", `${2 * sizes[n]}px`, "important"));
})()"""
_SMALL = """localoffer.small.forEach(([style, size, priority]) => size
    ? style.setProperty("font-size", size, priority) : style.removeProperty("font-size"))"""


async def probe(look: Look) -> Found:
    """Spaced as WCAG 1.4.12 says, at twice the size of text, at a zoom of 200%, and at 320 pixels."""
    tab = look.tab
    usual = await run(tab, "layout", True)
    await tab.evaluate(_SPACED)
    spaced = await run(tab, "layout", False)
    await tab.evaluate("document.getElementById('localoffer-spaced').remove()")
    await tab.evaluate(_LARGE)
    large = await run(tab, "layout", False)
    await tab.evaluate(_SMALL)
    await tab.set_viewport_size(_ZOOMED)  # type: ignore[arg-type]
    zoomed = await run(tab, "layout", False)
    await tab.set_viewport_size(_NARROW)  # type: ignore[arg-type]
    narrow = await run(tab, "layout", False)
    await tab.set_viewport_size({"width": WINDOW[0], "height": WINDOW[1]})
    resized = _once([*_as("zoomed", zoomed["clipped"]), *_as("large", large["clipped"])])
    cut = {fault["path"] for fault in resized}
    return {
        "accessibility.reflow": [
            *_as("page", narrow["sideways"]),
            *_as("image", narrow["images"]),
            *_as("box", usual["boxes"]),
        ],
        "accessibility.resized-text": resized,
        "accessibility.text-spacing": [
            *(fault for fault in _as("clipped", spaced["clipped"]) if fault["path"] not in cut),
            *_as("overlapping", spaced["overlapping"]),
        ],
    }


def _as(key: str, found: list[Told]) -> list[Told]:
    return [{**fault, "key": key} for fault in found]


def _once(found: list[Told]) -> list[Told]:
    """The first fault of each element: a box that is too small once is told once."""
    return list({fault["path"]: fault for fault in reversed(found)}.values())[::-1]

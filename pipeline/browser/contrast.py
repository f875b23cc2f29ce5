"""Measures the contrast of words over pictures and gradients, pixel by pixel, where axe-core cannot tell."""

from __future__ import annotations

from base64 import b64encode

from pipeline.browser.facts import Found, Told, run
from pipeline.browser.look import Look

RULES = ("accessibility.contrast-over-picture",)
_MOST = 6


async def probe(look: Look) -> Found:
    """The words over a picture that stand out too little; needs what axe-core was not sure of."""
    tab, faults = look.tab, list[Told]()
    for n in range(min(_MOST, await tab.evaluate("(localoffer.unsure ?? []).length"))):
        clip = await run(tab, "over_picture", n)
        if clip is None:
            continue
        shown = await tab.screenshot(clip=clip, animations="disabled", caret="hide")
        await tab.evaluate("localoffer.wordless.on()")
        hidden = await tab.screenshot(clip=clip, animations="disabled", caret="hide")
        await tab.evaluate("localoffer.wordless.off()")
        fault = await run(tab, "measured", [b64encode(shot).decode() for shot in (shown, hidden)])
        if fault:
            faults.append(fault)
    return {"accessibility.contrast-over-picture": faults}

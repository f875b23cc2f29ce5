"""Asks the same of a page and of the frames of its own site."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.browser.facts import Told, script
from pipeline.browser.look import Look

if TYPE_CHECKING:
    from playwright.async_api import Frame, Page

_PATH = "e => localoffer.visible(e) ? localoffer.path(e) : null"


async def everywhere(look: Look, asked: Mapping[str, object]) -> dict[str, list[Told]]:
    """What some scripts tell of a page and of its frames. `asked` are the scripts, each with what it is given.

    A path into a frame leads to the frame first, and then on inside it.
    """
    from playwright.async_api import Error

    together = _together(tuple(asked))
    told: dict[str, list[Told]] = await look.tab.evaluate(together, asked)
    if len(look.tab.frames) > 1:
        async for frame, path in _frames(look.tab):
            with suppress(Error):  # a frame may be gone by now
                for name, found in (await frame.evaluate(together, asked)).items():
                    told[name] += [{**fault, "path": f"{path} {fault['path']}"} for fault in found]
    return told


@cache
def _together(names: tuple[str, ...]) -> str:
    calls = ", ".join(f"{name}: await ({script(name)})(given.{name})" for name in names)
    return f"async given => ({{{calls}}})"


async def _frames(tab: Page) -> AsyncIterator[tuple[Frame, str]]:
    """The frames that can be seen and belong to the page's own site, each with the path to it."""
    from playwright.async_api import Error

    paths = {tab.main_frame: ""}
    for frame in tab.frames[1:]:
        around = paths.get(frame.parent_frame or tab.main_frame)
        if around is None or urlsplit(frame.url).netloc not in ("", urlsplit(tab.url).netloc):
            continue
        with suppress(Error):
            path = await (await frame.frame_element()).evaluate(_PATH)
            if path:
                paths[frame] = f"{around} {path}".lstrip()
                yield frame, paths[frame]

"""Takes pictures of what was found in the browser, for the report: some of each fault, framed in red."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.browser.browse import options
from pipeline.browser.chromium import Chromium
from pipeline.browser.look import WINDOW
from pipeline.browser.opening import NotSeenError, opened
from pipeline.store.values import FindingRow

if TYPE_CHECKING:
    from playwright.async_api import Page

_MOST = 100
_OF_A_FAULT = 5
_AROUND = 60
_SECONDS = 20
_FINDING = 1_000
_FRAME = "e => { e.style.setProperty('outline', '4px solid #d4351c', 'important'); e.style.outlineOffset = '4px' }"


def photograph(findings: Iterable[FindingRow], rules: frozenset[str], folder: Path, *, jobs: int = 4) -> None:
    """Write `folder/ID.png` for the first finding of some issues of these rules: five of each fault, 100 in all.

    What is no longer there, or cannot be seen, gets no picture. Raises UserError where the browser is missing.
    """
    wanted: dict[str, dict[str, str]] = {}
    seen = (row for row in findings if row.rule in rules and row.url.startswith("http"))
    for row in islice(some_of_each(seen), _MOST):
        wanted.setdefault(row.url, {})[row.id] = row.path
    if wanted:
        folder.mkdir(exist_ok=True)
        asyncio.run(_photograph(wanted, folder, jobs))


def some_of_each(findings: Iterable[FindingRow]) -> Iterator[FindingRow]:
    """The first finding of each issue, of the first few issues of each fault."""
    issues: set[str] = set()
    taken: Counter[tuple[str, str]] = Counter()
    for row in findings:
        fault = (row.rule, row.key)
        if row.issue not in issues and taken[fault] < _OF_A_FAULT:
            issues.add(row.issue)
            taken[fault] += 1
            yield row


async def _photograph(wanted: Mapping[str, Mapping[str, str]], folder: Path, jobs: int) -> None:
    from playwright.async_api import async_playwright

    at_once = asyncio.Semaphore(jobs)
    async with async_playwright() as playwright:
        chromium = Chromium(playwright, options(jobs=jobs, seconds=_SECONDS))
        try:

            async def one(url: str, places: Mapping[str, str]) -> None:
                async with at_once:
                    await _page(chromium, url, places, folder)

            await asyncio.gather(*(one(url, places) for url, places in wanted.items()))
        finally:
            await chromium.close()


async def _page(chromium: Chromium, url: str, places: Mapping[str, str], folder: Path) -> None:
    from playwright.async_api import Error

    tab = await chromium.tab()
    with suppress(TimeoutError, NotSeenError, Error):
        async with asyncio.timeout(_SECONDS):
            await opened(tab, url)
            for name, path in places.items():
                with suppress(Error):
                    await _element(tab, path, folder / f"{name}.png")
    with suppress(Error):
        await tab.close()


async def _element(tab: Page, path: str, file: Path) -> None:
    """A picture of an element with some of what is around it, as far as the window shows it."""
    element = tab.locator(f"css={path}").first
    await element.scroll_into_view_if_needed(timeout=_FINDING)
    await element.evaluate(_FRAME)
    box = await element.bounding_box()
    if box is None:
        return
    left, top = max(0.0, box["x"] - _AROUND), max(0.0, box["y"] - _AROUND)
    right = min(float(WINDOW[0]), box["x"] + box["width"] + _AROUND)
    bottom = min(float(WINDOW[1]), box["y"] + box["height"] + _AROUND)
    if right > left and bottom > top:
        clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        await tab.screenshot(path=file, clip=clip, animations="disabled")  # type: ignore[arg-type]

"""Looks at pages in a browser, several at once, and brings back what is seen there as facts."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncGenerator, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from pipeline.browser.chromium import Chromium, Options
from pipeline.browser.probes import RULES, Browsed
from rules.core.errors import UserError

_DEBIAN = "/usr/bin/chromium"


def browse(
    urls: Iterable[str],
    *,
    jobs: int = 4,
    seconds: float = 30,
    chromium: str | None = None,
    axe: Path | None = None,
    rules: Iterable[str] = RULES,
) -> Iterator[Browsed]:
    """Look at each page, `jobs` at once, and yield what came of it as soon as it is known, in any order.

    A page that hangs, crashes or downloads costs `seconds` at most, and is a failure. `chromium` is the browser
    to run and `axe` the axe-core to use, where not the installed ones; `rules` are those to gather facts for.
    Raises UserError where the browser or axe-core is missing.
    """
    return _stepped(urls, options(jobs=jobs, seconds=seconds, chromium=chromium, axe=axe, rules=rules))


def options(
    *,
    jobs: int,
    seconds: float,
    chromium: str | None = None,
    axe: Path | None = None,
    rules: Iterable[str] = RULES,
) -> Options:
    """The options of a browser, with what is installed where nothing is named. Raises UserError as `browse`."""
    return Options(_script(axe), chromium or installed(), jobs, seconds, frozenset(rules))


def installed() -> str:
    """The Chromium of this machine. Raises UserError where there is none."""
    found = shutil.which("chromium") or shutil.which(_DEBIAN)
    if found is None:
        raise UserError("Chromium is not installed. On Debian, run: apt install chromium")
    return found


def _script(axe: Path | None) -> str:
    if find_spec("playwright") is None or (axe is None and find_spec("axe_playwright_python") is None):
        raise UserError(
            "Looking at pages in a browser needs more parts. Run: pip install 'local-offer-audit[browser]'"
        )
    if axe is None:
        from axe_playwright_python.base import AXE_FILE_PATH

        axe = AXE_FILE_PATH
    try:
        return Path(axe).read_text("utf-8")
    except OSError as error:
        raise UserError(f"axe-core could not be read from {axe}: {error.strerror}. Check the path.") from error


def _stepped(urls: Iterable[str], options: Options) -> Iterator[Browsed]:
    """Run the browser while the caller waits for the next page, and no longer."""
    with asyncio.Runner() as runner:
        seen = _browsed(urls, options)
        try:
            while (page := runner.run(_next(seen))) is not None:
                yield page
        finally:
            runner.run(seen.aclose())


async def _next(seen: AsyncGenerator[Browsed]) -> Browsed | None:
    return await anext(seen, None)


async def _browsed(urls: Iterable[str], options: Options) -> AsyncGenerator[Browsed]:
    from playwright.async_api import async_playwright

    waiting = iter(urls)
    looking: set[asyncio.Task[Browsed]] = set()
    async with async_playwright() as playwright:
        chromium = Chromium(playwright, options)
        try:
            while True:
                while len(looking) < options.jobs and (url := next(waiting, None)) is not None:
                    looking.add(asyncio.create_task(chromium.look_at(url)))
                if not looking:
                    return
                done, looking = await asyncio.wait(looking, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    yield task.result()
        finally:
            for task in looking:
                task.cancel()
            await asyncio.gather(*looking, return_exceptions=True)
            await chromium.close()

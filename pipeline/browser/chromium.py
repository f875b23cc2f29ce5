"""One Chromium and its tabs: takes pages in, lets the probes look, and survives what pages do to browsers."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pipeline.browser.facts import script
from pipeline.browser.look import WINDOW, Look
from pipeline.browser.opening import NotSeenError, opened, same_page
from pipeline.browser.probes import Browsed, Seen
from rules.core.errors import UserError
from rules.core.findings import Failure

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Playwright, Request

_SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
_CLOSING = 5
_REASONS = {
    "crash": "The page crashed the browser.",
    "Download is starting": "The address is a download, not a page.",
    "ERR_CONNECTION_REFUSED": "The server did not answer.",
    "ERR_NAME_NOT_RESOLVED": "There is no server of this name.",
    "closed": "The browser closed while it looked at the page.",
}


@dataclass(frozen=True)
class Options:
    """The text of axe-core, the browser to run, how many pages at once, the seconds that each may take, and the
    rules to gather facts for.
    """

    axe: str = field(repr=False)
    chromium: str
    jobs: int
    seconds: float
    rules: frozenset[str]


@dataclass
class Chromium:
    """One browser with one context, and the tabs that wait for their next page. It is started again if it dies."""

    playwright: Playwright
    options: Options
    idle: list[Page] = field(default_factory=list)
    context: BrowserContext | None = None
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)
    bound_for: WeakKeyDictionary[Page, str] = field(default_factory=WeakKeyDictionary)

    async def look_at(self, url: str) -> Browsed:
        """A page in a tab. Where something goes wrong the tab is given up, and what was seen until then counts."""
        from playwright.async_api import Error

        await self._running()
        tab: Page | None = None
        seen = Seen(url, self.options.rules)

        async def again() -> Look:
            nonlocal tab
            if tab is not None:
                await _given_up(tab)
            tab = await self.tab()
            return await self._opened(tab, url)

        try:
            async with asyncio.timeout(self.options.seconds):
                tab = await self.tab()
                await seen.look(await self._opened(tab, url), again)
        except TimeoutError:
            reason = f"The page was not ready within {self.options.seconds:g} seconds."
        except NotSeenError as error:
            reason = str(error)
        except Error as error:
            reason = _in_words(error.message)
        else:
            if same_page(self.bound_for.get(tab, url), url):
                self.idle.append(tab)
            else:
                await _given_up(tab)
            return Browsed(url, seen.facts)
        if tab is not None:
            await _given_up(tab)
        return Browsed(url, seen.facts, Failure(seen.at, url, reason))

    async def _opened(self, tab: Page, url: str) -> Look:
        look = await opened(tab, url)
        self.bound_for[tab] = url
        return replace(look, left=lambda: not same_page(self.bound_for[tab], url))

    def _notice(self, request: Request) -> None:
        """Note where a tab is going: what was pressed may lead to another page, at once or a while later."""
        if request.is_navigation_request() and request.frame.parent_frame is None:
            self.bound_for[request.frame.page] = request.url

    async def tab(self) -> Page:
        """A tab that waits for a page, or else a new one."""
        context = await self._running()
        while self.idle:
            tab = self.idle.pop()
            if not tab.is_closed():
                return tab
        tab = await context.new_page()
        tab.on("popup", lambda popup: popup.close())
        tab.on("request", self._notice)
        return tab

    async def _running(self) -> BrowserContext:
        async with self.starting:
            browser = self.context.browser if self.context else None
            if self.context is None or browser is None or not browser.is_connected():
                self.context = await self._started()
            return self.context

    async def _started(self) -> BrowserContext:
        from playwright.async_api import Error

        as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
        try:
            browser = await self.playwright.chromium.launch(
                executable_path=self.options.chromium, args=[*_SWITCHES, *as_root]
            )
        except Error as error:
            first = error.message.splitlines()[0]
            raise UserError(f"{self.options.chromium} could not be started as a browser: {first}") from error
        context = await browser.new_context(
            accept_downloads=False,
            bypass_csp=True,
            locale="en-GB",
            reduced_motion="reduce",
            service_workers="block",
            viewport={"width": WINDOW[0], "height": WINDOW[1]},
        )
        await context.add_init_script(_ready(self.options.axe))
        return context

    async def close(self) -> None:
        """Close the browser, if it was ever started."""
        if self.context is not None and self.context.browser is not None:
            await self.context.browser.close()


def _ready(axe: str) -> str:
    """What each document is given before its own scripts run. Nothing of axe-core runs until it is asked for."""
    page, suspects = script("page"), script("suspects")
    return f"{page}\nlocaloffer.suspects = {suspects};\nlocaloffer.axe = () => {{\n{axe}\n}};"


async def _given_up(tab: Page) -> None:
    with suppress(Exception):
        async with asyncio.timeout(_CLOSING):
            await tab.close()


def _in_words(message: str) -> str:
    first = message.splitlines()[0]
    return next((told for sign, told in _REASONS.items() if sign in first), f"The browser stopped: {first}")

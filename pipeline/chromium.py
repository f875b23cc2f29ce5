"""One Chromium and its tabs: takes a page in, runs axe-core on it, and survives what pages do to browsers."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rules.accessibility.axe import Axe, checks
from rules.core.errors import UserError
from rules.core.findings import Fact, Failure
from rules.core.page import Place

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Playwright, Response

_SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
_LONGEST_TEXT = 300
_SETTLING = 1_000
_CLOSING = 5
_RUN_AXE = """async ({checks, longest}) => {
    const known = axe.getRules().map(rule => rule.ruleId).filter(check => check in checks);
    const {violations} = await axe.run(document, {
        elementRef: true, resultTypes: ["violations"], runOnly: {type: "rule", values: known},
    });
    const told = (check, element) => checks[check] && element?.querySelector(checks[check]);
    const text = element => [undefined, document.documentElement, document.body].includes(element) ? ""
        : (element.innerText ?? element.textContent).replace(/\\s+/g, " ").trim();
    return violations.flatMap(({id, impact, nodes}) => nodes.filter(node => !told(id, node.element)).map(node => ({
        check: id,
        impact: node.impact ?? impact ?? "",
        path: node.target.flat().join(" "),
        tag: (node.html.match(/^<[^>]*>/) ?? [node.html])[0].slice(0, longest),
        text: text(node.element),
    })));
}"""
_REASONS = {
    "crash": "The page crashed the browser.",
    "Download is starting": "The address is a download, not a page.",
    "ERR_CONNECTION_REFUSED": "The server did not answer.",
    "ERR_NAME_NOT_RESOLVED": "There is no server of this name.",
    "closed": "The browser closed while it looked at the page.",
}


@dataclass(frozen=True)
class Browsed:
    """A page as the browser saw it: the facts of `accessibility.axe`, or why it could not be looked at."""

    url: str
    facts: tuple[Fact, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True)
class Options:
    """The text of axe-core, the browser to run, how many pages at once, and the seconds that each may take."""

    axe: str = field(repr=False)
    chromium: str
    jobs: int
    seconds: float


class _NotSeenError(Exception):
    """Its message is the reason, in plain words."""


@dataclass
class Chromium:
    """One browser with one context, and the tabs that wait for their next page. It is started again if it dies."""

    playwright: Playwright
    options: Options
    idle: list[Page] = field(default_factory=list)
    context: BrowserContext | None = None
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def look_at(self, url: str) -> Browsed:
        """A page in a tab. A tab in which something went wrong is not used again."""
        from playwright.async_api import Error

        context = await self._running()
        tab: Page | None = None
        try:
            async with asyncio.timeout(self.options.seconds):
                tab = await self._tab(context)
                facts = await _facts(tab, url, self.options.axe)
        except TimeoutError:
            reason = f"The page was not ready within {self.options.seconds:g} seconds."
        except _NotSeenError as error:
            reason = str(error)
        except Error as error:
            reason = _in_words(error.message)
        else:
            self.idle.append(tab)
            return Browsed(url, facts)
        if tab is not None:
            await _given_up(tab)
        return Browsed(url, failure=Failure(Axe.id, url, reason))

    async def _tab(self, context: BrowserContext) -> Page:
        while self.idle:
            tab = self.idle.pop()
            if not tab.is_closed():
                return tab
        tab = await context.new_page()
        tab.on("popup", lambda popup: popup.close())
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
        return await browser.new_context(
            accept_downloads=False,
            bypass_csp=True,
            locale="en-GB",
            reduced_motion="reduce",
            service_workers="block",
            viewport={"width": 1280, "height": 800},
        )

    async def close(self) -> None:
        """Close the browser, if it was ever started."""
        if self.context is not None and self.context.browser is not None:
            await self.context.browser.close()


async def _given_up(tab: Page) -> None:
    with suppress(Exception):
        async with asyncio.timeout(_CLOSING):
            await tab.close()


async def _facts(tab: Page, url: str, axe: str) -> tuple[Fact, ...]:
    from playwright.async_api import Error

    _check(await tab.goto(url, timeout=0))
    with suppress(Error):  # a page that never stops loading things is looked at as it is
        await tab.wait_for_load_state("networkidle", timeout=_SETTLING)
    if tab.url.startswith("chrome-error:"):
        raise _NotSeenError("The page moves on by itself to an address that does not answer.")
    if _page(tab.url) != _page(url):
        raise _NotSeenError(f"The page sends its readers on to {tab.url}.")
    await tab.evaluate(axe)
    for frame in tab.frames[1:]:
        if urlsplit(frame.url).netloc == urlsplit(tab.url).netloc:
            with suppress(Error):  # a frame may be gone by now
                await frame.evaluate(axe)
    wanted = {name: check.unless_holds for name, check in checks().items()}
    found = await tab.evaluate(_RUN_AXE, {"checks": wanted, "longest": _LONGEST_TEXT})
    return tuple(_fact(url, fault) for fault in found)


def _check(response: Response | None) -> None:
    if response is None:
        return
    kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if response.status >= 400:
        raise _NotSeenError(f"The server answered {response.status}.")
    if kind not in ("text/html", "application/xhtml+xml"):
        raise _NotSeenError(f"It is not a web page but {kind}.")


def _page(url: str) -> tuple[str, str, str]:
    """What tells one page from another, whichever of a site's names and schemes it is asked by."""
    parts = urlsplit(url)
    return (parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query)


def _fact(url: str, fault: dict[str, str]) -> Fact:
    """An element without words, or with a whole page of them, is shown by its start tag."""
    words = fault["text"] if len(fault["text"]) <= _LONGEST_TEXT else ""
    place = Place(url, fault["path"], words or fault["tag"], 0, len(words))
    return Fact(place, fault["check"], fault["impact"])


def _in_words(message: str) -> str:
    first = message.splitlines()[0]
    return next((told for sign, told in _REASONS.items() if sign in first), f"The browser stopped: {first}")

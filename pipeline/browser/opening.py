"""Opens a page in a tab, waits until it has come to rest, and makes sure that it is the page asked for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.browser.look import WINDOW, Look

if TYPE_CHECKING:
    from playwright.async_api import Page, Response, ViewportSize

_WINDOW: ViewportSize = {"width": WINDOW[0], "height": WINDOW[1]}
_LOADING = 8_000
_QUIET = 100
_SETTLING = 1_000


class NotSeenError(Exception):
    """Its message is the reason, in plain words."""


async def opened(tab: Page, url: str) -> Look:
    """The page at an address, at rest: nothing loads or changes, or it has had nine seconds for it.

    Raises NotSeenError for what is no page, or leads to another one.
    """
    from playwright.async_api import Error

    if tab.viewport_size != _WINDOW:
        await tab.set_viewport_size(_WINDOW)
    response = await tab.goto(url, timeout=0, wait_until="domcontentloaded")
    _check(response)
    with suppress(Error):  # a page that never stops loading things is looked at as it is
        await tab.wait_for_load_state("load", timeout=_LOADING)
    with suppress(Error):  # a page that moves on is met below
        await tab.evaluate("([quiet, most]) => localoffer.settled(quiet, most)", [_QUIET, _SETTLING])
    if tab.url.startswith("chrome-error:"):
        raise NotSeenError("The page moves on by itself to an address that does not answer.")
    if not same_page(tab.url, url):
        raise NotSeenError(f"The page sends its readers on to {tab.url}.")
    html = ""
    if response is not None:
        with suppress(Error):  # the browser may have let go of it
            html = (await response.body()).decode("utf-8", "replace")
    return Look(url, tab, html)


def _check(response: Response | None) -> None:
    if response is None:
        return
    kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if response.status >= 400:
        raise NotSeenError(f"The server answered {response.status}.")
    if kind not in ("text/html", "application/xhtml+xml"):
        raise NotSeenError(f"It is not a web page but {kind}.")


def same_page(one: str, other: str) -> bool:
    """Whether two addresses lead to one page, whatever part of it they name."""
    return _page(one) == _page(other)


def _page(url: str) -> tuple[str, str, str]:
    """What tells one page from another, whichever of a site's names and schemes it is asked by."""
    parts = urlsplit(url)
    return (parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query)

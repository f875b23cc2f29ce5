"""Fetches the style sheets that pages ask for, once each, and keeps their texts in files for those who read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request
from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from spiders.answers import header, what_status_says, why_no_answer
from spiders.canonical import join
from spiders.fetched import NotAudited, SheetLink, StyleSheet
from spiders.frontier import Visit
from spiders.links import imports_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from spiders.spider import LocalOfferSpider

_MOST_ON_A_PAGE = 40
_MOST_IN_ALL = 400
_MOST_BYTES = 2_000_000
_LONGEST_WAIT = 15.0
_DEEPEST_IMPORT = 3
_MOST_IMPORTS = 20


class StyleSheets:
    """The style sheets of one crawl. What cannot be fetched is told to `missed`, once, and left out.

    They are asked for through the crawl's own downloader, so its speed, its robots.txt and its rules about private
    networks hold for them too, but ahead of the pages that still wait: pages wait for their style sheets.
    """

    def __init__(self, crawler: Crawler, missed: Callable[[NotAudited], None]) -> None:
        self._crawler = crawler
        self._missed = missed
        self._texts: dict[str, asyncio.Task[str]] = {}
        self._kept: dict[str, StyleSheet | None] = {}
        self._folder: TemporaryDirectory[str] | None = None

    async def of(self, links: Iterable[SheetLink], found_on: str | None = None) -> tuple[StyleSheet, ...]:
        """The style sheets of a page, in order. Never raises for what a server does."""
        asked = list(links)[:_MOST_ON_A_PAGE]
        await asyncio.gather(*(self._text(link.url, found_on) for link in asked if link.url not in self._kept))
        kept = ((link.href, await self._keep(link.url, found_on)) for link in asked)
        return tuple([sheet._replace(href=href) async for href, sheet in kept if sheet is not None])

    def close(self) -> None:
        """Take the files away."""
        if self._folder is not None:
            self._folder.cleanup()

    async def _keep(self, url: str, found_on: str | None) -> StyleSheet | None:
        """The style sheet at an address, with all that it imports, as a file; None for an empty one."""
        if url not in self._kept:
            text = (await self._whole(url, found_on, 0, {})).encode("utf-8", "replace")
            self._kept[url] = self._file(text) if text.strip() else None
        return self._kept[url]

    def _file(self, text: bytes) -> StyleSheet:
        self._folder = self._folder or TemporaryDirectory(prefix="localoffer-")
        digest = blake2b(text, digest_size=16).hexdigest()
        path = Path(self._folder.name, f"{digest}.css")
        path.write_bytes(text)
        return StyleSheet("", digest, str(path))

    async def _whole(self, url: str, found_on: str | None, depth: int, met: dict[str, None]) -> str:
        """A style sheet's text after the texts of those it imports, each under its media condition."""
        text = await self._text(url, found_on)
        met[url] = None
        before = []
        for href, media in imports_of(text) if depth < _DEEPEST_IMPORT else ():
            imported = join(url, href)
            if imported and imported not in met and len(met) <= _MOST_IMPORTS:
                inner = await self._whole(imported, found_on, depth + 1, met)
                before.append(f"@media {media}{{{inner}}}\n" if media else f"{inner}\n")
        return "".join((*before, text))

    async def _text(self, url: str, found_on: str | None) -> str:
        if url not in self._texts:
            self._texts[url] = asyncio.ensure_future(self._fetch(url, found_on))
        return await self._texts[url]

    async def _fetch(self, url: str, found_on: str | None) -> str:
        spider = cast("LocalOfferSpider", self._crawler.spider)
        visit = Visit(url, found_on=found_on, is_document=True)
        if not url.startswith(("http://", "https://")) or len(self._texts) > _MOST_IN_ALL or spider.limit(visit):
            return ""
        limits = {
            "download_maxsize": _MOST_BYTES,
            "download_timeout": min(_LONGEST_WAIT, spider.plan.timeout),
        }
        engine: Any = self._crawler.engine
        try:
            response: Response = await engine.download_async(Request(url, meta=limits))
        except Exception as error:  # noqa: BLE001 - no style sheet is worth the crawl
            self._note(url, found_on, why_no_answer(error)[1])
            return ""
        return self._said(response, url, found_on)

    def _said(self, response: Response, url: str, found_on: str | None) -> str:
        kind = header(response.headers, "Content-Type")
        if response.status != 200:
            self._note(url, found_on, what_status_says(response.status), response.status)
        elif kind and "css" not in kind.lower():
            self._note(url, found_on, f"It is {kind}, which browsers do not take.", response.status)
        else:
            return response.body.decode(_codec(kind), "replace").removeprefix("\ufeff")
        return ""

    def _note(self, url: str, found_on: str | None, why: str, status: int = 0) -> None:
        told = f"Pages were read without this style sheet. {why}"
        self._missed(NotAudited(url, "not HTML", told, status, found_on))


def _codec(content_type: str) -> str:
    return http_content_type_encoding(content_type) or "utf-8"

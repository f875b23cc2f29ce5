"""The Scrapy item pipeline: what the spider yields is read beside the crawl and handed to a sink as it arrives."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, cast

from pipeline.noise import without_noise
from pipeline.progress import Progress
from pipeline.reading import ReadWith, body_hash
from pipeline.store.values import Held, Read
from pipeline.vouching import Vouching
from pipeline.workers import Readers
from rules.core.errors import UserError
from spiders.fetched import Document, Fetched, Known, NotAudited, SheetLink, StyleSheet

if TYPE_CHECKING:
    from scrapy.crawler import Crawler  # and with it all of Scrapy, which a check of drafts does without

    from spiders.spider import LocalOfferSpider


class Sink(Protocol):
    """Where a crawl's findings of fact go: the store for an audit, memory for a check."""

    def known(self, url: str) -> Known | None:
        """What to ask the server with, if the facts held for this page are up to date."""

    def held(self, url: str) -> Held | None:
        """What is held of this page's last reading."""

    def body(self, url: str) -> bytes | None:
        """What was read when this page was last read, if that is kept."""

    def keep_sheets(self, sheets: tuple[StyleSheet, ...]) -> None:
        """Keep the style sheets that a page is read with."""

    def sheets(self) -> list[tuple[SheetLink, ...]]:
        """Which style sheets the site's pages are known to ask for: once each, however many ask for the same."""

    def stands(self, digest: str) -> None:
        """From now on, facts that were read with this digest are up to date."""

    def take(self, item: Read | Fetched | Document | NotAudited) -> None:
        """Keep one result. A bare `Fetched` is a page that has not changed."""


@dataclass(frozen=True)
class Session:
    """All that reading beside the crawl needs: the sink, the rules, the day, the workers.

    `vouching` weighs what sitemaps say; several workers at one site do without. `trouble` is what went wrong with
    the sink, if anything did: the crawl then ends, and its caller raises it.
    """

    sink: Sink
    using: ReadWith
    seen: date
    readers: Readers
    progress: Progress
    vouching: Vouching | None = None
    trouble: list[UserError] = field(default_factory=list)


class ReadPages:
    """Waits for each page to be read before Scrapy lets it go: that is what holds the crawl back when it must."""

    def __init__(self, crawler: Crawler) -> None:
        from scrapy import signals

        from spiders.sheets import StyleSheets  # and with it Scrapy

        self._crawler = crawler
        self._session: Session = crawler.spider.session  # type: ignore[union-attr]
        self._sheets = StyleSheets(crawler, self._session.sink.take)
        crawler.signals.connect(self._ask_for_sheets, signal=signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReadPages:
        """Made by Scrapy, from the session that the spider carries."""
        return cls(crawler)

    async def _ask_for_sheets(self) -> None:
        """Learn, before the first page, which facts held were read with style sheets that have not changed."""
        for links in self._session.sink.sheets():
            self._session.sink.stands(self._session.using.digest_with(await self._sheets.of(links)))

    async def process_item(self, item: Any) -> None:
        """Read a page that was fetched, and keep what came of it."""
        session, progress = self._session, self._session.progress
        if session.trouble:
            return
        try:
            if isinstance(item, Fetched):
                item = await self._read(item)
            if session.trouble:  # came while this page was read
                return
            session.sink.take(item)
        except UserError as error:
            self._give_up(error)
            return
        if isinstance(item, Read):
            progress.noticed += item.noticed
        progress.done += isinstance(item, Read | Fetched)
        progress.waiting = self._waiting()
        progress.changed(progress)

    async def _read(self, fetched: Fetched) -> Read | Fetched | NotAudited:
        """What was read; the same again where the facts held still stand: not modified, or the same page."""
        if fetched.status == 304:
            return self._weighed(fetched, fetched.listed, changed=False)
        sheets = await self._sheets.of(fetched.sheets, fetched.url) if fetched.sheets else ()
        sink, digest = self._session.sink, self._session.using.digest_with(sheets)
        sink.stands(digest)
        held = sink.held(fetched.url)
        before = held.listed if held else None
        if held and held.digest == digest and self._is_known(fetched, held):
            return self._weighed(fetched, before, changed=False)
        if sheets:
            sink.keep_sheets(sheets)
        fetched = self._weighed(fetched, before, changed=True if held and held.digest == digest else None)
        return await self._session.readers.read(fetched, self._session.seen, held, sheets=sheets)

    def _weighed(self, page: Fetched, before: str | None, *, changed: bool | None) -> Fetched:
        """The page with what to remember of its sitemap, which said `before` when it was last read.

        Whether it has `changed` is None where not known.
        """
        spider, vouching = cast("LocalOfferSpider", self._crawler.spider), self._session.vouching
        if vouching is None or (listed := spider.changed(page.url)) is None:
            return page if page.listed is None else replace(page, listed=None)
        page = vouching.weigh(page, before, listed, changed=changed)
        if spider.let_stand and not vouching.believed:
            spider.ask_after_all()
        return page

    def _is_known(self, fetched: Fetched, held: Held) -> bool:
        """Whether a page says what it said when it was last read."""
        if held.body_hash == body_hash(fetched.body):
            return True
        before = None if fetched.document else self._session.sink.body(fetched.url)
        return before is not None and without_noise(before) == without_noise(fetched.body)

    def _give_up(self, error: UserError) -> None:
        """End the crawl: what cannot be kept need not be fetched."""
        if not self._session.trouble and self._crawler.engine is not None:
            self._stopping = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="trouble"))
        self._session.trouble.append(error)

    def _waiting(self) -> int:
        scheduler: Any = self._crawler.engine.scheduler if self._crawler.engine else None
        return len(scheduler) if scheduler is not None else 0

    def close_spider(self) -> None:
        """Let go of what waits for style sheets."""
        self._sheets.close()

"""The spider as one of several workers: it ends when nothing is left to do for any of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response

from spiders.canonical import join, site_of
from spiders.fetched import Fetched, NotAudited
from spiders.frontier import Frontier, Visit
from spiders.plan import CrawlPlan
from spiders.shared.scheduler import FOR_ITSELF, SharedScheduler
from spiders.shared.server import Server, SharingError
from spiders.sitemaps import Sitemaps
from spiders.spider import LocalOfferSpider, Output, Starts
from spiders.walls import Walls

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

_TEND_EVERY = 0.5


class Looked(NamedTuple):
    """A page that this audit has read, or knows not to have changed, with where it leads."""

    url: str
    depth: int
    links: tuple[str, ...]


@dataclass(frozen=True)
class Sharing:
    """What a crawl needs to be one of several workers at an audit.

    The audit goes by the same `name` for all of them, and they have the same `order`: a word that stands for it.
    `save` keeps what was yielded so far, and says whether it could; `missed` keeps what cannot be audited.
    `met` are the addresses that are done with, by any worker, `pages` those that were read, and `is_read` tells
    of one whether it was: each may raise SharingError. `trouble` is what ended this worker's crawl.
    """

    server: Server
    name: str
    order: str
    save: Callable[[], bool]
    missed: Callable[[NotAudited], None]
    met: Callable[[], Iterable[str]]
    pages: Callable[[], Iterable[Looked]]
    is_read: Callable[[str], bool]
    trouble: list[SharingError] = field(default_factory=list)


class SharedFrontier(Frontier):
    """The addresses that this worker has met, and behind them those that any worker has."""

    def __init__(self, plan: CrawlPlan, knows: Callable[[str], bool]) -> None:
        super().__init__(plan)
        self._knows = knows
        self._forgot = 0

    def is_new(self, url: str) -> bool:
        """Whether no worker has met this address, as far as is known. Queueing it makes sure."""
        if not super().is_new(url):
            return False
        forgot = self._forgot
        known = self._knows(url)
        # Where Redis has come back with nothing meanwhile, its answer says nothing.
        return self.is_new(url) if self._forgot != forgot else not known

    def is_met(self, url: str) -> bool:
        """Whether this worker has met an address."""
        return url in self._seen

    def forget(self) -> None:
        """Nothing has been met."""
        self._seen.clear()
        self._forgot += 1

    def meet(self, urls: Iterable[str]) -> None:
        """These addresses are done with."""
        self._seen.update(urls)


class SharedSpider(LocalOfferSpider):
    """One worker's crawl."""

    sharing: Sharing
    frontier: SharedFrontier

    def __init__(self, plan: CrawlPlan, **arguments: Any) -> None:
        super().__init__(plan, **arguments)
        self.frontier = SharedFrontier(plan, self._is_known)
        self._walls = Walls(self.frontier)
        self._prepared: set[str] = set()
        self._goes_on = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way to make a spider."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.opened, signal=signals.spider_opened)
        return spider

    def _scheduler(self) -> SharedScheduler:
        assert self.crawler.engine is not None  # noqa: S101
        assert isinstance(self.crawler.engine.scheduler, SharedScheduler)  # noqa: S101
        return self.crawler.engine.scheduler

    async def start(self) -> AsyncIterator[Any]:
        """The targets, unless another worker has begun with them."""
        self._expect_sitemaps()
        async for told in super().start():
            if isinstance(told, Request) and "site" in told.cb_kwargs:
                for request in self._begin(told.cb_kwargs["site"]):
                    yield request
            else:
                yield told

    def prepare(self, host: str) -> None:
        """Ask a host what it shows where there is no page. Each worker must know, so each asks for itself."""
        if host in self._prepared or not self.plan.follow or self.crawler.engine is None:
            return
        self._prepared.add(host)
        sites: dict[str, Starts] = {}
        for target in self.plan.targets:
            url = self.frontier.addresses(target)
            if url is not None and urlsplit(url).hostname == host:
                sites.setdefault(site_of(url), []).append((Visit(url, is_target=True), target.partition("#")[0]))
        for site in sites.values():
            self.crawler.engine.crawl(self._no_such_page_request(site))

    def opened(self) -> None:
        """The crawl begins: see to what is shared from now on."""
        self._tending = asyncio.ensure_future(self._tend())

    def closed(self, reason: str) -> None:
        """The crawl is over for this worker."""
        self._tending.cancel()
        super().closed(reason)

    def idle(self) -> None:
        """This worker has nothing to do: time for what it has put off, unless others are still at work."""
        if self.sharing.trouble:
            return
        try:
            if not self._sitemaps and not self._scheduler().is_over():
                raise DontCloseSpider
        except SharingError as error:
            self.give_up(error)
            raise DontCloseSpider from error
        super().idle()

    def listed(self, response: Response) -> Output:
        """What the sitemaps list; where nothing is left, what was lost on the way; then the rest."""
        overlooked = [] if self._sitemaps else [*self._overlooked()]
        yield from overlooked or super().listed(response)

    def needs(self, request: Request) -> bool:
        """Whether more is to come of a request that has ended: of a sitemap, while its pages wait here."""
        visit: Visit | None = request.cb_kwargs.get("visit")
        return bool(self._sitemaps) and (visit is None or visit.is_target)

    def is_saved(self, request: Request) -> bool:
        """Whether the page of a request is read. Where it leads is looked at again before the end."""
        visit: Visit | None = request.cb_kwargs.get("visit")
        return (
            visit is not None and not visit.is_document and not visit.read_as and self.sharing.is_read(visit.url)
        )

    def met(self) -> None:
        """Learn which addresses are done with, where this audit was begun before."""
        met = [*self.sharing.met()]
        self.frontier.meet(met)
        self._goes_on = self._goes_on or bool(met)
        if self.plan.max_pages is not None:
            self._scheduler().queue.count_from(sum(1 for _ in self.sharing.pages()))

    def start_again(self) -> None:
        """Redis has come back with nothing: what the store does not know as done is to do."""
        self.frontier.forget()
        self._sitemaps = Sitemaps()
        self._expect_sitemaps()
        self._may_remember = self.plan.follow
        self._goes_on = True
        self.met()

    def give_up(self, error: SharingError) -> None:
        """End this worker's crawl. What it has in hand is for others."""
        if not self.sharing.trouble and self.crawler.engine is not None:
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="trouble"))
        self.sharing.trouble.append(error)

    def _is_known(self, url: str) -> bool:
        try:
            return self._scheduler().queue.knows(url)
        except SharingError as error:
            self.give_up(error)  # so that the page which leads there does not count as done
            raise

    def _counted(self, page: Fetched) -> Fetched | NotAudited:
        counted = super()._counted(page)
        if self.plan.max_pages is None or isinstance(counted, NotAudited):
            return counted
        self.pages = self._scheduler().queue.count()
        return page if self.pages <= self.plan.max_pages else super()._counted(page)

    def _no_such_page_request(self, site: Starts, url: str = "", hops: int = 0) -> Request:
        request = super()._no_such_page_request(site, url, hops)
        return request.replace(meta={**request.meta, FOR_ITSELF: True})

    async def _tend(self) -> None:
        while not self.sharing.trouble:
            try:
                self._scheduler().tend()
            except SharingError as error:
                self.give_up(error)
            slot = self.crawler.engine._slot if self.crawler.engine else None  # noqa: SLF001 - hosts may have come
            if slot is not None:
                slot.nextcall.schedule()
            await asyncio.sleep(_TEND_EVERY)

    def _expect_sitemaps(self) -> None:
        for url in filter(None, map(self.frontier.addresses, self.plan.targets)):
            self._sitemaps.expect(url)

    def _overlooked(self) -> Output:
        """Addresses that pages of this audit lead to and nobody has met; where it goes on, where it starts too."""
        self.frontier.meet(self.sharing.met())
        if self._goes_on and self.plan.follow:
            for url in filter(None, map(self.frontier.addresses, self.plan.targets)):
                if self.frontier.is_new(url):
                    yield self._request(Visit(url, is_target=True))
                yield Request(join(url, "/robots.txt"), self.robots, errback=self.nothing)
            self._goes_on = False
        for page in self.sharing.pages():
            yield from self._follow(page.links, page.depth, page.url)

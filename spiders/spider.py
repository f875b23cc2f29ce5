"""The spider: fetches the pages of a Local Offer once each, nearest first, and says what was left out and why."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from scrapy.utils.sitemap import sitemap_urls_from_robots
from twisted.python.failure import Failure

from spiders.answers import (
    Refused,
    as_page,
    as_unchanged,
    header,
    is_same_page,
    kind_of,
    size_of,
    what_status_says,
    why_no_answer,
)
from spiders.canonical import join, site_of
from spiders.fetched import Document, Fetched, NotAudited, Reason
from spiders.frontier import GOING_ROUND, Frontier, Visit
from spiders.links import encoding_of, leads_of
from spiders.nowhere import no_such_page
from spiders.plan import CrawlPlan
from spiders.sitemaps import Listed, Sitemaps, read_sitemap
from spiders.walls import Walls
from spiders.whole import after_headers, whole_document

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

Starts = list[tuple[Visit, str]]
Output = Iterator[Fetched | Document | NotAudited | Request]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_HOPS = 10
_AFTER_PAGES = -10_000


class LocalOfferSpider(Spider):
    """One crawl, as its plan says. Yields Fetched, Document and NotAudited, each address once.

    `pages` counts the pages yielded; `without_robots` has the hosts that could not give their robots.txt, each
    with the status they answered; `let_stand` are the visits that needed no request. Once the crawl is over,
    `finished` tells whether it came to its end, and `waiting` how many requests were never sent.
    """

    name = "localoffer"

    def __init__(self, plan: CrawlPlan, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.plan = plan
        self.frontier = Frontier(plan)
        self.pages = 0
        self.let_stand: list[Visit] = []
        self.waiting = 0
        self.finished = False
        self.without_robots: dict[str, int] = {}
        self._sitemaps = Sitemaps()
        self._walls = Walls(self.frontier)
        self._may_remember = plan.follow
        self._deadline = None if plan.max_time is None else monotonic() + plan.max_time

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way to make a spider."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.robots_parsed, signal=signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The targets. The sitemaps of their sites follow from robots.txt, which Scrapy fetches to obey it."""
        robots: dict[str, None] = {}
        sites: dict[str, Starts] = {}
        for target in self.plan.targets:
            url = self.frontier.addresses(target)
            if url is None:
                yield NotAudited(
                    target, "error", "This is not a web address that starts with https:// or http://."
                )
            elif self.frontier.is_new(url):
                self._sitemaps.expect(url)
                robots[join(url, "/robots.txt")] = None
                start = (Visit(url, is_target=True), target.partition("#")[0])
                sites.setdefault(site_of(url), []).append(start)
        for site in sites.values():
            # What is no page is known before the first page comes.
            for request in [self._no_such_page_request(site)] if self.plan.follow else self._begin(site):
                yield request
        if self.plan.follow and not self.plan.obey_robots:
            for url in robots:
                yield Request(url, self.robots, errback=self.nothing)

    def changed(self, url: str) -> str | None:
        """What a sitemap says of the day that a page changed."""
        return self._sitemaps.changed(url)

    def ask_after_all(self) -> None:
        """Ask for the pages that were let stand: they may have changed."""
        visits, self.let_stand = self.let_stand, []
        self.pages -= len(visits)
        for visit in visits:
            self.crawler.engine.crawl(self._request(visit))

    def limit(self, visit: Visit) -> str | None:
        """Why no more may be fetched, in plain words; None while more may be."""
        if self._deadline is not None and monotonic() > self._deadline:
            return f"The {self.plan.max_time:,g} seconds that this audit may take were used up."
        if self.plan.max_pages is not None and self.pages >= self.plan.max_pages and not visit.is_document:
            return f"This audit was told to stop after {self.plan.max_pages:,} pages."
        return None

    def page(self, response: Response, visit: Visit) -> Output:
        """An answer for a page."""
        status, kind = response.status, kind_of(response.headers)
        if status == 304:
            yield from self._unchanged(response, visit)
        elif status in _REDIRECTS and (location := response.headers.get("Location")):
            to = location.decode("utf-8", "replace").strip()
            yield from self._moved(response, visit, join(response.url, to) or to)
        elif status not in {200, 203}:
            yield visit.left(self._why(status), what_status_says(status), status)
        elif kind == "document":
            yield from self._document(response, visit._replace(is_document=True))
        elif self.plan.follow and visit.is_target and (listed := self._sitemap(response)) is not None:
            yield from map(self._sitemap_request, self._sitemaps.take(listed, visit.url))
        elif kind == "other":
            yield visit.left("not HTML", f"It is {header(response.headers, 'Content-Type')}.", status)
        else:
            yield from self._read(response, visit)

    def no_such_page(self, response: Response, site: Starts) -> Output:
        """An answer for an address that does not exist: now the site's own pages can be told from it."""
        hops = response.meta["hops"] + 1
        to = self._walls.learn(response, site[0][0].url)
        if to is not None and hops < _MOST_HOPS:
            yield self._no_such_page_request(site, to, hops)
        else:
            yield from self._begin(site)

    def no_answer_for_none(self, failure: Failure) -> Output:
        """No answer for an address that does not exist, as where robots.txt forbids to ask for it."""
        yield from self._begin(failure.request.cb_kwargs["site"])  # type: ignore[attr-defined]

    def _begin(self, site: Starts) -> Iterator[Request]:
        return (self._request(*start) for start in site)

    def document(self, response: Response, visit: Visit) -> Output:
        """An answer for a document: by its headers alone, or by its first byte where those do not say enough."""
        asked_head = response.request is not None and response.request.method == "HEAD"
        if asked_head and (response.status >= 400 or (response.status == 200 and size_of(response) is None)):
            yield self._request(visit, method="GET")
        else:
            yield from self._document(response, visit)

    def whole_document(self, response: Response, visit: Visit) -> Output:
        """An answer for a document that is to be read."""
        yield whole_document(response, visit, self.plan)

    def robots(self, response: Response) -> Output:
        """A robots.txt that is not obeyed: it still names the sitemaps."""
        named = sitemap_urls_from_robots(response.body) if response.status == 200 else ()
        yield from map(self._sitemap_request, self._sitemaps.of_site(response.url, named))

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """A robots.txt that is obeyed, fetched before the first page of its host."""
        if self.plan.follow and isinstance(robotparser, ProtegoRobotParser) and self.crawler.engine is not None:
            for sitemap in self._sitemaps.of_site(request.url, robotparser.rp.sitemaps):
                self.crawler.engine.crawl(self._sitemap_request(sitemap))

    def sitemap(self, response: Response) -> Output:
        """A sitemap: its pages are kept until no link leads further."""
        listed = self._sitemap(response) if response.status == 200 else None
        if listed is not None:
            yield from map(self._sitemap_request, self._sitemaps.take(listed, response.url))

    def listed(self, _response: Response) -> Output:
        """The pages that no link led to: those of the sitemaps first, then those of an earlier crawl."""
        if self._sitemaps:
            for page, sitemap in self._sitemaps.rest():
                yield from self._follow(self.frontier.links(sitemap, [page]), 0, sitemap)
        else:
            self._may_remember = False
            yield from self._follow(self.plan.remembered(), 0, None)

    def failed(self, failure: Failure) -> Output:
        """No answer for a page or a document."""
        visit: Visit = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined]
        reason, detail = why_no_answer(failure.value)
        status = failure.value.status if isinstance(failure.value, Refused) else 0
        if reason == "robots" and (gave := self.without_robots.get(urlsplit(visit.url).hostname or "")):
            detail = f"{what_status_says(gave)} It was asked for robots.txt, which must be read first."
        yield visit.left("document" if visit.read_as and reason == "too large" else reason, detail, status)

    def nothing(self, failure: Failure) -> None:
        """No answer for a robots.txt or a sitemap: links lead to the pages too."""
        self.logger.info("No sitemap from %s: %s", failure.request.url, failure.value)  # type: ignore[attr-defined]

    def idle(self) -> None:
        """No link leads further: time for what only the sitemaps list, and then for what is only remembered."""
        if (self._sitemaps or self._may_remember) and self.crawler.engine is not None:
            # An address that asks no server, since only an answer may yield.
            self.crawler.engine.crawl(Request("data:,", self.listed))
            raise DontCloseSpider

    def closed(self, reason: str) -> None:
        """The crawl is over."""
        scheduler: Any = self.crawler.engine.scheduler if self.crawler.engine is not None else None
        self.waiting = len(scheduler) if scheduler is not None else 0
        self.finished = reason == "finished"

    def _document(self, response: Response, visit: Visit) -> Output:
        for told in after_headers(response, visit, self.plan):
            yield self._request(told, method="GET") if isinstance(told, Visit) else told

    def _read(self, response: Response, visit: Visit) -> Output:
        encoding = encoding_of(response.body, header(response.headers, "Content-Type"))
        leads = leads_of(response.body, encoding, response.url)
        if leads.refresh is not None and self.frontier.addresses(leads.refresh) not in {None, visit.url}:
            yield from self._moved(response, visit, leads.refresh)
            return
        if (told := self._walls.stand_for(response, visit, encoding)) is not None:
            yield from told
            return
        self.frontier.addresses.settle(visit.url)
        links = self.frontier.links(leads.base, leads.hrefs)
        canonical = self.frontier.addresses(leads.canonical) if leads.canonical else None
        url = self._name_of(visit.url, canonical)
        if url is not None:
            page = as_page(response, visit.named(url), encoding, canonical, links)
            yield self._counted(replace(page, sheets=leads.sheets) if leads.sheets else page)
        if not leads.nofollow:
            yield from self._follow(links, visit.depth, visit.url)

    def _unchanged(self, response: Response, visit: Visit) -> Output:
        known = self.plan.known(visit.url)
        if known is None:
            yield visit.left("error", what_status_says(304), 304)
            return
        self.frontier.addresses.settle(visit.url)
        yield self._counted(as_unchanged(response, visit, known))
        yield from self._follow(known.links, visit.depth, visit.url)

    def _counted(self, page: Fetched) -> Fetched | NotAudited:
        limit = self.limit(Visit(page.url))
        if limit is not None:
            return NotAudited(page.url, "limit", limit, page.status, page.found_on)
        self.pages += 1
        return page

    def _name_of(self, url: str, canonical: str | None) -> str | None:
        """The address that a page goes by; None where the crawl has met it under that one."""
        if canonical in {None, url} or not self.plan.follow or not is_same_page(url, canonical or ""):
            return url
        if canonical is None or self.plan.scope.why_not(canonical) is not None:
            return url
        if self.frontier.is_new(canonical):
            return canonical
        self.frontier.aliases[url] = canonical
        return None

    def _moved(self, response: Response, visit: Visit, to: str) -> Output:
        hops = response.meta.get("hops", 0) + 1
        where = self.frontier.moved(visit, to, response.status)
        if hops > _MOST_HOPS or to == response.url:
            where = visit.left("error", GOING_ROUND, response.status)
        if where is not None:
            yield self._request(where, to, hops) if isinstance(where, Visit) else where

    def _follow(self, links: Iterable[str], depth: int, found_on: str | None) -> Output:
        if not self.plan.follow:
            return
        for url in links:
            if self.frontier.is_new(url):
                found = self.frontier.look_at(url, depth + 1, found_on)
                if found is not None:
                    yield self._request(found) if isinstance(found, Visit) else found

    def _sitemap(self, response: Response) -> Listed | None:
        return read_sitemap(response, self.plan.max_bytes)

    def _sitemap_request(self, url: str) -> Request:
        return Request(url, self.sitemap, errback=self.nothing)

    def _why(self, status: int) -> Reason:
        """The reason that a status is. A single page may be forbidden; where no page is given, it is the audit."""
        if status == 401:
            return "login"
        return "blocked" if status == 429 or (status == 403 and not self.pages) else "error"

    def _no_such_page_request(self, site: Starts, url: str = "", hops: int = 0) -> Request:
        """Asks what a site answers where there is no page, ahead of the requests that it starts with."""
        return Request(
            url or no_such_page(site[0][0].url),
            self.no_such_page,
            errback=self.no_answer_for_none,
            meta={"dont_redirect": True, "dont_retry": True, "hops": hops},
            cb_kwargs={"site": site},
        )

    def _request(self, visit: Visit, address: str = "", hops: int = 0, method: str = "") -> Request:
        """The request for a visit: at `address`, where that is not the canonical one."""
        if visit.read_as:
            return Request(
                visit.url,
                self.whole_document,
                headers={"Accept-Encoding": "identity"},
                errback=self.failed,
                priority=_AFTER_PAGES,
                meta={"download_maxsize": self.plan.documents.max_bytes if self.plan.documents else 0},
                cb_kwargs={"visit": visit},
            )
        if visit.is_document:
            headers = {"Accept-Encoding": "identity"} | ({"Range": "bytes=0-0"} if method else {})
            return Request(
                visit.url,
                self.document,
                method=method or "HEAD",
                headers=headers,
                errback=self.failed,
                priority=_AFTER_PAGES,
                cb_kwargs={"visit": visit},
            )
        return Request(
            address or visit.url,
            self.page,
            errback=self.failed,
            priority=-visit.depth,
            meta={"dont_redirect": True, "hops": hops},
            cb_kwargs={"visit": visit},
        )

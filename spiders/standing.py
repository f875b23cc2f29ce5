"""Pages that need not be asked for: what is known of them is answered in place of their server."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.http import Response

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from spiders.frontier import Visit
    from spiders.spider import LocalOfferSpider


class Standing:
    """A downloader middleware that says “not modified” of the pages that the crawl's plan lets stand."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> Response | None:
        """Answers for a page that stands and is known; None for what the server has to be asked."""
        visit: Visit | None = request.cb_kwargs.get("visit")
        if visit is None or visit.is_document or visit.read_as:
            return None
        spider = cast("LocalOfferSpider", self._crawler.spider)
        if spider.plan.stands is None or (known := spider.plan.known(visit.url)) is None:
            return None
        if not spider.plan.stands(visit.url, known, spider.changed(visit.url)):
            return None
        spider.let_stand.append(visit)
        return Response(request.url, status=304)

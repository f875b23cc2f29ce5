"""What may leave for a server and come back: limits, private addresses, robots.txt, and no wasted bytes."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.exceptions import StopDownload
from scrapy.http import Headers, Response, TextResponse
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from spiders.answers import Refused, kind_of
from spiders.frontier import Visit
from spiders.plan import ROBOT

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from spiders.spider import LocalOfferSpider

_log = logging.getLogger(__name__)
_LONGEST_DELAY = 30.0
_NOBODY = b"User-agent: *\nDisallow: /\n"


class Gate:
    """A downloader middleware that every request passes, before robots.txt is asked for, and every answer."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._delays: dict[str, float] = {}
        self._private: dict[str, bool] = {}
        crawler.signals.connect(self._headers_received, signal=signals.headers_received)
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)
        crawler.signals.connect(self._response_downloaded, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a middleware."""
        return cls(crawler)

    @property
    def _spider(self) -> LocalOfferSpider:
        spider: Any = self._crawler.spider
        return spider  # type: ignore[no-any-return]

    async def process_request(self, request: Request) -> None:
        """Lets a request go, asking for a known page only whether it has changed. Raises Refused."""
        visit: Visit | None = request.cb_kwargs.get("visit")
        if visit is not None and (limit := self._spider.limit(visit)) is not None:
            raise Refused("limit", limit)
        host = urlparse_cached(request).hostname
        if host is not None and not self._spider.plan.may_be_private(host) and await self._is_private(host):
            raise _private(host)
        if visit is not None and (visit.read_as or not visit.is_document):
            self._ask_for_changes(request, visit.url)

    def process_response(self, request: Request, response: Response) -> Response:
        """Reads a robots.txt that the server cannot give as “nobody”, as RFC 9309 asks."""
        host, address = urlparse_cached(request).hostname, response.ip_address
        if host and address and not address.is_global and not self._spider.plan.may_be_private(host):
            raise _private(host)  # its name has changed its address since it was looked up
        if response.status >= 500 and request.url.endswith("/robots.txt"):
            self._spider.without_robots[host or ""] = response.status
            return response.replace(body=_NOBODY)
        return response

    def _ask_for_changes(self, request: Request, url: str) -> None:
        known = self._spider.plan.known(url)
        if known is not None and known.etag:
            request.headers["If-None-Match"] = known.etag
        if known is not None and known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified

    async def _is_private(self, host: str) -> bool:
        if host not in self._private:
            self._private[host] = await _is_private(host)
        return self._private[host]

    def _headers_received(self, headers: Headers, request: Request) -> None:
        """Stops the download of what is no page: its headers say all that is wanted."""
        visit: Visit | None = request.cb_kwargs.get("visit")
        if visit is None or visit.read_as:
            return
        kind = kind_of(headers)
        if visit.is_document or kind == "document" or (kind == "other" and not visit.is_target):
            raise StopDownload(fail=False)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Keeps to a host's Crawl-delay, one request at a time, whatever the audit's own speed."""
        delay, host = robotparser.crawl_delay(ROBOT), urlparse_cached(request).hostname
        downloader = self._crawler.engine.downloader if self._crawler.engine else None
        if not delay or not host or downloader is None or delay <= self._spider.plan.delay:
            return
        _log.info("%s asks for %s seconds between requests.", host, delay)
        self._delays[host] = delay
        downloader.per_slot_settings[host] = {"delay": delay, "concurrency": 1, "jitter": 0.0}
        if (slot := downloader.slots.get(host)) is not None:
            slot.delay, slot.concurrency, slot.jitter = delay, 1, 0.0

    def _response_downloaded(self, response: Response, request: Request) -> None:
        """Holds AutoThrottle to a Crawl-delay, and gives a server time that says it has too much to do."""
        host = request.meta.get("download_slot", "")
        slot = self._crawler.engine.downloader.slots.get(host) if self._crawler.engine else None
        if slot is None:
            return
        if response.status == 429 and self._spider.plan.delay:  # AutoThrottle finds back to its speed by itself
            slot.delay, slot.jitter = min(max(1.0, 2 * slot.delay), _LONGEST_DELAY), 0.0
        slot.delay = max(slot.delay, self._delays.get(host, 0.0))


class Unguessed:
    """A downloader middleware that keeps Scrapy from guessing the charset of bytes that are still compressed.

    It guesses whenever it unpacks an answer that names none, at about a millisecond each, and the guess is lost.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        """Makes of a compressed text answer one of plain bytes, which unpacking makes text again."""
        if not isinstance(response, TextResponse) or "Content-Encoding" not in response.headers:
            return response
        return Response(
            response.url,
            response.status,
            response.headers,
            response.body,
            response.flags,
            request,
            response.certificate,
            response.ip_address,
            response.protocol,
        )


def _private(host: str) -> Refused:
    return Refused("scope", f"{host} is on a private network, and this audit was not told to go there.")


async def _is_private(host: str) -> bool:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False  # nobody is there: the request will say so
    return not all(ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global for *_, address in found)

"""Spares a server in trouble: waits as long as it asks, rests between failures, and gives it up in the end."""

from __future__ import annotations

import asyncio
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.answers import Refused, header, what_status_says, why_no_answer
from spiders.breaker import Breaker
from spiders.challenges import challenge
from spiders.fetched import Reason
from spiders.frontier import Visit

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from spiders.spider import LocalOfferSpider

_FAILURES = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    OSError,
)
_PATIENCE_ELSEWHERE = 30.0
_SLICE = 0.25
_ONE_BY_ONE = 0.01
_TRIES_WHEN_BUSY = 4


class Circuit:
    """A downloader middleware below all that decides what is asked, and above what asks again.

    Hosts outside the scope, which have documents only, are not waited for: they are given up sooner.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._breakers: dict[str, Breaker] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a middleware."""
        return cls(crawler)

    @property
    def _spider(self) -> LocalOfferSpider:
        return cast("LocalOfferSpider", self._crawler.spider)

    async def process_request(self, request: Request) -> None:
        """Lets a request go once its host is well enough. Raises Refused where that is not to be waited for."""
        breaker = self._breaker(request)
        if request.meta.get("asks_how_it_is"):
            return
        request.meta["tries"] = False
        if breaker.wait(monotonic()) > 0:
            async with breaker.turn:
                await self._rest(breaker, request)
        if breaker.given_up:
            reason, detail = breaker.why
            raise Refused(reason, f"{detail} So we stopped asking this server.")
        if breaker.is_open:
            breaker.try_one()
            if breaker.good:
                await self._ask(breaker)
                await self.process_request(request)
            else:
                request.meta["tries"] = True

    def process_response(self, request: Request, response: Response) -> Response:
        """Notes how the host is. Raises Refused for a challenge page, which is no answer."""
        if (guard := challenge(response)) is not None:
            told = f"{guard[0].upper()}{guard[1:]} asked us to prove that we are no robot (a challenge page)."
            self._failed(request, "blocked", told)
            raise Refused("blocked", told, response.status)
        breaker, status = self._breaker(request), response.status
        if status >= 500 or status in {408, 429} or (status == 403 and self._is_ours(request)):
            self._failed(request, "trouble" if status not in {403, 429} else "blocked", what_status_says(status))
            asked = _asked_to_wait(response) if status in {429, 503} else None
            if status == 429 or asked is not None:
                breaker.asked_to_wait(monotonic(), breaker.pause if asked is None else asked)
                request.meta["max_retry_times"] = _TRIES_WHEN_BUSY
        else:
            visit: Visit | None = request.cb_kwargs.get("visit")
            is_page = status == 200 and visit is not None and not visit.is_document
            breaker.succeeded(request.url if is_page else "")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Notes that a host gave no answer."""
        if isinstance(exception, _FAILURES):
            self._failed(request, "trouble", why_no_answer(exception)[1])
        elif _tries(request) and not isinstance(exception, IgnoreRequest):
            self._breaker(request).succeeded()

    async def _rest(self, breaker: Breaker, request: Request) -> None:
        while (wait := breaker.wait(monotonic())) > 0:
            self._check_limits(request)
            await asyncio.sleep(min(wait, _SLICE))
        # Scrapy counts what is under way a moment late: all at once would be more than it lets through.
        await asyncio.sleep(_ONE_BY_ONE)

    def _failed(self, request: Request, reason: Reason, detail: str) -> None:
        self._breaker(request).failed(monotonic(), reason, detail, tried=_tries(request))

    def _breaker(self, request: Request) -> Breaker:
        host = urlparse_cached(request).netloc
        if (breaker := self._breakers.get(host)) is None:
            plan = self._spider.plan
            ours = self._is_ours(request)
            breaker = self._breakers[host] = Breaker(
                pause=plan.pause if ours else 0.0,
                longest_wait=plan.longest_wait if ours else min(plan.longest_wait, _PATIENCE_ELSEWHERE),
                at_once=plan.concurrency,
            )
        return breaker

    def _is_ours(self, request: Request) -> bool:
        return urlparse_cached(request).hostname in self._spider.plan.scope.hosts

    def _check_limits(self, request: Request) -> None:
        visit = request.cb_kwargs.get("visit") or Visit(request.url, is_document=True)
        if (limit := self._spider.limit(visit)) is not None:
            raise Refused("limit", limit)
        if not self._crawler.crawling:
            raise Refused("limit", "The audit was stopped first.")

    async def _ask(self, breaker: Breaker) -> None:
        """Ask for a page that the host gave before, so that a page that is broken by itself closes no site."""
        engine: Any = self._crawler.engine
        try:
            await engine.download_async(Request(breaker.good, meta={"asks_how_it_is": True, "dont_retry": True}))
        except Exception as error:  # noqa: BLE001 - whatever happened, the host is not well
            breaker.failed(monotonic(), *why_no_answer(error), tried=True)


def _tries(request: Request) -> bool:
    return bool(request.meta.get("tries") or request.meta.get("asks_how_it_is"))


def _asked_to_wait(response: Response) -> float | None:
    """The seconds of a Retry-After, given as such or as a day and time; None where there is none."""
    asked = header(response.headers, "Retry-After")
    if asked.isdecimal():
        return float(asked)
    try:
        # By the server's own clock, which may go wrong: by ours we might come too early.
        now = parsedate_to_datetime(header(response.headers, "Date"))
        return max(0.0, (parsedate_to_datetime(asked) - now).total_seconds())
    except (ValueError, TypeError):
        return None

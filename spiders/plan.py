"""What to fetch and how: everything that decides a crawl, as one value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from spiders.fetched import Known
from spiders.scope import Scope

ROBOT = "LocalOfferAudit"
_HOME = "https://github.com/local-offer-audit/local-offer-audit"
# Scrapy imports all that its own lists name, also what is switched off, so these stand in place of them.
_DOWNLOADER_MIDDLEWARES = {
    "spiders.gate.Gate": 90,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": 100,
    "spiders.standing.Standing": 110,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "spiders.circuit.Circuit": 560,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "spiders.gate.Unguessed": 595,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
}
_SPIDER_MIDDLEWARES = {"scrapy.spidermiddlewares.referer.RefererMiddleware": 700}
_EXTENSIONS = {"scrapy.extensions.throttle.AutoThrottle": 0}


def nothing_known(_url: str) -> Known | None:
    """For a first crawl: no page is known."""
    return None


def nothing_remembered() -> Iterable[str]:
    """For a first crawl: no address is remembered."""
    return ()


def user_agent(contact: str) -> str:
    """What the crawler calls itself, with an address that the owners of a server can write to."""
    return f"{ROBOT} (+{contact or _HOME})"


@dataclass(frozen=True)
class Documents:
    """Which documents to fetch whole: those on the hosts of the scope and on `hosts`, of at most `max_bytes`."""

    max_bytes: int = 20_000_000
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True)
class CrawlPlan:
    """One crawl. Times are in seconds, sizes in bytes; None means without a limit.

    `targets` are pages or sitemaps to start from. `delay` is the least time between two requests to one host: the
    host's own speed makes it longer; 0 fetches at full speed. `concurrency` is the number of requests to one host
    at a time. `pause` is the first rest after failures in a row, and `longest_wait` the most that a server may ask
    for before it is given up. `follow` false fetches the targets alone. `known` says what an earlier crawl knows
    of a page, so that the server is asked only whether it has changed. `remembered` are the canonical addresses of
    an earlier crawl's pages: those to which nothing leads any more are looked at last, to see whether they are
    gone. `stands` says of a known page, by what a sitemap tells of the day it changed, that it need not be asked
    for. `documents` says which documents are fetched whole, to be read. `elsewhere` asks for type and size of
    documents on hosts outside the scope too; those on private networks are asked only where the scope or
    `private_hosts` names them. `contact` is an address that the servers' owners can write to.
    """

    targets: tuple[str, ...]
    scope: Scope
    max_pages: int | None = None
    max_depth: int | None = None
    max_time: float | None = None
    delay: float = 0.5
    concurrency: int = 1
    timeout: float = 30.0
    pause: float = 1.0
    longest_wait: float = 600.0
    max_bytes: int = 10_000_000
    obey_robots: bool = True
    check_certificates: bool = True
    follow: bool = True
    elsewhere: bool = True
    private_hosts: tuple[str, ...] = ()
    documents: Documents | None = None
    known: Callable[[str], Known | None] = nothing_known
    remembered: Callable[[], Iterable[str]] = nothing_remembered
    stands: Callable[[str, Known, str | None], bool] | None = None
    contact: str = ""

    def may_be_private(self, host: str) -> bool:
        """Whether this audit was told to go to a host, so that its address may be any."""
        return host in self.scope.hosts or host in self.private_hosts

    def reads(self, url: str) -> bool:
        """Whether a document at this address is to be fetched whole."""
        host = urlsplit(url).hostname or ""
        return self.documents is not None and (host in self.scope.hosts or host in self.documents.hosts)

    def settings(self) -> dict[str, Any]:
        """Scrapy's settings for this crawl, with what it does not need switched off."""
        return {
            "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
            "USER_AGENT": user_agent(self.contact),
            "DOWNLOAD_VERIFY_CERTIFICATES": self.check_certificates,
            "ROBOTSTXT_OBEY": self.obey_robots,
            "ROBOTSTXT_USER_AGENT": ROBOT,
            "DOWNLOAD_DELAY": self.delay,
            "DOWNLOAD_DELAY_JITTER": 0,
            "AUTOTHROTTLE_ENABLED": self.delay > 0,
            "AUTOTHROTTLE_START_DELAY": self.delay,
            "CONCURRENT_REQUESTS_PER_DOMAIN": self.concurrency,
            # A few more than one host may have, so that another host's documents need not wait for it.
            "CONCURRENT_REQUESTS": max(4, self.concurrency),
            # Scrapy starts as many tasks for every answer. One may wait for a page to be read, the others go on.
            "CONCURRENT_ITEMS": 4,
            "DOWNLOAD_TIMEOUT": self.timeout,
            "DOWNLOAD_MAXSIZE": self.max_bytes,
            "DOWNLOAD_WARNSIZE": 0,
            "RETRY_TIMES": 1,
            "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
            # Breadth first: what is nearest to the start matters most.
            "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
            "SCHEDULER_START_MEMORY_QUEUE": None,
            "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
            "DOWNLOADER_MIDDLEWARES_BASE": _DOWNLOADER_MIDDLEWARES,
            "SPIDER_MIDDLEWARES_BASE": _SPIDER_MIDDLEWARES,
            "EXTENSIONS_BASE": _EXTENSIONS,
            "DOWNLOADER_STATS": False,
            "STATS_DUMP": False,
            "LOG_INSTALL_ROOT_HANDLER": False,
            "WARN_ON_GENERATOR_RETURN_VALUE": False,
            "DNS_TIMEOUT": self.timeout,
        }

"""The yardstick: a crawl by Scrapy with its LinkExtractor, which looks at nothing.

Run as `python -m tests.bench.bare URL`.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor


class Bare(scrapy.Spider):
    """Follows every link and keeps nothing."""

    name = "bare"
    allowed_domains = ("127.0.0.1",)
    links = LinkExtractor()

    async def start(self) -> AsyncIterator[Any]:
        """Start at the address given."""
        yield scrapy.Request(sys.argv[1])

    def parse(self, response: Response, **_: Any) -> Iterator[scrapy.Request]:
        """Follow every link; Scrapy drops those it has seen."""
        if isinstance(response, TextResponse):
            for link in self.links.extract_links(response):
                yield scrapy.Request(link.url)


if __name__ == "__main__":
    process = AsyncCrawlerProcess(
        {
            "LOG_LEVEL": "ERROR",
            "ROBOTSTXT_OBEY": False,
            "CONCURRENT_REQUESTS": 16,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
            "DOWNLOAD_DELAY": 0,
            "TELNETCONSOLE_ENABLED": False,
            "COOKIES_ENABLED": False,
        }
    )
    process.crawl(Bare)
    process.start()

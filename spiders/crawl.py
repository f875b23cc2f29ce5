"""Runs one crawl to its end in this process. Scrapy's reactor runs once: a second crawl needs a second process."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess

from spiders.plan import CrawlPlan
from spiders.spider import LocalOfferSpider
from spiders.stopping import signals_given_back


@dataclass(frozen=True)
class Outcome:
    """How a crawl ended. `finished` is false where it was interrupted, with `waiting` requests not sent.

    `pages` were yielded; `aliases` maps other names of pages, as redirects tell them, to the names they go by.
    """

    finished: bool
    pages: int
    waiting: int
    aliases: Mapping[str, str]


def crawl(
    plan: CrawlPlan,
    settings: Mapping[str, Any] | None = None,
    spider_class: type[LocalOfferSpider] = LocalOfferSpider,
    **arguments: Any,
) -> Outcome:
    """Fetches what the plan says and hands every item to the item pipelines of `settings`.

    `settings` are Scrapy's, laid over the plan's own, such as `{"ITEM_PIPELINES": {Reading: 100}}`. A pipeline
    whose `async process_item` waits holds the crawl back. `arguments` become attributes of the spider, where a
    pipeline's `from_crawler` finds them: `crawler.spider.store`. Ctrl-C ends the crawl in order, with every
    answer that has arrived handed on. Raises what a pipeline raised as it was made or opened.
    """
    process = AsyncCrawlerProcess({**plan.settings(), **(settings or {})})
    # Scrapy sets its loggers to DEBUG, and reports failures that our items tell already.
    logging.getLogger("scrapy").setLevel(logging.getLogger().getEffectiveLevel())
    for told_by_items in ("scrapy.core.downloader", "scrapy.downloadermiddlewares"):
        logging.getLogger(told_by_items).setLevel(logging.CRITICAL)
    crawler = process.create_crawler(spider_class)
    task = process.crawl(crawler, plan=plan, **arguments)
    with signals_given_back():
        process.start()
    task.result()
    spider = crawler.spider
    assert isinstance(spider, LocalOfferSpider)  # noqa: S101
    return Outcome(spider.finished, spider.pages, spider.waiting, spider.frontier.aliases)

"""Runs one worker's part of a crawl that several share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spiders.crawl import Outcome, crawl
from spiders.plan import CrawlPlan
from spiders.shared.scheduler import AHEAD, MOST_HOSTS
from spiders.shared.server import SharingError
from spiders.shared.spider import SharedSpider, Sharing


def crawl_shared(plan: CrawlPlan, settings: Mapping[str, Any], *, sharing: Sharing, **arguments: Any) -> Outcome:
    """Fetches, beside other workers, until nothing is left to do for any of them.

    The outcome is not finished where this worker was stopped, or had trouble. Raises SharingError where the others
    were given another order.
    """
    if not sharing.server.agrees(f"localoffer:{sharing.name}:order", sharing.order):
        raise SharingError(
            "The workers at this audit have other rules, settings or versions than this one. Give all of them the "
            "same configuration and options, and start this one again."
        )
    shared = {
        "SCHEDULER": "spiders.shared.scheduler.SharedScheduler",
        "CONCURRENT_REQUESTS": MOST_HOSTS * (plan.concurrency + AHEAD),
    }
    return crawl(plan, {**settings, **shared}, SharedSpider, sharing=sharing, **arguments)

"""The crawl of an audit: what the configuration says becomes a plan, and pages are read beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.items import Session
from pipeline.keep import Keep
from pipeline.order import Order
from pipeline.reading import ReadWith
from pipeline.settings import audit_settings
from pipeline.vouching import Vouching
from pipeline.workers import Readers
from rules.core.errors import UserError
from spiders.plan import CrawlPlan, Documents
from spiders.scope import Scope

if TYPE_CHECKING:
    from spiders.crawl import Outcome

_SHORTEST_PAUSE = 0.1


def crawl_site(
    order: Order,
    keep: Keep,
    using: ReadWith,
    remembered: Callable[[], Iterable[str]],
    *,
    new: bool,
    vouching: Vouching | None = None,
    crawl: Callable[..., Outcome] | None = None,
) -> str | None:
    """Crawl, keep what was read, and say why not all of the site was seen; None where it was.

    `remembered` gives the addresses that earlier audits knew. A site that is `new` has something to read at once.
    `vouching` tells which pages need not be asked for. `crawl` takes the place of our own, where several workers
    share it.
    """
    from spiders.crawl import crawl as crawl_alone  # and with it all of Scrapy

    planned = replace(plan(order), known=keep.known, remembered=remembered)
    if vouching is not None and vouching.lets_stand:
        planned = replace(planned, stands=vouching.stands)
    with closing(Readers(using, order.jobs, at_once=new)) as readers:
        session = Session(keep, using, order.seen or order.today, readers, order.progress, vouching)
        outcome = (crawl or crawl_alone)(planned, audit_settings(), session=session)
    if session.trouble:
        raise session.trouble[0]
    if outcome.finished:
        return None
    return f"The audit was stopped with {outcome.waiting:,} addresses still to look at."


def plan(order: Order) -> CrawlPlan:
    """The crawl that an order asks for."""
    site, crawl = order.config.site, order.config.crawl
    try:
        scope = Scope.around(order.targets, site.allow, site.include, site.exclude)
    except ValueError as error:
        raise UserError(str(error)) from error
    documents = order.config.documents
    planned = CrawlPlan(
        targets=order.targets,
        scope=scope,
        max_pages=crawl.max_pages or None,
        max_depth=crawl.max_depth or None,
        max_time=crawl.max_time or None,
        delay=crawl.delay,
        pause=max(crawl.delay, _SHORTEST_PAUSE),
        concurrency=crawl.concurrency,
        timeout=crawl.timeout,
        max_bytes=crawl.max_bytes,
        obey_robots=crawl.obey_robots,
        check_certificates=crawl.check_certificates,
        follow=order.follow,
        private_hosts=crawl.private_hosts,
        documents=Documents(documents.max_bytes, documents.hosts) if documents.read else None,
    )
    return replace(planned, contact=crawl.contact) if crawl.contact else planned

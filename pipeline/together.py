"""One worker's part in an audit that several share: join or begin it, crawl, and judge if nobody else does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import TypeVar

from pipeline.audit import VERSION, conclude, site_of, writer_for
from pipeline.crawling import crawl_site
from pipeline.lasting import LastingKeep, lasting
from pipeline.links import check_links
from pipeline.order import Order
from pipeline.reading import ReadWith, read_with
from pipeline.saying import tell
from pipeline.store.keys import number
from pipeline.store.open import Store
from pipeline.store.read import Reader
from pipeline.store.sofar import ended_within, is_read, locked, met_so_far, pages_so_far
from pipeline.store.values import Run
from pipeline.store.write import Writer
from rules.core.errors import UserError

try:
    from spiders.shared.crawl import crawl_shared
    from spiders.shared.server import Server, SharingError
    from spiders.shared.spider import Looked, Sharing
except ImportError as error:
    raise UserError(
        "--workers needs more than is installed. Install the extra: `pip install 'local-offer-audit[workers]'`."
    ) from error

T = TypeVar("T")

_STARTED = time.monotonic()
_ASK_AGAIN = 1.0


def check_store(url: str) -> None:
    """Raises UserError for a store that several machines cannot share."""
    if not url.startswith("postgres"):
        raise UserError(
            "Several workers need a store that they can all reach, and SQLite is a file on one machine. Name a "
            "PostgreSQL database: `--store postgresql+psycopg://user:password@host/name`."
        )


def audit_together(store: Store, order: Order) -> Run | None:
    """Do this worker's part of an audit. Gives the run where it is for this worker to report, else None.

    Raises KeyboardInterrupt where this worker was asked to stop: the others go on without it.
    """
    reader, writer = Reader(store), writer_for(store)
    try:
        server = Server(order.workers)
        run = lasting(lambda: _join(store, reader, writer, order))
        if run.finished is None:
            _crawl(store, reader, writer, order, run, server)
    except SharingError as error:
        raise UserError(str(error)) from error
    while lasting(lambda: reader.run(run.id)).finished is None:
        ended = lasting(lambda: _judged(store, reader, writer, order, run), writer.close)
        if ended is not None:
            with suppress(SharingError):
                server.forget(_frontier_of(run))
            return ended
        time.sleep(_ASK_AGAIN)
    return None


def _judged(store: Store, reader: Reader, writer: Writer, order: Order, run: Run) -> Run | None:
    """The run that this worker has judged; None while another does, or where it is judged already."""
    with locked(store, number(f"judge {run.id}"), wait=False) as mine:
        if not mine or reader.run(run.id).finished is not None:
            return None
        why_not_whole = check_links(order, reader, writer, run.id, _STARTED)
        writer.forget_bodies(run.id, order.config.crawl.keep_bodies)
        return conclude(order, reader, writer, run.id, why_not_whole)


def _join(store: Store, reader: Reader, writer: Writer, order: Order) -> Run:
    """The run of this site that is under way for this day, or has ended since this process began, or a new one."""
    site = site_of(order)
    with locked(store, number(f"begin {site}"), wait=True):
        latest = next(iter(reader.runs(site)), None)
        if latest is not None and (latest.today, latest.version) == (order.today, VERSION):
            just_ended = ended_within(store, latest, time.monotonic() - _STARTED)
            if latest.finished is None or just_ended:
                return latest
        return reader.run(writer.begin(site, order.today, VERSION))


def _pages(store: Store, run: Run) -> Iterator[Looked]:
    after: int | None = None
    while some := _told(partial(lasting, partial(pages_so_far, store, run, after))):
        yield from (Looked(url, depth, links) for _, url, depth, links in some)
        after = some[-1][0]


def _told(work: Callable[[], T]) -> T:
    """What some work comes to; what goes wrong is told to the crawl in its own words."""
    try:
        return work()
    except UserError as error:
        raise SharingError(str(error)) from error


def _frontier_of(run: Run) -> str:
    """The name of a run's frontier. When it began tells it from the same number in another database."""
    return f"{number(run.site)}:{run.id}:{run.started.timestamp():.6f}"


def _order_of(order: Order, using: ReadWith) -> str:
    """What workers must agree on, as one word."""
    told = (using.digest, order.browser, order.config.site, order.config.crawl, order.config.documents)
    return f"{number(repr(told)):x}"


def _crawl(store: Store, reader: Reader, writer: Writer, order: Order, run: Run, server: Server) -> None:
    new = len(reader.runs(run.site)) == 1
    using = read_with(order.rules, facts=order.facts, bodies=order.config.crawl.keep_bodies > 0)
    keep = LastingKeep(writer, run.id, run.site, using.digest, new=new, bodies=using.bodies)

    def save() -> bool:
        _told(keep.flush)
        return not keep.failed

    def remembered() -> Iterable[str]:
        return lasting(lambda: list(reader.addresses(run.site)))

    sharing = Sharing(
        server,
        _frontier_of(run),
        _order_of(order, using),
        save=save,
        missed=lambda missed: _told(lambda: keep.take(missed)),
        met=lambda: _told(lambda: lasting(lambda: list(met_so_far(store, run)))),
        pages=lambda: _pages(store, run),
        is_read=lambda url: _told(lambda: lasting(lambda: is_read(store, run, url))),
    )
    why_not_whole = crawl_site(
        order, keep, using, remembered, new=new, crawl=partial(crawl_shared, sharing=sharing)
    )
    if sharing.trouble:
        raise sharing.trouble[0]
    if why_not_whole:
        tell("This worker has left the audit. What it had in hand is for the others, or for the next time.")
        raise KeyboardInterrupt

"""What an audit that is under way has come to so far, for the workers that share it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from pipeline.store.keys import page_key
from pipeline.store.mend import mended
from pipeline.store.open import Store
from pipeline.store.pack import unpack
from pipeline.store.put import CHUNK
from pipeline.store.standing import GONE
from pipeline.store.tables import address, document, not_audited, page, visit
from pipeline.store.values import Run

_FINE = 200


def pages_so_far(store: Store, of: Run, after: int | None = None) -> list[tuple[int, str, int, tuple[str, ...]]]:
    """Some of the pages that a run has read, or knows not to have changed: key, address, depth, where each leads.

    They are those with the next keys `after` one, or the first; none where there are no more.
    """
    columns = (page.c.id, page.c.url, visit.c.depth, page.c.links)
    query = sa.select(*columns).join_from(page, visit, visit.c.page_id == page.c.id)
    query = query.where(visit.c.run_id == of.id, visit.c.outcome != GONE).order_by(page.c.id).limit(CHUNK)
    rows = store.rows(query if after is None else query.where(page.c.id > after))
    return [(row.id, row.url, row.depth, unpack(row.links)) for row in rows]


def met_so_far(store: Store, of: Run) -> Iterator[str]:
    """The addresses that a run is done with: its pages under all their names, and what was not audited.

    A document that answered may still have to be read, so it is not among them before it is.
    """
    visited = sa.select(page.c.url, page.c.redirected_from).join_from(page, visit, visit.c.page_id == page.c.id)
    for row in store.rows(visited.where(visit.c.run_id == of.id)):
        yield row.url
        yield from unpack(row.redirected_from)
    for table, which in ((not_audited, sa.true()), (document, document.c.status != _FINE)):
        named = sa.select(address.c.url).join_from(table, address, table.c.address_id == address.c.id)
        for row in store.rows(named.where(table.c.run_id == of.id, which)):
            yield row.url


def is_read(store: Store, of: Run, url: str) -> bool:
    """Whether a run has read the page at an address, or knows it not to have changed."""
    query = sa.select(visit.c.page_id).where(
        visit.c.page_id == page_key(of.site, url), visit.c.run_id == of.id, visit.c.outcome != GONE
    )
    return next(store.rows(query), None) is not None


def ended_within(store: Store, of: Run, seconds: float) -> bool:
    """Whether a run came to its end at most so long ago, by the database's own clock."""
    now = next(store.rows(sa.select(sa.func.now().label("now")))).now
    return of.finished is not None and (now - of.finished).total_seconds() < seconds


@contextmanager
def locked(store: Store, key: int, *, wait: bool) -> Iterator[bool]:
    """Whether this process has a lock of PostgreSQL's to itself while the block lasts, or its connection does."""
    lock = sa.func.pg_advisory_lock(key) if wait else sa.func.pg_try_advisory_lock(key)
    with mended(store.engine.url):
        connection = store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        got = connection.scalar(sa.select(lock))
    try:
        yield got is not False
    finally:
        connection.invalidate()  # the lock goes with the connection, however that ends
        connection.close()

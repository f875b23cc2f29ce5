"""Drops what was kept to be read again, once no page needs it."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from pipeline.store.crawled import Begun
from pipeline.store.keys import number
from pipeline.store.pack import unpack_facts
from pipeline.store.standing import GONE
from pipeline.store.tables import blob, body, fact, page, run, visit
from pipeline.store.values import SHEETS


def forget_bodies(connection: sa.Connection, begun: Begun, days: int) -> None:
    """Drop the bodies of a site's pages that no run of the last days has met; with 0 days, all of them."""
    site = number(begun.site)
    of_site = sa.select(page.c.id).where(page.c.site_id == site)
    lately = run.c.today > begun.today - timedelta(days)
    first = sa.select(sa.func.min(run.c.id)).where(run.c.site_id == site, lately).scalar_subquery()
    met = sa.exists().where(visit.c.page_id == body.c.page_id, visit.c.run_id >= first, visit.c.outcome != GONE)
    dropped = body.delete().where(body.c.page_id.in_(of_site))
    connection.execute(dropped.where(~met) if days else dropped)
    _forget_blobs(connection, site)


def _forget_blobs(connection: sa.Connection, site: int) -> None:
    """Drop what neither a body nor a page's style sheets name any more."""
    on_pages = (
        sa.select(body.c.like).join_from(body, page, page.c.id == body.c.page_id).where(page.c.site_id == site)
    )
    named = set(connection.scalars(on_pages.distinct()))
    sheets = sa.select(fact.c.facts).join_from(fact, page, fact.c.page_id == page.c.id)
    for packed in connection.scalars(sheets.where(page.c.site_id == site, fact.c.rule == SHEETS).distinct()):
        named.update(link.kind for link in unpack_facts(packed, ""))
    held = set(connection.scalars(sa.select(blob.c.digest).where(blob.c.site_id == site)))
    gone = sorted(held - named)
    if gone:
        connection.execute(blob.delete().where(blob.c.site_id == site, blob.c.digest.in_(gone)))

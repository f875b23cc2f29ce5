"""Gives the pages of a run as they were last read, with what the server sent for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from pipeline.store.bodies import unpacked
from pipeline.store.open import Store
from pipeline.store.pack import unpack, unpack_facts
from pipeline.store.rows import AnyRow
from pipeline.store.standing import standing
from pipeline.store.tables import address, blob, body, fact, page, visit
from pipeline.store.values import SHEETS, Held, Run
from spiders.fetched import Fetched, SheetLink, StyleSheet

_found_on = address.alias("found_on_address")


@dataclass(frozen=True)
class Stored:
    """A page of a site, named by its key, as it was last read; whether `has_body` tells if what it sent is kept.

    `sheets` are the style sheets that it was read with, without their files.
    """

    site: int
    fetched: Fetched
    held: Held
    sheets: tuple[StyleSheet, ...]
    has_body: bool


def stored(store: Store, run: Run) -> Iterator[Stored]:
    """The pages of a run as they were last read, by address."""
    columns = [c for c in page.c if c.name != "text"]
    query = (
        standing(run.id, *columns, visit.c.depth, visit.c.elapsed, visit.c.status, _found_on.c.url.label("found"))
        .add_columns(body.c.encoding, body.c.content, blob.c.content.label("blob"), fact.c.facts.label("sheets"))
        .outerjoin(_found_on, _found_on.c.id == visit.c.found_on)
        .outerjoin(body, body.c.page_id == page.c.id)
        .outerjoin(blob, (blob.c.site_id == page.c.site_id) & (blob.c.digest == body.c.like))
        .outerjoin(fact, (fact.c.page_id == page.c.id) & (fact.c.rule == SHEETS))
        .where(visit.c.run_id == run.id)
    )
    for row in store.rows(query.order_by(page.c.url)):
        yield _stored(row)


def blob_of(store: Store, site: int, digest: str) -> bytes | None:
    """What many pages of a site need, packed; None where it is not kept."""
    query = sa.select(blob.c.content).where(blob.c.site_id == site, blob.c.digest == digest)
    return next((row.content for row in store.rows(query)), None)


def _stored(row: AnyRow) -> Stored:
    links = unpack_facts(row.sheets, row.url) if row.sheets else []
    content = None if row.content is None else unpacked(row.content, row.blob)
    fetched = Fetched(
        url=row.url,
        status=row.status,
        body=content or b"",
        encoding=row.encoding or "utf-8",
        etag=row.etag,
        last_modified=row.last_modified,
        redirected_from=unpack(row.redirected_from),
        canonical=row.canonical,
        links=unpack(row.links),
        depth=row.depth,
        found_on=row.found,
        elapsed=row.elapsed,
        sheets=tuple(SheetLink(link.key, link.value) for link in links),
        listed=row.listed,
    )
    held = Held(row.body_hash, row.words_hash, row.seen, row.digest, row.listed)
    sheets = tuple(StyleSheet(link.key, link.kind, "") for link in links if link.kind)
    return Stored(row.site_id, fetched, held, sheets, content is not None)

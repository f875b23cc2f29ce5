"""Writes what a crawl brings: pages with their facts, pages that have not changed, documents, and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from pipeline.store.keys import number, page_key
from pipeline.store.pack import pack, pack_facts
from pipeline.store.put import Row, add, put
from pipeline.store.tables import address, blob, body, document, fact, failure, not_audited, page, visit
from pipeline.store.values import Body, Read
from rules.core.findings import Fact, Failure
from spiders.fetched import Document, Fetched, NotAudited

_GONE = (404, 410)
_NO_PAGE = ("soft 404", "moved")
_MOVED = 301
_NOT_MODIFIED = 304
_STAMPS = ("etag", "last_modified", "redirected_from", "listed")
_NO_VISIT: Row = {"depth": 0, "elapsed": 0.0, "found_on": None}


@dataclass(frozen=True)
class Begun:
    """A run that is being written."""

    id: int
    site: str
    today: date


def save_read(
    connection: sa.Connection, run: Begun, reads: Iterable[Read], looked_at: frozenset[str] = frozenset()
) -> None:
    """Keep pages that were read, with their facts and failures in place of those held before.

    The facts of the rules in `looked_at` are no business of reading, and stand.
    """
    latest = {page_key(run.site, read.fetched.url): read for read in reads}
    put(connection, page, [_page_row(key, run, read) for key, read in latest.items()])
    _visit(connection, run, [read.fetched for read in latest.values()], "read")
    read_before = fact.delete().where(fact.c.page_id.in_(sorted(latest)))
    connection.execute(read_before.where(fact.c.rule.not_in(sorted(looked_at))) if looked_at else read_before)
    add(connection, fact, [row for key in sorted(latest) for row in _fact_rows(key, latest[key].facts)])
    _save_bodies(connection, run, latest)
    urls = [read.fetched.url for read in latest.values()]
    connection.execute(failure.delete().where(failure.c.run_id == run.id, failure.c.url.in_(urls)))
    save_failures(connection, run, (failed for read in latest.values() for failed in read.failures))


def save_looked_at(
    connection: sa.Connection, run: Begun, url: str, facts: Mapping[str, Sequence[Fact]], failed: Failure | None
) -> None:
    """Keep what rules saw of a page by other means than reading it, in place of what they saw before."""
    key = page_key(run.site, url)
    connection.execute(fact.delete().where(fact.c.page_id == key, fact.c.rule.in_(sorted(facts))))
    add(connection, fact, _fact_rows(key, {rule: pack_facts(seen) for rule, seen in facts.items() if seen}))
    save_failures(connection, run, [failed] if failed else [])


def save_unchanged(connection: sa.Connection, run: Begun, fetched: Sequence[Fetched]) -> None:
    """Keep that pages still stand, and with what to ask for them next time."""
    _visit(connection, run, fetched, "unchanged")
    latest = {page_key(run.site, f.url): f for f in fetched}
    changed = []
    stamps = (page.c[name] for name in _STAMPS)
    for key, *held in connection.execute(sa.select(page.c.id, *stamps).where(page.c.id.in_(latest))):
        now = latest[key]
        stamped = [now.etag or held[0], now.last_modified or held[1], pack(now.redirected_from), now.listed]
        if stamped != held:
            changed.append(dict(zip(("key", *_STAMPS), (key, *stamped), strict=True)))
    if changed:
        connection.execute(page.update().where(page.c.id == sa.bindparam("key")), changed)


def save_not_audited(connection: sa.Connection, run: Begun, missed: Sequence[NotAudited]) -> None:
    """Keep what was not audited, and mark the pages that are gone."""
    name_addresses(connection, [*(m.url for m in missed), *(m.found_on for m in missed)])
    rows = [
        {
            "run_id": run.id,
            "address_id": number(m.url),
            "reason": m.reason,
            "detail": m.detail,
            "status": m.status,
            "found_on": _number(m.found_on),
        }
        for m in missed
    ]
    put(connection, not_audited, rows)
    _gone(connection, run, {m.url: m.status for m in missed if m.status in _GONE or m.reason in _NO_PAGE})


def save_documents(connection: sa.Connection, run: Begun, documents: Sequence[Document]) -> None:
    """Keep the documents that were found, and mark those read before that are gone."""
    name_addresses(connection, [d.url for d in documents])
    rows = [
        {
            "run_id": run.id,
            "address_id": number(d.url),
            "status": d.status,
            "content_type": d.content_type,
            "size": d.size,
        }
        for d in documents
    ]
    put(connection, document, rows)
    _gone(connection, run, {d.url: d.status for d in documents if d.status in _GONE})


def save_failures(connection: sa.Connection, run: Begun, failures: Iterable[Failure]) -> None:
    """Keep that rules failed."""
    add(
        connection,
        failure,
        [{"run_id": run.id, "rule": f.rule, "url": f.url, "error": f.error} for f in failures],
    )


def save_blobs(connection: sa.Connection, site_id: int, blobs: Mapping[str, bytes]) -> None:
    """Keep what many pages need, by digest."""
    rows = [{"site_id": site_id, "digest": digest, "content": content} for digest, content in blobs.items()]
    put(connection, blob, rows, replace=False)


def _save_bodies(connection: sa.Connection, run: Begun, reads: Mapping[int, Read]) -> None:
    """Keep what was read in place of what was read before."""
    kept = {key: read.body for key, read in reads.items() if read.body is not None}
    save_blobs(connection, number(run.site), {told.like: told.blob for told in kept.values() if told.blob})
    put(connection, body, [_body_row(key, told) for key, told in kept.items()])
    if len(kept) < len(reads):
        connection.execute(body.delete().where(body.c.page_id.in_(sorted(reads.keys() - kept))))


def _visit(connection: sa.Connection, run: Begun, fetched: Iterable[Fetched], outcome: str) -> None:
    fetched = list(fetched)
    name_addresses(connection, [f.found_on for f in fetched])
    rows = [
        {
            "page_id": page_key(run.site, f.url),
            "run_id": run.id,
            "outcome": outcome,
            "status": 200 if f.status == _NOT_MODIFIED else f.status,
            "depth": f.depth,
            "elapsed": f.elapsed,
            "found_on": _number(f.found_on),
        }
        for f in fetched
    ]
    put(connection, visit, rows)
    _gone(connection, run, {moved: _MOVED for f in fetched for moved in f.redirected_from})


def _gone(connection: sa.Connection, run: Begun, statuses: Mapping[str, int]) -> None:
    """Pages at these addresses are gone, unless this run has read them."""
    if not statuses:
        return
    keys = {page_key(run.site, url): status for url, status in statuses.items()}
    known = connection.scalars(sa.select(page.c.id).where(page.c.id.in_(keys)))
    rows = [
        {"page_id": key, "run_id": run.id, "outcome": "gone", "status": keys[key], **_NO_VISIT} for key in known
    ]
    put(connection, visit, rows, replace=False)


def name_addresses(connection: sa.Connection, urls: Iterable[str | None]) -> None:
    """See that each address has its row."""
    put(
        connection,
        address,
        [{"id": number(url), "url": url} for url in set(urls) if url is not None],
        replace=False,
    )


def _number(url: str | None) -> int | None:
    return None if url is None else number(url)


def _page_row(key: int, run: Begun, read: Read) -> Row:
    fetched = read.fetched
    return {
        "id": key,
        "site_id": number(run.site),
        "url": fetched.url,
        "title": read.title,
        "language": read.language,
        "words": read.words,
        "reading_age": read.reading_age,
        "body_hash": read.body_hash,
        "digest": "" if read.failures else read.digest,
        "words_hash": read.words_hash,
        "seen": read.seen,
        "etag": fetched.etag,
        "last_modified": fetched.last_modified,
        "canonical": fetched.canonical,
        "redirected_from": pack(fetched.redirected_from),
        "links": pack(fetched.links),
        "text": read.text,
        "listed": fetched.listed,
    }


def _body_row(key: int, told: Body) -> Row:
    return {"page_id": key, "encoding": told.encoding, "like": told.like, "content": told.content}


def _fact_rows(key: int, packed: Mapping[str, bytes]) -> list[Row]:
    return [{"page_id": key, "rule": rule, "facts": facts} for rule, facts in sorted(packed.items())]

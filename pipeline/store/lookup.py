"""Answers a crawl's questions about one page, each in some hundredths of a millisecond."""

from __future__ import annotations

import sqlalchemy as sa

from pipeline.store.keys import number, page_key
from pipeline.store.mend import mended
from pipeline.store.open import Store
from pipeline.store.pack import unpack, unpack_facts
from pipeline.store.tables import blob, body, fact, page
from pipeline.store.values import SHEETS, Held
from spiders.fetched import Known, SheetLink

_KEY: sa.BindParameter[int] = sa.bindparam("key")
_KNOWN = sa.select(page.c.digest, page.c.etag, page.c.last_modified, page.c.links, page.c.listed).where(
    page.c.id == _KEY
)
_HELD = sa.select(page.c.body_hash, page.c.words_hash, page.c.seen, page.c.digest, page.c.listed).where(
    page.c.id == _KEY
)

_SHEETS = (
    sa.select(fact.c.facts)
    .join_from(fact, page, fact.c.page_id == page.c.id)
    .where(page.c.site_id == sa.bindparam("site"), fact.c.rule == SHEETS)
    .distinct()
)


_BODY = (
    sa.select(body.c.content, blob.c.content)
    .join_from(body, page, page.c.id == body.c.page_id)
    .outerjoin(blob, (blob.c.site_id == page.c.site_id) & (blob.c.digest == body.c.like))
    .where(body.c.page_id == _KEY)
)


class Lookup:
    """Holds one connection open for as long as its store is."""

    def __init__(self, store: Store) -> None:
        self._url = store.engine.url
        self._connection = store.asking()

    def known(self, site: str, url: str, *digests: str) -> Known | None:
        """What to ask the server with, if this page's facts were read with one of these digests."""
        with mended(self._url):
            held = self._connection.execute(_KNOWN, {"key": page_key(site, url)}).first()
        if held is None or held.digest not in digests:
            return None
        return Known(held.etag, held.last_modified, unpack(held.links), held.listed)

    def held(self, site: str, url: str) -> Held | None:
        """What is held of the page's last reading."""
        with mended(self._url):
            row = self._connection.execute(_HELD, {"key": page_key(site, url)}).first()
        return None if row is None else Held(*row)

    def body(self, site: str, url: str) -> bytes | None:
        """What was read when the page was last read; None where that is not kept."""
        from pipeline.store.bodies import unpacked  # and with it zstandard, which a first audit does without here

        with mended(self._url):
            row = self._connection.execute(_BODY, {"key": page_key(site, url)}).first()
        return None if row is None else unpacked(*row)

    def sheets(self, site: str) -> list[tuple[SheetLink, ...]]:
        """Which style sheets the site's pages ask for: once each, however many pages ask for the same."""
        with mended(self._url):
            rows = self._connection.execute(_SHEETS, {"site": number(site)}).all()
        links = (tuple(SheetLink(f.key, f.value) for f in unpack_facts(row.facts, "")) for row in rows)
        return list(dict.fromkeys(links))

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

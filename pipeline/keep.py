"""Keeps what a crawl yields in the store, in small batches as it comes: a killed crawl loses a second at most."""

from __future__ import annotations

import time
from pathlib import Path

from pipeline.store.values import Held, Read
from pipeline.store.write import Writer
from spiders.fetched import Document, Fetched, Known, NotAudited, SheetLink, StyleSheet

_BATCH = 16
_SECONDS = 1.0


class Keep:
    """The sink of a run: takes results one at a time, and writes them a batch at a time.

    Of a `new` site nothing is held, so the store is not asked page by page. With `bodies`, pages can be read again
    from the store: the style sheets that this needs are kept too.
    """

    def __init__(self, writer: Writer, run: int, site: str, digest: str, *, new: bool, bodies: bool) -> None:
        self._writer = writer
        self._run = run
        self._site = site
        self._standing = {digest}
        self._new = new
        self._with_bodies = bodies
        self._sheets_kept: set[str] = set()
        self._empty()

    def _empty(self) -> None:
        self._read: list[Read] = []
        self._unchanged: list[Fetched] = []
        self._documents: list[Document] = []
        self._not_audited: list[NotAudited] = []
        self._held = 0
        self._since = time.monotonic()

    def known(self, url: str) -> Known | None:
        """What to ask the server with, if the facts held for this page are up to date."""
        return None if self._new else self._writer.known(self._site, url, *self._standing)

    def sheets(self) -> list[tuple[SheetLink, ...]]:
        """Which style sheets the site's pages are known to ask for."""
        return [] if self._new else self._writer.sheets(self._site)

    def stands(self, digest: str) -> None:
        """From now on, facts that were read with this digest too are up to date."""
        self._standing.add(digest)

    def held(self, url: str) -> Held | None:
        """What is held of this page's last reading."""
        return None if self._new else self._writer.held(self._site, url)

    def body(self, url: str) -> bytes | None:
        """What was read when this page was last read, if that is kept."""
        return None if self._new else self._writer.body(self._site, url)

    def keep_sheets(self, sheets: tuple[StyleSheet, ...]) -> None:
        """Keep the style sheets that a page is read with, where they were not kept in this run."""
        new = {sheet.digest: sheet.path for sheet in sheets if sheet.digest not in self._sheets_kept}
        if new and self._with_bodies:
            from pipeline.store.bodies import pack_blob  # and with it zstandard

            self._writer.keep_blobs(
                self._site, {name: pack_blob(Path(path).read_bytes()) for name, path in new.items()}
            )
            self._sheets_kept |= new.keys()

    def take(self, item: Read | Fetched | Document | NotAudited) -> None:
        """Keep one result."""
        match item:
            case Read():
                self._read.append(item)
            case Fetched():
                self._unchanged.append(item)
            case Document():
                self._documents.append(item)
            case NotAudited():
                self._not_audited.append(item)
        self._held += 1
        if self._held >= _BATCH or time.monotonic() - self._since > _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        self._writer.save_read(self._run, self._read)
        self._writer.save_unchanged(self._run, self._unchanged)
        self._writer.save_documents(self._run, self._documents)
        self._writer.save_not_audited(self._run, self._not_audited)
        self._empty()

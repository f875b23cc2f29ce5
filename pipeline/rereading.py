"""An audit without a crawl: reads again what the store holds of a site, where rules or libraries have changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.keep import Keep
from pipeline.order import Order
from pipeline.reading import ReadWith
from pipeline.store.bodies import unpack_blob
from pipeline.store.open import Store
from pipeline.store.put import chunks
from pipeline.store.reread import Stored, blob_of, stored
from pipeline.store.values import Read, Run
from pipeline.workers import Readers
from spiders.fetched import StyleSheet

_AT_ONCE = 32


def read_again(store: Store, order: Order, keep: Keep, using: ReadWith, run: Run, before: Run) -> str:
    """Read again the pages of a run whose facts are out of date, and say in plain words what was done.

    `before` is the run that met the pages. A page whose body or style sheets are not kept has the facts it had.
    """
    with closing(Readers(using, order.jobs)) as readers, TemporaryDirectory(prefix="localoffer-") as folder:
        reading = _Rereading(store, keep, using, readers, Path(folder))
        asyncio.run(reading.all_of(stored(store, run)))
    day = f"{before.today.day} {before.today:%B %Y}"
    told = [f"Nothing was fetched. The pages are as the audit of {day} found them."]
    if reading.done:
        told.append(f"{reading.done:,} of them were read again, since what they are read with has changed.")
    if reading.left:
        told.append(f"{reading.left:,} could not be read again, and keep what was known of them.")
    return " ".join(told)


class _Rereading:
    """`done` counts the pages that were read again, and `left` those out of date that could not be."""

    def __init__(self, store: Store, keep: Keep, using: ReadWith, readers: Readers, folder: Path) -> None:
        self._store, self._keep, self._using, self._readers, self._folder = store, keep, using, readers, folder
        self.done = self.left = 0

    async def all_of(self, pages: Iterable[Stored]) -> None:
        outdated = (p for p in pages if p.held.digest != self._using.digest_with(p.sheets))
        for some in chunks(outdated, _AT_ONCE):
            await asyncio.gather(*map(self._one, some))

    async def _one(self, page: Stored) -> None:
        sheets = [self._file(page, sheet) for sheet in page.sheets]
        answer = None
        if page.has_body and None not in sheets:
            answer = await self._readers.read(
                page.fetched, page.held.seen, page.held, sheets=tuple(s for s in sheets if s is not None)
            )
        if isinstance(answer, Read):
            self._keep.take(answer)
            self.done += 1
        else:
            self.left += 1

    def _file(self, page: Stored, sheet: StyleSheet) -> StyleSheet | None:
        """A style sheet in a file, as reading wants it; None where it is not kept."""
        path = self._folder / f"{sheet.digest}.css"
        if not path.exists():
            packed = blob_of(self._store, page.site, sheet.digest)
            if packed is None:
                return None
            path.write_bytes(unpack_blob(packed))
        return sheet._replace(path=str(path))

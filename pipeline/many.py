"""Many drafts at once, read in worker processes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date

from pipeline.drafts import Draft
from pipeline.reading import ReadWith
from pipeline.workers import Answer, Readers


def read_many(
    drafts: Sequence[Draft],
    using: ReadWith,
    jobs: int,
    seen: Callable[[Draft], date],
    keep: Callable[[Answer], None],
) -> None:
    """Hand what comes of each draft to `keep`, in any order. `seen` is the day on which its words count as new."""

    async def read_all() -> None:
        with closing(Readers(using, jobs)) as readers:
            tasks = [readers.read(d.fetched(), seen(d), file=d.file, sheets=d.sheets) for d in drafts]
            for answer in asyncio.as_completed(tasks):
                keep(await answer)

    asyncio.run(read_all())

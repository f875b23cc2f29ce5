"""One crawl in a process of its own, since Scrapy's reactor runs once: a pickled job in, pickled items out."""

from __future__ import annotations

import pickle
import signal
import sys
from dataclasses import replace
from typing import Any

from spiders.crawl import crawl


class Keep:
    """An item pipeline that keeps what it is given."""

    items: list[Any] = []  # noqa: RUF012

    async def process_item(self, item: Any) -> Any:
        self.items.append(item)
        return item


if __name__ == "__main__":
    plan, known = pickle.load(sys.stdin.buffer)
    handlers = [signal.getsignal(kind) for kind in (signal.SIGINT, signal.SIGTERM)]
    outcome = crawl(replace(plan, known=known.get), {"ITEM_PIPELINES": {Keep: 1}})
    if handlers != [signal.getsignal(kind) for kind in (signal.SIGINT, signal.SIGTERM)]:
        raise SystemExit("What comes after the crawl could not be stopped.")
    pickle.dump((Keep.items, outcome), sys.stdout.buffer)

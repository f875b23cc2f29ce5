"""Ctrl-C and SIGTERM belong to whoever listened before, once a crawl or a check of links has ended."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

STOPPING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def signals_given_back() -> Iterator[None]:
    """Scrapy and asyncio keep the signals they took: what comes after could not be stopped."""
    before = {kind: signal.getsignal(kind) for kind in STOPPING}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)

"""One host that links lead to: asked one thing at a time, at its own speed, and left alone where it fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

from spiders.linkcheck.answer import Checked

_LONGEST_DELAY = 30.0
_FAILURES = 2


class Host:
    """A host. `given_up` is what happened where no more is asked of it tonight."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._next = 0.0
        self._failures = 0
        self._one = asyncio.Lock()
        self.given_up: Checked | None = None

    def slow_down(self, delay: float) -> None:
        """Keep to a delay in seconds that the host asks for."""
        self._delay = max(self._delay, min(delay, _LONGEST_DELAY))

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the turn to ask this host for something, once at a time."""
        async with self._one:
            await asyncio.sleep(max(0.0, self._next - monotonic()))
            try:
                yield
            finally:
                self._next = monotonic() + self._delay

    def failed(self, told: Checked, *, surely: bool = False) -> None:
        """There was no answer. After a second time in a row, or one that is sure, the host is left alone."""
        self._failures += 1
        if surely or self._failures >= _FAILURES:
            self.given_up = told

    def answered(self, told: Checked, *, too_much: bool) -> None:
        """There was an answer. A host that says it is asked too much is left alone."""
        self._failures = 0
        if too_much:
            self.given_up = told

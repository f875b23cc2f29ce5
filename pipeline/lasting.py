"""Waits for a database that is away for a moment, and asks it again: several workers outlast a restart of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import OperationalError

from pipeline.keep import Keep
from pipeline.store.values import Held
from rules.core.errors import UserError
from spiders.fetched import Known, SheetLink, StyleSheet

T = TypeVar("T")

_WAITS = (0.1, 0.5, 1.0, 2.0, *[5.0] * 12)
_AWAY = ("08", "57P")


def lasting(work: Callable[[], T], again: Callable[[], None] = lambda: None) -> T:
    """What some work with the store comes to. It is begun anew, after `again`, where the database went away."""
    for wait in _WAITS:
        try:
            return work()
        except UserError as error:
            if not _is_away(error):
                raise
        time.sleep(wait)
        again()
    return work()


def _is_away(error: UserError) -> bool:
    cause = error.__cause__
    state = getattr(getattr(cause, "orig", None), "sqlstate", None)
    return isinstance(cause, OperationalError) and (state is None or state.startswith(_AWAY))


class LastingKeep(Keep):
    """A sink whose database may go away for a minute. Once it has failed, nothing more counts as kept."""

    failed = False

    def known(self, url: str) -> Known | None:
        """What to ask the server with, if the facts held for this page are up to date."""
        return self._last(lambda: super(LastingKeep, self).known(url))

    def held(self, url: str) -> Held | None:
        """What is held of this page's last reading."""
        return self._last(lambda: super(LastingKeep, self).held(url))

    def sheets(self) -> list[tuple[SheetLink, ...]]:
        """Which style sheets the site's pages are known to ask for."""
        return self._last(super().sheets)

    def body(self, url: str) -> bytes | None:
        """What was read when this page was last read, if that is kept."""
        return self._last(lambda: super(LastingKeep, self).body(url))

    def keep_sheets(self, sheets: tuple[StyleSheet, ...]) -> None:
        """Keep the style sheets that a page is read with, where they were not kept in this run."""
        self._last(lambda: super(LastingKeep, self).keep_sheets(sheets))

    def flush(self) -> None:
        """Write what is held."""
        self._last(super().flush)

    def _last(self, work: Callable[[], T]) -> T:
        try:
            return lasting(work, self._writer.close)
        except UserError:
            self.failed = True
            raise

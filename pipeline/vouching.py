"""Whether a site's sitemaps tell truly which pages have changed, and so which need not be asked for tonight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from hashlib import blake2b
from heapq import nsmallest

from pipeline.store.values import Trust
from spiders.fetched import Fetched, Known

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_WEEK = timedelta(days=7)
_ENOUGH_TOLD = 5
_ENOUGH_STOOD = 50
_SAMPLE = 20
_LEAST_SAMPLE = 10


class Vouching:
    """Weighs, page by page, what sitemaps say against what the pages say.

    `trust` is what earlier nights came to, `addresses` gives the pages that are known, and `met` are those that an
    audit which was cut short has met. Sitemaps are `believed` tonight, until one is wrong.
    """

    def __init__(
        self, trust: Trust, run: int, today: date, addresses: Callable[[], Iterable[str]], met: frozenset[str]
    ) -> None:
        self._trust, self._run, self._today, self._met = trust, run, today, met
        self._addresses = addresses
        self._let_stand: set[str] = set()
        self.believed = _is_earned(trust) and _is_recent(trust.looked, today)

    @property
    def lets_stand(self) -> bool:
        """Whether there may be a page that need not be asked for."""
        return self.believed or bool(self._met)

    def stands(self, url: str, known: Known, listed: str | None) -> bool:
        """Whether a page that is known need not be asked for, by what a sitemap says of it."""
        stands = url in self._met or (
            self.believed and listed is not None and listed == known.listed and url not in self._sample
        )
        if stands:
            self._let_stand.add(url)
        return stands

    def weigh(self, page: Fetched, before: str | None, listed: str, *, changed: bool | None) -> Fetched:
        """Weigh what came of asking for a page, and give the page with what is to be remembered of its sitemap.

        A sitemap says `listed` of it now, and said `before` when it was last asked for. Whether it has `changed`
        is None where that is not known. A stamp of today is not remembered: the page may change again today.
        """
        if page.url in self._let_stand:
            self._let_stand.discard(page.url)
            return page
        if before is not None and changed is not None:
            self._count(changed=changed, told=listed != before)
        is_past = _DAY.match(listed) is not None and listed[:10] < self._today.isoformat()
        return replace(page, listed=listed if is_past else None)

    @property
    def note(self) -> str | None:
        """What a reader of the audit's figures should know of the audit that was cut short, if there was one."""
        if not self._met:
            return None
        met = len(self._met)
        return (
            f"This audit goes on from one that was cut short. It did not ask again for {met:,} pages met by that."
        )

    def ended(self, *, whole: bool) -> Trust:
        """What the night came to. All was looked at where the audit was `whole` and no sitemap was believed."""
        looked = whole and not self.believed
        return replace(self._trust, looked=self._today) if looked else self._trust

    def _count(self, *, changed: bool, told: bool) -> None:
        if changed and not told:
            self._trust = replace(self._trust, told=0, stood=0)
            self.believed = False
        elif changed == told:
            self._trust = replace(self._trust, told=self._trust.told + told, stood=self._trust.stood + (not told))

    @cached_property
    def _sample(self) -> frozenset[str]:
        """The pages to ask for whatever is said of them: one in twenty, others each night, and ten at least."""
        known = list(self._addresses())
        count = max(_LEAST_SAMPLE, -(-len(known) // _SAMPLE))
        return frozenset(nsmallest(count, known, key=self._lot))

    def _lot(self, url: str) -> bytes:
        return blake2b(f"{self._run} {url}".encode("utf-8", "replace"), digest_size=8).digest()


def _is_earned(trust: Trust) -> bool:
    return trust.told >= _ENOUGH_TOLD and trust.stood >= _ENOUGH_STOOD


def _is_recent(looked: date | None, today: date) -> bool:
    return looked is not None and timedelta(0) <= today - looked < _WEEK

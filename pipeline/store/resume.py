"""Finds what audits that were cut short have met, so that the next one goes on from there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import takewhile

from pipeline.store.open import Store
from pipeline.store.standing import standing
from pipeline.store.tables import page, visit
from pipeline.store.values import Run

_A_DAY = timedelta(days=1)
_A_NIGHT = timedelta(hours=12)


def met_before(store: Store, run: Run, earlier: Sequence[Run]) -> frozenset[str]:
    """The addresses of the pages that audits which never came to their end have met since the last that did.

    `earlier` are the site's runs before this one, newest first. Those count that were for the same day or the day
    before, and began less than half a day ago by the store's own clock: what is older may have changed since.
    """
    never_ended = takewhile(lambda other: other.finished is None, earlier)
    cut_short = [
        other.id
        for other in never_ended
        if timedelta(0) <= run.today - other.today <= _A_DAY and run.started - other.started < _A_NIGHT
    ]
    if not cut_short:
        return frozenset()
    met = standing(run.id, page.c.url).where(visit.c.run_id.in_(cut_short))
    return frozenset(row.url for row in store.rows(met))

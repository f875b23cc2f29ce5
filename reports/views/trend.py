"""What the audits of a year came to, so that the report can show how things change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.store.values import Run
from reports.views.promises import PAGES, figure_of
from reports.views.words import share

TERM = timedelta(days=100)
_POINTS = 40


@dataclass(frozen=True)
class Then:
    """An audit's day and its figures by name. An audit by a program that kept none has no figures."""

    day: date
    figures: Mapping[str, float]

    def share(self, id_: str) -> int | None:
        """The share of pages that kept a principle or a commitment, in per cent, where that is known."""
        kept, pages = self.figures.get(figure_of(id_)), self.figures.get(PAGES)
        return share(int(kept), int(pages)) if kept is not None and pages else None


@dataclass(frozen=True)
class Past:
    """The whole audits with figures of a year, the last of each day, oldest first, and the present one.

    `base` is the audit to compare with. `silent` is the number of audits that kept no figures.
    """

    audits: tuple[Then, ...]
    base: Run | None
    silent: int

    @property
    def now(self) -> Then:
        """The present audit."""
        return self.audits[-1]

    def before(self, id_: str) -> int | None:
        """The share of pages that kept a principle or a commitment in the audit to compare with."""
        return Then(self.base.today, self.base.figures).share(id_) if self.base else None

    def shares(self, id_: str) -> list[tuple[date, float]]:
        """The share of pages that kept a principle or a commitment, audit by audit."""
        told = [(then.day, then.share(id_)) for then in self.audits]
        return [(day, share) for day, share in told if share is not None]

    def counts(self, figure: str) -> list[tuple[date, float]]:
        """A figure, audit by audit."""
        return [(then.day, then.figures[figure]) for then in self.audits if figure in then.figures]


def past(earlier: Sequence[Run], run: Run, now: Mapping[str, float]) -> Past:
    """The past of a run whose figures are `now`. `earlier` are the runs before it, newest first."""
    whole = [then for then in reversed(earlier) if then.complete and then.figures]
    by_day = {then.today: Then(then.today, then.figures) for then in whole}
    by_day.pop(run.today, None)
    audits = [*_spread(sorted(by_day.values(), key=lambda then: then.day)), Then(run.today, now)]
    return Past(tuple(audits), base_of(earlier, run), sum(not then.figures for then in earlier))


def base_of(earlier: Sequence[Run], run: Run) -> Run | None:
    """The run to compare with: the first within about a term, else the latest before that.

    It has seen the whole site, and was made by the same version of the checks: what another version no longer
    finds has not been put right.
    """
    alike = [then for then in earlier if then.complete and then.version == run.version]
    within = [then for then in alike if run.today - then.today <= TERM]
    return within[-1] if within else alike[0] if alike else None


def _spread(audits: Sequence[Then]) -> Sequence[Then]:
    """As many of the audits as a chart can show, evenly spread, with the first and the last of them."""
    if len(audits) <= _POINTS:
        return audits
    return [audits[round(n * (len(audits) - 1) / (_POINTS - 1))] for n in range(_POINTS)]

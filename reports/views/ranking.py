"""Puts pages in the order that helps families most for the least work, and says why each stands where it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log10
from typing import NamedTuple

from reports.views.effort import EASE, SAID, effort
from reports.views.help import known
from reports.views.survey import MANY, Survey
from reports.views.words import count
from reports.wishes import Wishes
from rules.core.findings import Severity

_WEIGHTS: dict[Severity, float] = {"barrier": 9, "problem": 3, "advice": 1}
_MEANS: dict[Severity, str] = {
    "barrier": "Stops someone getting help",
    "problem": "Misleads or slows people",
    "advice": "Would read better",
}
_SHARED = "Only parts that many pages share: your web team can put them right in one place."


@dataclass(frozen=True)
class Ranked:
    """A page in its place: what to put right first, in a rule’s words, and why the page stands where it does."""

    url: str
    start: str
    why: str


def ranked(survey: Survey, wishes: Wishes) -> list[Ranked]:
    """The pages with something to put right, in order.

    A page stands where its best step puts it: how much that matters, times how many people meet it, times how
    quick it is. What stands on many pages is left out of this, since one change clears it from all of them.
    """
    steps: dict[str, list[_Step]] = {}
    for (url, rule, severity), n in survey.found.items():
        steps.setdefault(url, []).append(_Step(_WEIGHTS[severity] * EASE[effort(rule)], rule, severity, n))
    placed = []
    for url, on_it in steps.items():
        score, page = _ranked(survey, wishes, url, on_it)
        placed.append((-score, -sum(step.number for step in on_it), url, page))
    return [page for *_, page in sorted(placed, key=lambda item: item[:3])]


class _Step(NamedTuple):
    """What a rule found on a page: how much good it does for the work, and how often."""

    good: float
    rule: str
    severity: Severity
    number: int


def _ranked(survey: Survey, wishes: Wishes, url: str, steps: Iterable[_Step]) -> tuple[float, Ranked]:
    shared = Counter(survey.kinds[issue] for issue, pages in survey.shared.get(url, {}).items() if pages >= MANY)
    own = [step for step in steps if step.number > shared[step.rule, step.severity]]
    if not own:
        return 0, Ranked(url, "", _SHARED)
    best = max(own)
    reach, told = _reach(survey, wishes, url)
    rule = known(best.rule)
    why = f"{_MEANS[best.severity]} · {told} · {SAID[effort(best.rule)]}"
    return best.good * reach, Ranked(url, rule.title if rule else best.rule, why)


def _reach(survey: Survey, wishes: Wishes, url: str) -> tuple[float, str]:
    """How many people meet a page, on a scale that grows slowly, and in words: its visits, else links to it."""
    visits = wishes.visits_to(url)
    if visits is not None:
        return 1 + log10(1 + visits), count(visits, "visit")
    page = survey.pages.get(url)
    links = page.inlinks if page else 0
    return 1 + log10(1 + links), f"{count(links, 'page')} {'leads' if links == 1 else 'lead'} here"

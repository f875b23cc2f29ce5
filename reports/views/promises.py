"""How the pages of an audit keep the charter, counted once, and the figures that every audit keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.views.survey import Survey
from rules.core.charter import Charter
from rules.core.findings import SEVERITIES

PAGES = "pages"
READING_AGE = "reading_age"
_KEPT = "kept."


@dataclass(frozen=True)
class Promises:
    """`broken` has, for each principle and commitment that a program can judge, the barriers and problems of each
    page under it. A page that has none keeps it.
    """

    pages: int
    broken: Mapping[str, Mapping[str, int]]

    def kept(self, id_: str) -> int | None:
        """The number of pages that keep a promise; None where only people can judge it."""
        return self.pages - len(self.broken[id_]) if id_ in self.broken else None


def promises(survey: Survey, charter: Charter) -> Promises:
    """Count what was found under each principle and commitment. What would only read better does not count."""
    broken: dict[str, dict[str, int]] = {}
    evidence: dict[str, list[dict[str, int]]] = {}
    for id_, rules in _scored(charter):
        broken[id_] = {}
        for rule in rules:
            evidence.setdefault(rule, []).append(broken[id_])
    for (url, rule, severity), n in survey.found.items():
        if severity != "advice" and url in survey.pages:
            for pages in evidence.get(rule, ()):
                pages[url] = pages.get(url, 0) + n
    return Promises(len(survey.pages), broken)


def _scored(charter: Charter) -> Iterator[tuple[str, set[str]]]:
    """The principles and commitments that a program can judge, by id, each with its rules."""
    for principle in charter.principles:
        scored = [commitment for commitment in principle.commitments if not commitment.people]
        yield from ((commitment.id, set(commitment.rules)) for commitment in scored)
        if scored:
            yield principle.id, {rule for commitment in scored for rule in commitment.rules}


def figures(survey: Survey, counted: Promises) -> dict[str, float]:
    """The figures to keep of an audit: pages read, findings by severity, the middle reading age in years, and for
    each principle and commitment that a program can judge, the pages that keep it.
    """
    kept = {figure_of(id_): float(counted.pages - len(pages)) for id_, pages in sorted(counted.broken.items())}
    ages = sorted(page.reading_age for page in survey.pages.values() if page.reading_age is not None)
    middle = {READING_AGE: ages[len(ages) // 2]} if ages else {}
    severities = {severity: float(survey.total.get(severity, 0)) for severity in SEVERITIES}
    return {PAGES: float(counted.pages), **severities, **middle, **kept}


def figure_of(id_: str) -> str:
    """The name of the figure that counts the pages which keep a principle or a commitment."""
    return _KEPT + id_

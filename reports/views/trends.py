"""The charts: how the promises and the findings change, how hard the pages are to read, what goes stale when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.store.values import HORIZON, PageRow, Upcoming
from reports.views.charts import Bars, Lines, Panel, bars, line
from reports.views.soon import gathered
from reports.views.survey import Survey
from reports.views.trend import Past
from reports.views.words import badge, count, day, number, sentence, short_day
from rules.core.charter import Charter
from rules.core.findings import SEVERITIES

_UP_TO = ((9, "9 or younger"), (11, "10 or 11"), (13, "12 or 13"), (15, "14 or 15"), (17, "16 or 17"))
_OLDEST = "18 or older"
_HARD = 16
_CHANGED_MOST = 3
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Trends:
    """The page of charts. `alone` is said where there is no earlier audit to draw a line from."""

    lead: str
    alone: str | None
    principles: Lines
    commitments: Lines
    severities: Lines
    ages: Bars | None
    stale: Bars | None


def trends(survey: Survey, charter: Charter, past: Past, upcoming: Iterable[Upcoming]) -> Trends:
    """All charts of a run."""
    first = past.audits[0].day
    alone = len(past.audits) == 1
    return Trends(
        lead=f"{count(len(survey.pages), 'page')} read on {day(past.now.day)}."
        if alone
        else f"From {day(first)} to {day(past.now.day)}, in {count(len(past.audits), 'audit')}.",
        alone="This is the first audit that keeps its figures. The lines begin with the next one."
        if alone
        else None,
        principles=_principles(charter, past),
        commitments=_commitments(charter, past),
        severities=_severities(past),
        ages=_ages(survey.pages),
        stale=_stale(past.now.day, upcoming),
    )


def _principles(charter: Charter, past: Past) -> Lines:
    told = {p.id: p.words for p in charter.principles if past.now.share(p.id) is not None}
    summary = " ".join(_told(words, past.shares(id_), "%") for id_, words in told.items())
    return _kept("Pages that keep each principle", summary, told, past)


def _commitments(charter: Charter, past: Past) -> Lines:
    """The same for each commitment. Only those that have changed most are put into words."""
    told = {c.id: c.words for c in charter.commitments.values() if past.now.share(c.id) is not None}
    points = {id_: past.shares(id_) for id_ in told}
    by = {id_: abs(shares[-1][1] - shares[0][1]) for id_, shares in points.items()}
    most = [id_ for id_ in sorted(by, key=lambda id_: -by[id_]) if by[id_]][:_CHANGED_MOST]
    changes = " ".join(_told(told[id_], points[id_], "%") for id_ in most)
    summary = f"These have changed most. {changes}" if most else "None of them has changed."
    return _kept("Pages that keep each commitment", summary, told, past)


def _kept(title: str, summary: str, told: Mapping[str, str], past: Past) -> Lines:
    return Lines(
        title=title,
        summary=summary,
        panels=tuple(
            Panel(words, None, f"{past.now.share(id_)}%", line(past.shares(id_), 100))
            for id_, words in told.items()
        ),
        first=short_day(past.audits[0].day),
        last=short_day(past.now.day),
        head=("Audit", *told.values()),
        rows=tuple((day(then.day), *(_percent(then.share(id_)) for id_ in told)) for then in past.audits),
    )


def _severities(past: Past) -> Lines:
    top = max((n for severity in SEVERITIES for _, n in past.counts(severity)), default=0)
    badges = {severity: badge(severity) for severity in SEVERITIES}
    now = {severity: int(past.now.figures[severity]) for severity in SEVERITIES}
    panels = tuple(Panel("", badges[s], number(now[s]), line(past.counts(s), top)) for s in SEVERITIES)
    rows = tuple((day(then.day), *(number(int(then.figures[s])) for s in SEVERITIES)) for then in past.audits)
    changes = [_told(badges[s].words, past.counts(s), "") for s in SEVERITIES]
    return Lines(
        title="What was found, by how serious it is",
        summary=" ".join(changes),
        panels=panels,
        first=short_day(past.audits[0].day),
        last=short_day(past.now.day),
        head=("Audit", *(badges[s].words for s in SEVERITIES)),
        rows=rows,
    )


def _told(words: str, points: Sequence[tuple[date, float]], unit: str) -> str:
    """“Barrier: 12, down from 30.”"""
    now, then = round(points[-1][1]), round(points[0][1])
    if now == then:
        return f"{words}: {number(now)}{unit}{', as at the start' if len(points) > 1 else ''}."
    return f"{words}: {number(now)}{unit}, {'up' if now > then else 'down'} from {number(then)}{unit}."


def _percent(share: int | None) -> str:
    return "–" if share is None else f"{share}%"


def _ages(pages: Mapping[str, PageRow]) -> Bars | None:
    ages = sorted(page.reading_age for page in pages.values() if page.reading_age is not None)
    if not ages:
        return None
    counted = Counter(next((words for top, words in _UP_TO if age < top + 1), _OLDEST) for age in ages)
    hard = sum(age >= _HARD for age in ages)
    untold = len(pages) - len(ages)
    parts = [
        f"Half of {count(len(ages), 'page')} can be read at {ages[len(ages) // 2]:.0f} or younger.",
        f"{sentence(count(hard, 'page'))} {'asks' if hard == 1 else 'ask'} for {_HARD} or older.",
        f"{sentence(count(untold, 'page'))} {'has' if untold == 1 else 'have'} too few sentences to tell."
        if untold
        else "",
    ]
    order = (*(words for _, words in _UP_TO), _OLDEST)
    return Bars(
        title="How old a reader must be",
        summary=" ".join(filter(None, parts)),
        head=("Reading age", "Pages"),
        bars=bars([(words, counted[words]) for words in order]),
    )


def _stale(today: date, upcoming: Iterable[Upcoming]) -> Bars | None:
    soon = gathered(item for item in upcoming if today < item.day <= today + HORIZON)
    if not soon:
        return None
    counted = Counter((item.day - today - timedelta(days=1)) // _WEEK for item in soon)
    weeks = [(today + timedelta(days=1) + n * _WEEK, counted[n]) for n in range(HORIZON // _WEEK + 1)]
    start, most = max(weeks, key=lambda week: week[1])
    when = f"The fullest week begins on {day(start)}, with {number(most)}." if most > 1 else ""
    return Bars(
        title="What goes out of date, week by week",
        summary=f"{count(len(soon), 'thing')} will go out of date in the next {HORIZON.days} days. {when}".strip(),
        head=("Week from", "Things"),
        bars=bars([(day(start), n) for start, n in weeks]),
    )

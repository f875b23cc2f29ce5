"""Judges a run's facts against a day: the findings that stand, and what will go stale in the days to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.store.read import Reader
from pipeline.store.values import FindingRow, Run, Upcoming
from pipeline.store.write import Writer
from rules.core.findings import Fact, Failure, Finding, Site
from rules.core.rule import Rule
from rules.core.run import Identified, identify, judge


def judge_run(reader: Reader, writer: Writer, run: Run, rules: Sequence[Rule]) -> None:
    """Judge every rule over the pages of a run, and keep what it finds. Facts are read one rule at a time."""
    site = reader.site_at(run, run.today)
    failures: list[Failure] = []

    def found() -> Iterator[Identified]:
        for rule in rules:
            yield from _identified(rule, reader.facts(run, rule.id, rule.keys(site)), site, failures)

    writer.save_judged(run.id, [rule.id for rule in rules], found(), failures)


def _identified(rule: Rule, facts: Iterator[Fact], site: Site, failures: list[Failure]) -> Iterator[Identified]:
    def findings() -> Iterator[Finding]:
        for told in judge(rule, facts, site):
            if isinstance(told, Failure):
                failures.append(told)
            else:
                yield told

    return identify(findings())


def upcoming(reader: Reader, run: Run, rules: Sequence[Rule], days: int = 30) -> list[Upcoming]:
    """What will be found within so many days that is not found today, each with the first day it will be."""
    dated = [rule for rule in rules if rule.dated]
    site = reader.site_at(run, run.today) if dated else Site(run.today)
    coming = [later for rule in dated for later in _upcoming(rule, reader, run, site, days)]
    return sorted(coming, key=lambda u: (u.day, u.finding.url, u.finding.start))


def _upcoming(rule: Rule, reader: Reader, run: Run, site: Site, days: int) -> Iterator[Upcoming]:
    def on(day: date) -> dict[str, Identified]:
        judged = _identified(rule, reader.facts(run, rule.id), replace(site, today=day), [])
        return {found.id: found for found in judged}

    new = on(run.today + timedelta(days)).keys() - on(run.today).keys()
    for ahead in range(1, days + 1):
        if not new:
            return
        day = run.today + timedelta(ahead)
        found = on(day)
        for id_ in sorted(new & found.keys()):
            yield Upcoming(day, row_of(found[id_], day))
        new -= found.keys()


def row_of(found: Identified, since: date) -> FindingRow:
    """A finding that no run has kept, in the store's own shape."""
    finding, place = found.finding, found.finding.place
    return FindingRow(
        id=found.id,
        issue=found.issue,
        rule=finding.rule,
        url=place.url,
        path=place.path,
        block=place.block,
        start=place.start,
        end=place.end,
        key=finding.key,
        value=finding.value,
        message=finding.message,
        fix=finding.fix,
        severity=finding.severity,
        review=finding.review,
        state="new",
        since=since,
    )

"""Judges stored facts for the days to come: what will go out of date, and on which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from pipeline.judging import found_by
from pipeline.store.read import Reader
from pipeline.store.values import HORIZON, FindingRow, Run, Upcoming
from rules.core.findings import Fact, Site
from rules.core.rule import Rule
from rules.core.run import Identified

_STEP = timedelta(days=30)
Found = Mapping[str, Identified]


def upcoming(reader: Reader, run: Run, rules: Sequence[Rule], days: int = HORIZON.days) -> list[Upcoming]:
    """What will be found within so many days of a run and is not found yet, each with the first day it will be.

    Every fact is judged once for each month ahead. Only the pages with something new at the end of a month are
    judged for the days within it, and of those only half the days that are left each time.
    """
    dated = [rule for rule in rules if rule.dated]
    site = reader.site_at(run, run.today) if dated else Site(run.today)
    with_facts = reader.rules_with_facts()
    coming = [
        later
        for rule in dated
        for facts in (list(reader.facts(run, rule.id, rule.keys(site))) if rule.id in with_facts else [],)
        for later in _Ahead(rule, facts, site).until(run.today + timedelta(days))
        if not _waived(reader, later)
    ]
    return sorted(coming, key=lambda later: (later.day, later.finding.url, later.finding.start, later.finding.id))


def _waived(reader: Reader, later: Upcoming) -> bool:
    found = later.finding
    return reader.waivers.of(found.id, found.issue, found.rule, found.url, later.day) is not None


@dataclass(frozen=True)
class _Ahead:
    """One rule over its facts of a run."""

    rule: Rule
    facts: Sequence[Fact]
    site: Site

    def until(self, last: date) -> Iterator[Upcoming]:
        """What the rule will newly find, month by month."""
        known = set(self._found(self.facts, self.site.today))
        for first, end in pairwise(_months(self.site.today, last)):
            found = self._found(self.facts, end)
            new = found.keys() - known
            if new:
                pages = {found[id_].finding.place.url for id_ in new}
                facts = [fact for fact in self.facts if fact.place.url in pages]
                for day, started in self._starts(facts, first, end, {id_: found[id_] for id_ in new}):
                    yield Upcoming(day, row_of(started, day))
            known |= new

    def _starts(
        self, facts: list[Fact], before: date, by: date, found: Found
    ) -> Iterator[tuple[date, Identified]]:
        """The first day of each finding that is there `by` a day, and not yet on the day `before`."""
        if by - before == timedelta(days=1):
            yield from ((by, started) for _, started in sorted(found.items()))
            return
        middle = before + (by - before) // 2
        pages = {one.finding.place.url for one in found.values()}
        facts = [fact for fact in facts if fact.place.url in pages]
        by_then = self._found(facts, middle)
        early = {id_: by_then[id_] for id_ in found.keys() & by_then.keys()}
        late = {id_: one for id_, one in found.items() if id_ not in early}
        if early:
            yield from self._starts(facts, before, middle, early)
        if late:
            yield from self._starts(facts, middle, by, late)

    def _found(self, facts: Iterable[Fact], day: date) -> Found:
        judged = found_by(self.rule, facts, replace(self.site, today=day), [])
        return {found.id: found for found in judged}


def _months(first: date, last: date) -> Iterator[date]:
    """The first day, then a day each month, then the last day; none where the last does not lie ahead."""
    day = first
    while day < last:
        yield day
        day += _STEP
    if last > first:
        yield last


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

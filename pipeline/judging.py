"""Judges a run's facts against its day: the findings that stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.store.read import Reader
from pipeline.store.values import Run
from pipeline.store.write import Writer
from rules.core.findings import Fact, Failure, Finding, Site
from rules.core.rule import Rule
from rules.core.run import Identified, identify, judge


def judge_run(reader: Reader, writer: Writer, run: Run, rules: Sequence[Rule]) -> None:
    """Judge every rule over the pages of a run, and keep what it finds. Facts are read one rule at a time."""
    site = reader.site_at(run, run.today)
    failures: list[Failure] = []
    with_facts = reader.rules_with_facts()

    def found() -> Iterator[Identified]:
        for rule in rules:
            facts = reader.facts(run, rule.id, rule.keys(site)) if rule.id in with_facts else iter(())
            yield from found_by(rule, facts, site, failures)

    writer.save_judged(run.id, [rule.id for rule in rules], found(), failures)


def found_by(rule: Rule, facts: Iterable[Fact], site: Site, failures: list[Failure]) -> Iterator[Identified]:
    """What a rule finds among facts, named; where it raised, `failures` gets one more."""

    def findings() -> Iterator[Finding]:
        for told in judge(rule, facts, site):
            if isinstance(told, Failure):
                failures.append(told)
            else:
                yield told

    return identify(findings())

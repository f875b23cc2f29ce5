"""Makes pages, findings and whole nights for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.store.pack import pack_facts
from pipeline.store.read import Reader
from pipeline.store.values import Read, Run
from pipeline.store.write import Writer
from rules.core.findings import Fact, Failure, Finding, Severity
from rules.core.page import Place
from rules.core.run import Identified, identify
from spiders.fetched import Fetched, NotAudited

SITE = "Anyborough"
HOST = "https://www.anyborough.gov.uk"
DAY = date(2026, 11, 23)
RULE = "stale.past-event"
RULES = (RULE, "links.vague-text")


def address(name: str) -> str:
    return f"{HOST}/{name}"


def fact(name: str, quote: str = "3 October 2026", *, key: str = "", value: str = "2026-10-03") -> Fact:
    block = f"Come to the fair on {quote}."
    return Fact(Place(address(name), "main > p", block, 20, 20 + len(quote)), key, value, "day")


def read(
    name: str,
    *,
    body: str = "same",
    links: Iterable[str] = (),
    facts: Mapping[str, list[Fact]] | None = None,
    failures: Iterable[Failure] = (),
    fetched: Fetched | None = None,
    digest: str = "d1",
    seen: date = DAY,
) -> Read:
    found = fetched or Fetched(address(name), 200, etag=f'"{body}"')
    return Read(
        fetched=replace(found, links=tuple(map(address, links))),
        title=name.title(),
        language="en",
        words=120,
        reading_age=11.5,
        body_hash=body,
        words_hash=body,
        seen=seen,
        digest=digest,
        facts=packed({RULE: [fact(name)]} if facts is None else facts),
        failures=list(failures),
    )


def packed(facts: Mapping[str, list[Fact]]) -> Mapping[str, bytes]:
    return {rule: pack_facts(found) for rule, found in facts.items()}


def finding(
    name: str,
    words: str = "3 October 2026",
    *,
    rule: str = RULE,
    message: str = "",
    severity: Severity = "problem",
) -> Finding:
    place = fact(name, words).place
    return Finding(rule, place, "", words, message or f"{words} has passed.", "Take it away.", severity, False)


def named(*findings: Finding) -> Iterable[Identified]:
    return identify(findings)


@dataclass
class Nights:
    """A site that is audited night after night: `on` is the next night's day."""

    writer: Writer
    reader: Reader
    on: date = DAY

    def begin(self) -> int:
        run = self.writer.begin(SITE, self.on, "0.1.0")
        self.on += timedelta(1)
        return run

    def night(
        self,
        pages: Sequence[str],
        findings: Sequence[Finding],
        *,
        missed: Sequence[NotAudited] = (),
        failures: Sequence[Failure] = (),
        rules: Sequence[str] = RULES,
        complete: bool = True,
    ) -> Run:
        """Read these pages, judge them to have these findings, and finish."""
        run = self.begin()
        self.writer.save_read(run, [read(page) for page in pages])
        self.writer.save_not_audited(run, missed)
        self.writer.save_judged(run, rules, named(*findings), failures)
        self.writer.finish(run, complete, None if complete else "The limit was reached.")
        return self.reader.run(run)

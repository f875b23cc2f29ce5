"""What comes up is what judging each later day would find, told with the first day it would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import Run
from pipeline.store.write import Writer
from pipeline.upcoming import upcoming
from rules.core.findings import Fact, Finding, Site
from rules.core.rule import Rule
from rules.core.run import identify
from tests.store.made import DAY, RULE, SITE, fact, read


@dataclass(frozen=True)
class Ends(Rule):
    """Finds each fact from the day after its date; of `first/last`, no longer than to the second. Counts them."""

    id = RULE
    title = "Made for the tests"
    message = "“{quote}” has ended."
    fix = "Take it down."
    commitments = ()
    dated = True
    judged: list[date] = field(default_factory=list)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for one in facts:
            self.judged.append(site.today)
            first, _, last = one.value.partition("/")
            if date.fromisoformat(first) < site.today and (not last or site.today <= date.fromisoformat(last)):
                yield self.finding(one)


class Stored:
    """A store with one audit of pages with these facts."""

    def __init__(self, folder: Path) -> None:
        self.store = open_store(f"sqlite:///{folder / 'store.db'}")

    def __call__(self, facts: dict[str, list[Fact]]) -> tuple[Reader, Run]:
        writer, reader = Writer(self.store), Reader(self.store)
        number = writer.begin(SITE, DAY, "0.1.0")
        writer.save_read(number, [read(name, facts={RULE: told}) for name, told in facts.items()])
        writer.save_judged(number, [RULE], (), ())
        writer.finish(number, True, None)
        return reader, reader.run(number)


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Stored]:
    made = Stored(tmp_path)
    with made.store:
        yield made


def of(name: str, *ends: str) -> list[Fact]:
    return [fact(name, end, key=end, value=end) for end in ends]


def day(ahead: int) -> str:
    return (DAY + timedelta(ahead)).isoformat()


def told(reader: Reader, run: Run, days: int, rule: Rule | None = None) -> list[tuple[str, str]]:
    return [(found.day.isoformat(), found.finding.key) for found in upcoming(reader, run, [rule or Ends()], days)]


@pytest.mark.parametrize("days", [1, 7, 30, 90, 365])
def test_each_is_told_with_its_first_day_as_judging_every_day_would(stored: Stored, days: int) -> None:
    ends = [day(n) for n in (-40, -1, 0, 1, 5, 6, 7, 28, 29, 30, 31, 59, 60, 88, 89, 90, 200, 364, 365)]
    facts = {f"page-{n}": of(f"page-{n}", *ends[n::4]) for n in range(4)}
    reader, run = stored(facts)
    everything = [one for page in facts.values() for one in page]

    def found(on: date) -> set[str]:
        judged = Ends().judge(everything, Site(on))
        return {one.finding.key for one in identify(judged)}

    seen, expected = found(DAY), []
    for ahead in range(1, days + 1):
        new = found(DAY + timedelta(ahead)) - seen
        expected += sorted((day(ahead), key) for key in new)
        seen |= new
    assert sorted(told(reader, run, days)) == expected


def test_what_is_only_wrong_for_some_weeks_is_told_too(stored: Stored) -> None:
    reader, run = stored({"fair": of("fair", f"{day(20)}/{day(45)}")})
    assert [when for when, _ in told(reader, run, 90)] == [day(21)]


def test_what_is_found_today_does_not_come_up_when_it_goes_and_comes_back(stored: Stored) -> None:
    reader, run = stored({"fair": of("fair", f"{day(-3)}/{day(10)}")})
    assert told(reader, run, 90) == []


def test_the_same_words_twice_on_a_page_are_two(stored: Stored) -> None:
    twice = [structs.replace(one, value=value) for value in (day(3), day(9)) for one in of("fair", "3 October")]
    reader, run = stored({"fair": twice})
    assert [when for when, _ in told(reader, run, 30)] == [day(4), day(10)]


def test_pages_where_nothing_changes_are_not_judged_day_by_day(stored: Stored) -> None:
    quiet = {f"page-{n}": of(f"page-{n}", day(-400), day(4_000)) for n in range(200)}
    reader, run = stored(quiet | {"fair": of("fair", *map(day, range(90)))})
    rule = Ends()
    assert len(told(reader, run, 90, rule)) == 90
    assert len(rule.judged) < 4 * 490 + 2 * 90 * 90


def test_a_rule_that_time_cannot_change_is_not_judged(stored: Stored) -> None:
    class Never(Ends):
        dated = False

    reader, run = stored({"fair": of("fair", day(3))})
    assert told(reader, run, 90, Never()) == []


def test_no_days_ahead_is_nothing(stored: Stored) -> None:
    reader, run = stored({"fair": of("fair", day(0))})
    assert told(reader, run, 0) == []

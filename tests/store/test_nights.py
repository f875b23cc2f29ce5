"""Findings over several nights: new, still there, put right, gone with their page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec import structs

from pipeline.store.read import Reader
from pipeline.store.values import Run
from pipeline.store.write import Writer
from rules.core.errors import UserError
from rules.core.findings import Failure, Finding
from spiders.fetched import Fetched, NotAudited
from tests.store.made import DAY, RULE, Nights, address, finding, named, read

FAIR, OFFER, WALK = finding("fair"), finding("offer"), finding("offer", "4 May 2026")
GONE = NotAudited(address("offer"), "error", "not found", 404)


@pytest.fixture
def nights(writer: Writer, reader: Reader) -> Nights:
    return Nights(writer, reader)


def states(nights: Nights, run: Run) -> list[tuple[str, str, str]]:
    return [(row.url.rpartition("/")[2], row.quote, row.state) for row in nights.reader.findings(run)]


def left(nights: Nights, run: Run) -> list[tuple[str, str]]:
    return [(row.finding.quote, row.left) for row in nights.reader.left(run)]


def test_everything_is_new_on_the_first_night_and_still_there_on_the_next(nights: Nights) -> None:
    first = nights.night(["fair", "offer"], [OFFER, FAIR, WALK])
    second = nights.night(["fair", "offer"], [OFFER, FAIR, WALK])
    words = [("fair", "3 October 2026"), ("offer", "3 October 2026"), ("offer", "4 May 2026")]
    assert states(nights, first) == [(*told, "new") for told in words]
    assert states(nights, second) == [(*told, "still") for told in words]
    assert {row.since for row in nights.reader.findings(second)} == {DAY}
    assert nights.reader.findings_by_rule(second) == {RULE: 3}


def test_a_finding_comes_back_whole(nights: Nights) -> None:
    run = nights.night(["fair"], [FAIR])
    (row,) = nights.reader.findings(run)
    (named_,) = named(FAIR)
    assert (row.id, row.issue) == (named_.id, named_.issue)
    assert (row.rule, row.url, row.path, row.block) == (
        FAIR.rule,
        FAIR.place.url,
        FAIR.place.path,
        FAIR.place.block,
    )
    assert (row.key, row.value, row.quote) == (FAIR.key, FAIR.value, FAIR.place.quote)
    assert (row.message, row.fix, row.severity, row.review) == (FAIR.message, FAIR.fix, "problem", False)


def test_what_is_no_longer_found_on_a_page_is_put_right(nights: Nights) -> None:
    nights.night(["fair", "offer"], [FAIR, OFFER, WALK])
    second = nights.night(["fair", "offer"], [FAIR, OFFER])
    third = nights.night(["fair", "offer"], [FAIR, OFFER])
    assert left(nights, second) == [("4 May 2026", "fixed")]
    assert left(nights, third) == []


def test_what_comes_back_is_new_again(nights: Nights) -> None:
    nights.night(["fair"], [FAIR])
    nights.night(["fair"], [])
    third = nights.night(["fair"], [FAIR])
    assert states(nights, third) == [("fair", "3 October 2026", "new")]
    assert next(nights.reader.findings(third)).since == DAY + timedelta(2)


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_takes_its_findings_with_it(nights: Nights, status: int) -> None:
    nights.night(["fair", "offer"], [FAIR, OFFER])
    second = nights.night(["fair"], [FAIR], missed=[replace(GONE, status=status)])
    assert left(nights, second) == [("3 October 2026", "gone")]
    assert [f.place.url for f in nights.reader.facts(second, RULE)] == [address("fair")]
    assert address("offer") not in nights.reader.site_at(second, second.today).pages


def test_a_page_that_has_moved_is_gone_from_where_it_was(nights: Nights) -> None:
    nights.night(["offer"], [OFFER])
    run = nights.begin()
    moved = Fetched(address("the-offer"), 200, redirected_from=(address("offer"),))
    nights.writer.save_read(run, [read("the-offer", fetched=moved)])
    nights.writer.save_judged(run, [RULE], named(finding("the-offer")), [])
    nights.writer.finish(run, True, None)
    assert left(nights, nights.reader.run(run)) == [("3 October 2026", "gone")]
    assert [f.place.url for f in nights.reader.facts(nights.reader.run(run), RULE)] == [address("the-offer")]


@pytest.mark.parametrize(
    "missed",
    [
        [],
        [NotAudited(address("offer"), "error", "broke", 500)],
        [NotAudited(address("offer"), "timeout")],
        [NotAudited(address("offer"), "robots")],
        [NotAudited(address("offer"), "limit")],
    ],
    ids=lambda missed: missed[0].reason if missed else "not tried",
)
def test_the_facts_of_a_page_that_was_not_reached_stand(nights: Nights, missed: list[NotAudited]) -> None:
    first = nights.night(["fair", "offer"], [FAIR, OFFER])
    second = nights.night(["fair"], [FAIR, OFFER], missed=missed, complete=False)
    assert list(nights.reader.facts(second, RULE)) == list(nights.reader.facts(first, RULE))
    assert address("offer") in nights.reader.site_at(second, second.today).pages
    assert [row.url for row in nights.reader.pages(second)] == [address("fair")]
    assert left(nights, second) == []


def test_a_page_that_comes_back_counts_again(nights: Nights) -> None:
    nights.night(["offer"], [OFFER])
    nights.night([], [], missed=[GONE])
    run = nights.begin()
    nights.writer.save_unchanged(run, [Fetched(address("offer"), 304)])
    assert [f.place.url for f in nights.reader.facts(nights.reader.run(run), RULE)] == [address("offer")]


def test_a_finding_with_other_words_is_the_same_finding(nights: Nights) -> None:
    first = nights.night(["fair"], [FAIR])
    again = structs.replace(FAIR, message="The fair on 3 October 2026 is over.", severity="advice")
    second = nights.night(["fair"], [again])
    (before,), (now,) = nights.reader.findings(first), nights.reader.findings(second)
    assert (now.id, now.state, now.since) == (before.id, "still", DAY)
    assert (now.message, now.severity) == (again.message, "advice")
    assert (before.message, before.severity) == (FAIR.message, "problem")
    assert left(nights, second) == []


def test_an_old_run_still_says_what_stood_then(nights: Nights) -> None:
    first = nights.night(["fair", "offer"], [FAIR, OFFER])
    before = list(nights.reader.findings(first))
    nights.night(["fair", "offer"], [WALK])
    nights.night(["fair", "offer"], [])
    assert list(nights.reader.findings(first)) == before
    assert [row.state for row in before] == ["new", "new"]


def test_a_rule_that_was_not_judged_has_put_nothing_right(nights: Nights) -> None:
    vague = finding("fair", rule="links.vague-text")
    nights.night(["fair"], [FAIR, vague])
    second = nights.night(["fair"], [FAIR], rules=[RULE])
    third = nights.night(["fair"], [FAIR, vague])
    assert [row.rule for row in nights.reader.findings(second)] == [RULE]
    assert left(nights, second) == []
    assert [(row.rule, row.state) for row in nights.reader.findings(third)] == [
        (RULE, "still"),
        (vague.rule, "still"),
    ]


def test_a_rule_that_failed_has_put_nothing_right(nights: Nights) -> None:
    nights.night(["fair"], [FAIR, OFFER])
    second = nights.night(["fair"], [], failures=[Failure(RULE, "", "ValueError: 30 February")])
    assert states(nights, second) == [("fair", "3 October 2026", "still"), ("offer", "3 October 2026", "still")]


def test_a_rule_that_failed_on_one_page_has_put_nothing_right_there(nights: Nights) -> None:
    nights.night(["fair", "offer"], [FAIR, OFFER])
    run = nights.begin()
    failed = Failure(RULE, address("fair"), "ValueError: 30 February")
    nights.writer.save_read(run, [read("fair", failures=[failed], facts={}), read("offer", facts={})])
    nights.writer.save_judged(run, [RULE], [], [])
    nights.writer.finish(run, True, None)
    assert states(nights, nights.reader.run(run)) == [("fair", "3 October 2026", "still")]
    assert nights.reader.failures(nights.reader.run(run)) == [failed]


def test_judging_again_replaces_what_was_judged(nights: Nights) -> None:
    nights.night(["fair", "offer"], [FAIR, OFFER])
    run = nights.begin()
    nights.writer.save_judged(run, [RULE], named(WALK), [Failure(RULE, "", "ValueError: no")])
    nights.writer.save_judged(run, [RULE], named(FAIR), [])
    nights.writer.finish(run, True, None)
    assert states(nights, nights.reader.run(run)) == [("fair", "3 October 2026", "still")]
    assert left(nights, nights.reader.run(run)) == [("3 October 2026", "fixed")]
    assert nights.reader.failures(nights.reader.run(run)) == []


def test_a_run_that_was_judged_and_never_finished_compares_with_nothing(nights: Nights) -> None:
    nights.night(["fair", "offer"], [FAIR])
    killed = nights.begin()
    nights.writer.save_judged(killed, [RULE], named(OFFER), [])
    third = nights.night(["fair", "offer"], [FAIR, OFFER])
    assert [row.state for row in nights.reader.findings(third)] == ["still", "new"]
    assert left(nights, third) == []


def test_a_run_that_others_were_compared_with_cannot_be_judged_again(nights: Nights) -> None:
    first = nights.night(["fair"], [FAIR])
    nights.night(["fair"], [])
    with pytest.raises(ValueError, match="cannot be judged again"):
        nights.writer.save_judged(first.id, [RULE], named(FAIR), [])


def test_findings_may_stream_from_the_facts_that_are_judged(nights: Nights) -> None:
    nights.night(["fair", "offer"], [])
    run = nights.begin()
    failures: list[Failure] = []

    def judged() -> Iterator[Finding]:
        for found in nights.reader.facts(nights.reader.run(run), RULE):
            yield structs.replace(FAIR, place=found.place)
        failures.append(Failure(RULE, "", "at the end"))

    nights.writer.save_judged(run, [RULE], named(*judged()), failures)
    assert len(list(nights.reader.findings(nights.reader.run(run)))) == 2
    assert nights.reader.failures(nights.reader.run(run)) == failures


def test_sites_do_not_mix(nights: Nights, writer: Writer, reader: Reader) -> None:
    ours = nights.night(["fair"], [FAIR])
    other = writer.begin("Otherborough", DAY, "0.1.0")
    writer.save_judged(other, [RULE], [], [])
    writer.finish(other, True, None)
    again = nights.night(["fair"], [FAIR])
    assert reader.previous(again) == ours
    assert list(reader.findings(reader.run(other))) == []
    assert [run.id for run in reader.runs("Otherborough")] == [other]
    assert [run.id for run in reader.runs()] == [again.id, other, ours.id]
    assert list(reader.site_at(reader.run(other), DAY).pages) == []


def test_runs_are_kept_as_they_ended(nights: Nights) -> None:
    run = nights.begin()
    assert nights.reader.run(run).finished is None
    nights.writer.finish(run, False, "The limit was reached.")
    nights.writer.keep_figures(run, {"pages": 12, "seconds": 3.5})
    ended = nights.reader.latest("Anyborough")
    assert (ended.id, ended.site, ended.today, ended.version) == (run, "Anyborough", DAY, "0.1.0")
    assert (ended.complete, ended.reason) == (False, "The limit was reached.")
    assert ended.figures == {"pages": 12, "seconds": 3.5}
    assert ended.finished is not None
    assert timedelta(0) <= ended.finished - ended.started < timedelta(minutes=5)


def test_without_a_finished_run_we_say_what_to_do(nights: Nights) -> None:
    with pytest.raises(UserError, match="Run `localoffer audit` first"):
        nights.reader.latest()
    nights.begin()
    with pytest.raises(UserError, match="of “Anyborough”"):
        nights.reader.latest("Anyborough")
    with pytest.raises(UserError, match="no audit 77"):
        nights.reader.run(77)

"""The scorecard: what is counted, what is said aloud, what got better, and where the ladder stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reports.views.promises import figure_of, figures, promises
from reports.views.scorecard import Promise, Scorecard, scorecard, told
from reports.views.survey import survey
from reports.views.trend import Then, past
from rules.core.charter import Charter, load_charter
from rules.core.registry import find
from tests.reports.audits import BEFORE, RUN, Audit, anyborough, finding, older, page, step

CHARTER = load_charter()


def card_of(audit: Audit, charter: Charter = CHARTER) -> Scorecard:
    counted = survey(audit.reader, RUN)
    judged = promises(counted, charter)
    before = past(audit.reader.earlier(RUN), RUN, figures(counted, judged))
    return scorecard(counted, charter, told(audit.reader, RUN, judged, before))


def promises_of(card: Scorecard) -> dict[str, Promise]:
    return {promise.id: promise for score in card.scores for promise in score.promises}


class TestCounting:
    def test_a_page_with_a_problem_does_not_keep_the_promise(self) -> None:
        audit = anyborough()
        open_rows = [row for row in audit.finding_rows if row.state != "waived" and row.severity != "advice"]
        for promise in promises_of(card_of(audit)).values():
            breaking = {row.url for row in open_rows if promise.id in find(row.rule).commitments}
            if promise.kept:
                assert promise.kept.pages == f"{6 - len(breaking)} of 6 pages", promise.id

    def test_the_principles_keep_at_most_what_their_weakest_promise_keeps(self) -> None:
        for score in card_of(anyborough()).scores:
            shares = [promise.kept.share for promise in score.promises if promise.kept]
            assert (score.kept is None) is (not shares)
            assert score.kept is None or score.kept.share <= min(shares)

    def test_what_only_people_can_judge_has_a_question_and_no_score(self) -> None:
        people = [promise for promise in promises_of(card_of(anyborough())).values() if promise.kept is None]
        assert "communicate.listen" in {promise.id for promise in people}
        assert all(promise.question and not promise.talk and not promise.worst for promise in people)

    def test_what_is_found_under_a_promise_for_people_to_judge_is_told_without_a_score(self) -> None:
        rows = [finding("/a", "inclusive.blaming-tone", "You must comply.", "must comply")]
        kindness = promises_of(card_of(Audit(page_rows=[page("/a", "A")], finding_rows=rows)))["value.kindness"]
        assert kindness.kept is None
        assert [talk.number for talk in kindness.talk] == ["1 page"]

    def test_what_would_only_read_better_breaks_no_promise(self) -> None:
        rows = [finding("/a", "links.vague-text", "See here.", "here", severity="advice")]
        card = card_of(Audit(page_rows=[page("/a", "A")], finding_rows=rows))
        assert {promise.kept.share for promise in promises_of(card).values() if promise.kept} == {100}

    def test_a_check_that_failed_is_told_beside_its_promise(self) -> None:
        assert promises_of(card_of(anyborough()))["communicate.plain-english"].unsure

    def test_the_pages_that_break_a_promise_most_come_first(self) -> None:
        worst = promises_of(card_of(anyborough()))["communicate.plain-english"].worst
        assert [(named.words, named.number) for named in worst] == [
            ("Autism: help and support", "3×"),
            ("Short breaks for your child", "3×"),
            ("Travel help to school", "1×"),
        ]

    def test_the_figures_of_an_audit_are_those_of_its_scorecard(self) -> None:
        counted = survey(anyborough().reader, RUN)
        kept = figures(counted, promises(counted, CHARTER))
        card = promises_of(card_of(anyborough()))
        assert {id_ for id_, promise in card.items() if promise.kept} == {
            id_ for id_ in card if figure_of(id_) in kept
        }
        for id_, promise in card.items():
            assert promise.kept is None or promise.kept.pages.startswith(f"{kept[figure_of(id_)]:.0f} of")
        assert (kept["pages"], kept["barrier"], kept["problem"], kept["advice"]) == (6, 2, 7, 1)
        assert kept["reading_age"] == 13.4


class TestTrend:
    def test_changes_are_told_since_the_first_audit_of_the_term(self) -> None:
        card = card_of(anyborough())
        assert card.since == "since 1 December"
        accountable = card.scores[0].kept
        assert accountable is not None
        assert accountable.change is not None
        assert (accountable.change.kind, accountable.change.number) == ("up", "50")
        assert accountable.line is not None
        assert accountable.line.path.startswith("M0.0,33.2L")

    def test_an_audit_from_before_the_term_is_compared_with_where_there_is_no_other(self) -> None:
        audit = anyborough()
        audit.before, audit.earlier = older(9, 1, 14), [older(8, 1, 14)]
        assert card_of(audit).since == "since 1 September 2026"

    def test_an_audit_that_was_cut_short_is_not_compared_with(self) -> None:
        audit = anyborough()
        audit.earlier = [replace(older(12, 2, 9), complete=False), older(9, 1, 14)]
        assert card_of(audit).since is None
        audit.before = replace(BEFORE, complete=False)
        assert card_of(audit).since == "since 1 September 2026"

    def test_an_audit_that_read_nothing_has_kept_nothing(self) -> None:
        assert Then(RUN.today, {"pages": 0, "kept.value": 0}).share("value") is None

    def test_audits_without_figures_are_said_to_have_none(self) -> None:
        card = card_of(anyborough())
        assert card.silent is not None
        assert card.silent.startswith("1 earlier audit kept no figures")
        audit = anyborough()
        audit.earlier = []
        alone = card_of(audit)
        assert alone.since is None
        assert all(
            score.kept is None or (score.kept.change, score.kept.line) == (None, None) for score in alone.scores
        )

    def test_of_several_audits_on_one_day_the_last_counts(self) -> None:
        first, last = older(12, 1, 9), older(12, 4, 9)
        then, _ = past([last, first], RUN, {"pages": 6}).audits
        assert then.share("value") == 67

    def test_a_year_of_nights_is_drawn_with_few_points_from_its_first_to_its_last(self) -> None:
        nights = [
            replace(older(1, 3, 9), today=date.fromordinal(RUN.today.toordinal() - n)) for n in range(1, 360)
        ]
        drawn = past(nights, RUN, {"pages": 6}).audits
        assert len(drawn) == 41
        assert (drawn[0].day, drawn[-2].day) == (nights[-1].today, nights[0].today)


class TestAloud:
    def test_what_got_better_comes_first_and_where_most_is_left_last(self) -> None:
        lead = card_of(anyborough()).lead
        assert lead.startswith("6 pages checked.")
        assert lead.endswith("and that is where most work is left.")

    def test_many_pages_are_told_in_a_hundred(self) -> None:
        rows = [page(f"/{n}", f"Page {n}") for n in range(200)]
        stale = finding("/3", "stale.past-event", "Join us on 3 May 2026.", "3 May 2026")
        lead = card_of(Audit(before=None, page_rows=rows, finding_rows=[stale])).lead
        assert "Families can trust the dates on 99 in 100 of them, and that is where most work is left." in lead

    def test_the_promise_that_gained_most_is_told_with_what_it_was(self) -> None:
        kept = {"pages": 200, figure_of("accountable.timely"): 162, figure_of("communicate.plain-english"): 100}
        rows = [page(f"/{n}", f"Page {n}") for n in range(200)]
        found = [finding(f"/{n}", "stale.past-event", "Join us on 3 May.", "3 May") for n in range(12)]
        found += [finding(f"/{n}", "jargon.unexplained-acronym", "Ask your LP.", "LP") for n in range(78)]
        before = replace(BEFORE, figures=kept, today=date(2027, 1, 4))
        assert card_of(Audit(before=before, page_rows=rows, finding_rows=found)).lead == (
            "200 pages checked. Families can trust the dates on 94 in 100 of them, up from 81 in January. Our "
            "words are plain on 61 in 100 of them, and that is where most work is left."
        )

    def test_nothing_found_is_said_with_care(self) -> None:
        lead = card_of(Audit(before=None, page_rows=[page("/a", "A")])).lead
        assert (
            lead == "1 page checked. No barrier or problem was found under any promise that a machine can check."
        )

    def test_nothing_read_is_never_a_pass(self) -> None:
        card = card_of(Audit(before=None))
        assert card.lead == "No pages checked."
        assert all(score.kept is None for score in card.scores)
        assert card.unscored == "No page could be read."
        assert card.people.startswith("10 of 20 promises can only be judged by people.")

    def test_a_charter_without_words_to_say_aloud_is_quoted(self) -> None:
        bare = tuple(
            replace(p, commitments=tuple(replace(c, aloud="") for c in p.commitments)) for p in CHARTER.principles
        )
        assert "” is kept on " in card_of(anyborough(), replace(CHARTER, principles=bare)).lead


class TestYouSaidWeDid:
    def test_what_was_put_right_is_told_once_under_its_first_promise(self) -> None:
        (answer,) = card_of(anyborough()).did
        assert answer.said == CHARTER.commitments[find("links.vague-text").commitments[0]].words
        assert answer.did == ("We put right 2 links, on 2 pages.",)

    def test_what_went_with_its_page_is_not_put_right(self) -> None:
        audit = anyborough()
        audit.left_rows = [row for row in audit.left_rows if row.left == "gone"]
        card = card_of(audit)
        assert card.did == ()
        assert card.better == "Nothing that was found on 1 December 2026 has been put right yet."

    def test_a_first_audit_promises_nothing(self) -> None:
        audit = anyborough()
        audit.before = None
        assert card_of(audit).better.startswith("There is no earlier audit to compare with.")

    def test_what_other_checks_no_longer_find_is_not_put_right(self) -> None:
        audit = anyborough()
        assert audit.before is not None
        audit.before, audit.earlier = replace(audit.before, version="0.0.9"), []
        card = card_of(audit)
        assert (card.did, card.since) == ((), None)

    @pytest.mark.parametrize("rule", ["stale.past-event", "jargon.unexplained-acronym", "gone.rule"])
    def test_only_facts_are_told(self, rule: str) -> None:
        audit = anyborough()
        audit.left_rows = [replace(audit.left_rows[0], finding=finding("/a", rule, "Some words.", "words"))]
        told = [did for answer in card_of(audit).did for did in answer.did]
        assert told == [] if rule == "gone.rule" else all("1 " in did for did in told)


class TestLadder:
    def test_each_step_counts_its_passages_and_shows_each_sentence_once(self) -> None:
        ladder = card_of(anyborough()).ladder
        assert ladder is not None
        assert [(rung.name, rung.found) for rung in ladder.rungs] == [
            ("Doing with", "1 time on 1 page"),
            ("Doing for", "2 times on 2 pages"),
            ("Doing to", "not found"),
        ]
        (evidence,) = ladder.rungs[1].evidence
        assert (evidence.before, evidence.words, evidence.after) == (
            "Last spring we ",
            "asked for your views",
            ".",
        )
        assert evidence.href is not None
        assert evidence.href.endswith("#:~:text=asked%20for%20your%20views")

    def test_sentences_are_shown_before_words_alone(self) -> None:
        audit = anyborough()
        heading = step("/send", "Have your say", "Have your say", "consultation", "for")
        audit.steps = [heading, *audit.steps]
        ladder = card_of(audit).ladder
        assert ladder is not None
        assert [evidence.words for evidence in ladder.rungs[1].evidence] == [
            "asked for your views",
            "Have your say",
        ]

    def test_a_site_that_says_nothing_of_involvement_is_told_so(self) -> None:
        ladder = card_of(Audit(page_rows=[page("/a", "A")])).ladder
        assert ladder is not None
        assert ladder.summary.startswith("Our pages do not say how people are involved")

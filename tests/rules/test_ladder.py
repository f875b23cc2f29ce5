"""The ladder of co-production: which rung the words of a passage about involving people stand on."""

from __future__ import annotations

from datetime import date

import pytest

from rules.core.charter import load_charter
from rules.core.involvement import WAYS
from rules.core.ladder import LIST, STANCES, ladder
from rules.core.lists import load
from rules.core.page import Mention, Page
from rules.core.recognisers import LADDER, RECOGNISERS, kept_always
from rules.core.segment import segment


def page(html: str) -> Page:
    return segment(f"<main>{html}</main>", "https://www.anyborough.gov.uk/send", seen=date(2026, 11, 23))


def seen(html: str) -> tuple[Mention, ...]:
    return page(html).of(ladder)


@pytest.mark.parametrize(
    ("text", "quote", "rung", "stance"),
    [
        ("We co-produced this plan with families.", "co-produced", "co-production", "with"),
        ("Parents and officers meet as equals in the working group.", "as equals", "co-production", "with"),
        ("The forum is led by parents.", "led by parents", "co-production", "with"),
        ("The new form was designed with parents.", "designed with parents", "co-design", "with"),
        ("Young people help shape our strategy.", "help shape", "engagement", "for"),
        ("Get involved and share your ideas with us.", "Get involved", "engagement", "for"),
        ("We are consulting on the strategy until May. Tell your friends.", "consulting", "consultation", "for"),
        ("Have your say on our plans.", "Have your say", "consultation", "for"),
        (
            "We will keep families informed of what the forum decides.",
            "keep families informed",
            "information",
            "for",
        ),
        ("The forum will help parents understand the policy.", "help parents understand", "education", "to"),
        ("Our forum helps us in managing expectations.", "managing expectations", "coercion", "to"),
        (
            "The panel was planned in close partnership with families.",
            "planned in close partnership with families",
            "co-design",
            "with",
        ),
        (
            "We work with schools and parents in Wrenfield to redesign the hub.",
            "work with schools and parents in Wrenfield to redesign",
            "co-design",
            "with",
        ),
        ("Every member has an equal say: parents too.", "equal say", "co-production", "with"),
        (
            "Young people are closely involved in our plans.",
            "Young people are closely involved in",
            "engagement",
            "for",
        ),
        ("We moved the hub as a result of your feedback.", "as a result of your feedback", "engagement", "for"),
        ("We asked families what went well.", "asked families what", "consultation", "for"),
        ("We collect the views of parents each term.", "views of parents", "consultation", "for"),
        (
            "The results will be published for families in the forum.",
            "results will be published",
            "information",
            "for",
        ),
    ],
)
def test_words_stand_on_a_rung(text: str, quote: str, rung: str, stance: str) -> None:
    found = [(m.quote, m.value, m.kind) for m in seen(f"<p>{text}</p>")]
    assert (quote, rung, stance) in found


def test_words_are_told_once_on_the_highest_rung_that_they_show() -> None:
    found = seen(
        "<p>We consulted parents. The form was developed in consultation, then written with families.</p>"
    )
    assert [(m.quote, m.value) for m in found] == [
        ("consulted", "consultation"),
        ("consultation", "consultation"),
        ("written with families", "co-design"),
    ]


def test_a_pattern_is_named_by_the_way_of_involving() -> None:
    assert {way.rung for way in WAYS} <= set(STANCES)
    (mention,) = seen("<p>We asked families what went well.</p>")
    assert (mention.value, mention.key) in {(way.rung, way.name) for way in WAYS}


@pytest.mark.parametrize(
    "html",
    [
        "<p>The nursery works closely with parents to settle children in.</p>",
        "<p>Your child’s teacher will listen to your child read each week.</p>",
        "<p>Children are asked to bring a packed lunch and about five pounds.</p>",
        "<p>We will tell you what to bring on the day.</p>",
        "<p>The survey found three cracks in the wall.</p>",
    ],
)
def test_what_is_done_day_by_day_with_families_is_no_involving_in_decisions(html: str) -> None:
    assert seen(html) == ()


def test_a_long_paragraph_about_involving_is_read_in_time() -> None:
    assert seen(f"<p>{'We involved parents, and asked families how it went. ' * 2000}</p>")


def test_the_key_is_the_term_of_the_list() -> None:
    (mention,) = seen("<p>Parents co-produced it.</p>")
    assert mention.key == "co-produce"
    assert mention.key in load(LIST)


def test_the_heading_and_the_lead_in_tell_what_a_passage_is_about() -> None:
    assert seen("<p>It was right from the start a cold spring.</p>") == ()
    assert seen("<h2>How families were involved</h2><p>It happened right from the start.</p>") != ()
    assert seen("<p>How we involve parents in decisions:</p><ul><li>right from the start</li></ul>") != ()


@pytest.mark.parametrize(
    "html",
    [
        "<p>The GP consultation room is on the left.</p>",
        "<p>Consult your doctor before you travel.</p>",
        "<p>The bowls club is run by parents.</p>",
        "<p>We did not consult families.</p>",
        "<p>This was decided without consultation of parents.</p>",
        "<p>One mother wrote: “You never co-produced it with families.”</p>",
        "<blockquote>We co-produced this with families.</blockquote>",
        "<p>The garage will keep you informed.</p>",
    ],
)
def test_what_is_not_about_involving_people_or_was_not_done_is_left_alone(html: str) -> None:
    assert seen(html) == ()


def test_every_term_stands_on_a_rung_of_the_charters_ladder() -> None:
    assert {entry.topic for entry in load(LIST).entry} == set(STANCES)
    rungs = [rung.lower() for step in load_charter().ladder for rung in step.rungs]
    assert sorted(STANCES) == sorted(rungs)


def test_it_is_listed_among_the_recognisers_and_kept_of_every_page() -> None:
    assert RECOGNISERS[LADDER] is ladder
    (step,) = kept_always(page("<p>We co-produced this guide with families.</p>"))[LADDER]
    assert (step.value, step.place.quote) == ("co-production", "co-produced")
    assert LADDER not in kept_always(page("<p>The office is open.</p>"))

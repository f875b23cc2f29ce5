"""The ladder of co-production: which rung the words of a passage about involving people stand on."""

from __future__ import annotations

from datetime import date

import pytest

from rules.core.charter import load_charter
from rules.core.ladder import LIST, STANCES, ladder
from rules.core.lists import load
from rules.core.page import Mention
from rules.core.recognisers import RECOGNISERS
from rules.core.segment import segment


def seen(html: str) -> tuple[Mention, ...]:
    page = segment(f"<main>{html}</main>", "https://www.anyborough.gov.uk/send", seen=date(2026, 11, 23))
    return page.of(ladder)


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
    ],
)
def test_words_stand_on_a_rung(text: str, quote: str, rung: str, stance: str) -> None:
    found = [(m.quote, m.value, m.kind) for m in seen(f"<p>{text}</p>")]
    assert (quote, rung, stance) in found


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


def test_it_is_listed_among_the_recognisers() -> None:
    assert RECOGNISERS["core.ladder"] is ladder

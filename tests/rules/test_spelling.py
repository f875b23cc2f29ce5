"""Spelling: what counts as known, what may be meant, how sure that is, and what the whole site teaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.core.cases import Case, run_case
from rules.core.dictionary import american, dictionary, known, listed_slips
from rules.core.findings import Finding
from rules.core.lists import load
from rules.core.rule import Rule
from rules.core.slips import suggestions
from rules.spelling.american_form import AmericanForm
from rules.spelling.confused_word import ConfusedWord
from rules.spelling.misspelt_word import MisspeltWord

SITE = "https://www.anyborough.gov.uk"


def found(rule: type[Rule], *texts: str, **settings: object) -> list[Finding]:
    pages = {f"{SITE}/{number}": f"<main><p>{text}</p></main>" for number, text in enumerate(texts)}
    return run_case(rule, Case("made here", [], pages=pages, settings=settings))


@pytest.mark.parametrize(
    "word",
    [
        "organise",
        "organize",
        "colour",
        "mum",
        "children's",
        "wasn't",
        "fosterers",
        "foodbank",
        "dysregulated",
        "maths",
    ],
)
def test_british_words_and_words_made_by_rule_are_known(word: str) -> None:
    assert known(word)


@pytest.mark.parametrize("word", ["refered", "begining", "untill", "familys", "writeing", "ofthe", "recieve"])
def test_the_ways_words_are_made_do_not_let_slips_through(word: str) -> None:
    assert not known(word)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("assesment", "assessment"),
        ("langauge", "language"),
        ("neccesary", "necessary"),
        ("guidence", "guidance"),
        ("fromyour", "from your"),
        ("goverment's", "government's"),
    ],
)
def test_one_common_word_that_lies_near_is_sure(word: str, meant: str) -> None:
    likely, sure = suggestions(word)
    assert (likely[0], sure) == (meant, True)


@pytest.mark.parametrize("word", ["raod", "vist", "prement"])
def test_where_several_words_lie_near_a_person_looks(word: str) -> None:
    likely, sure = suggestions(word)
    assert len(likely) > 1
    assert not sure


def test_the_commoner_word_is_suggested_first() -> None:
    assert suggestions("vist")[0][:2] == ("visit", "vast")
    assert suggestions("apologie")[0] == ("apologies", "apologise")


def test_a_word_may_surely_be_misspelt_where_two_words_are_near() -> None:
    (finding,) = found(MisspeltWord, "She is a refered pupil.")
    assert finding.fix == "Write “referred”."
    (either,) = found(MisspeltWord, "We acceted them all.")
    assert (either.fix, either.review) == ("Write “accepted” or “accented”.", False)


def test_no_american_spelling_is_suggested() -> None:
    assert not {way for word in ("colur", "centr", "behavor") for way in suggestions(word)[0]} & set(american())


@pytest.mark.parametrize("text", ["The form closes in Septmeber.", "We meet on Wendesday."])
def test_months_and_days_are_read_with_their_capital(text: str) -> None:
    (finding,) = found(MisspeltWord, text)
    assert finding.value in ("September", "Wednesday")
    assert not finding.review


def test_a_listed_slip_is_a_slip_wherever_it_stands() -> None:
    for wrong, right in listed_slips().items():
        assert not known(wrong)
        assert suggestions(wrong) == ((right,), True)
        assert wrong not in right.split()


def test_a_long_slip_with_a_capital_is_for_a_person_to_look_at_and_no_name() -> None:
    texts = ["Ask the Ellectrical Team for ellectrical help.", "Ellectrical help is free."]
    reviews = [(f.place.quote, f.review) for f in found(MisspeltWord, *texts)]
    assert sorted(reviews) == [("Ellectrical", True), ("Ellectrical", True), ("ellectrical", False)]


def test_letters_that_stand_for_words_are_left_alone_beside_an_address_that_holds_them() -> None:
    assert found(MisspeltWord, "Ask SENDIASS, at help@sendiass.example.") == []


def test_a_word_like_no_other_is_left_alone() -> None:
    assert suggestions("snufkinesque") == ((), False)
    assert found(MisspeltWord, "The snufkinesque hat is on the shelf.") == []


def test_a_sure_slip_is_told_with_one_way_to_write_it() -> None:
    (finding,) = found(MisspeltWord, "We recieve it on Monday.")
    assert (finding.fix, finding.review) == ("Write “receive”.", False)


def test_a_name_on_one_page_is_a_name_on_all() -> None:
    assert found(MisspeltWord, "Servise the car.", "We met Servise there.") == []


def test_a_word_on_several_pages_is_a_word_of_this_site() -> None:
    texts = ["Bring your prement card.", "A prement is free.", "Each prement runs late."]
    assert [f.review for f in found(MisspeltWord, texts[0])] == [True]
    assert found(MisspeltWord, *texts) == []
    assert len(found(MisspeltWord, *texts, familiar=4)) == 3


def test_a_slip_that_is_sure_stays_a_finding_on_several_pages_for_a_person_to_look_at() -> None:
    texts = ["We offer ellectrical help.", "They offer ellectrical help.", "You need ellectrical help."]
    assert [f.review for f in found(MisspeltWord, *texts)] == [True] * 3
    assert [f.review for f in found(MisspeltWord, texts[0], texts[0], texts[0])] == [False] * 3


def test_a_listed_slip_is_a_fault_however_often_it_stands() -> None:
    texts = ["We recieve it.", "They recieve it.", "You recieve it.", "We met Recieve there."]
    assert [f.review for f in found(MisspeltWord, *texts)] == [False] * 3


def test_the_sites_own_dictionary_is_trusted() -> None:
    assert found(MisspeltWord, "We recieve it. The recieve's lid.", words=("Recieve",)) == []


def test_a_paragraph_in_another_language_is_left_alone() -> None:
    assert found(MisspeltWord, "Zapraszamy na spotkanie rodzicow.", "Croeso i bawb, dewch i mewn.") == []


def test_a_page_without_prose_is_read_in_no_time() -> None:
    nonsense = " ".join(f"{a}{b}{c}qx" for a in "bcdfghjkl" for b in "mnprstvwz" for c in "aeiou")
    assert found(MisspeltWord, nonsense, "a" * 200_000) == []


def test_american_spellings_are_told_by_their_own_rule_alone() -> None:
    assert found(MisspeltWord, "The counselor painted the theater.") == []
    assert [f.fix for f in found(AmericanForm, "The counselor painted the theater.")] == [
        "Write “counsellor”.",
        "Write “theatre”.",
    ]


def test_no_american_spelling_is_a_british_one_too() -> None:
    both = {us for us, uk in american().items() if us == uk or uk not in dictionary()}
    assert {word for word in both if word.isalpha()} == set()


def test_what_is_mixed_up_is_put_right_with_another_word() -> None:
    for entry in load("confusions").entry:
        assert entry.use[0] != entry.term


def test_the_article_and_the_capital_stay_right() -> None:
    assert [f.value for f in found(ConfusedWord, "Who's child is it? Ask for legal advise.")] == [
        "Whose child",
        "legal advice",
    ]


def test_the_licence_of_the_word_list_comes_with_it() -> None:
    data = Path(__file__).parents[2] / "rules/core/data"
    assert "Kevin Atkinson" in (data / "LICENSE.scowl").read_text("utf-8")
    assert len(dictionary()) > 140_000

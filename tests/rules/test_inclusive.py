"""Kind words: which rule tells what, what a person must look at first, and replacements that fit."""

from __future__ import annotations

import pytest

from rules.core.cases import Case, run_case
from rules.core.findings import Finding
from rules.core.kind_words import LIST, KindWords
from rules.core.lists import load
from rules.core.registry import catalogue
from rules.inclusive.blaming_tone import BlamingTone
from rules.inclusive.contested_word import ContestedWord
from rules.inclusive.deficit_language import DeficitLanguage

RULES = [rule for rule in catalogue().values() if issubclass(rule, KindWords)]


def found(text: str, *rules: type[KindWords]) -> list[Finding]:
    case = Case("made here", [], html=f"<main><p>{text}</p></main>")
    return [finding for rule in rules or RULES for finding in run_case(rule, case)]


def pasted(text: str) -> str:
    """The text with the first way to write each asserted finding pasted in."""
    for finding in sorted(found(text), key=lambda f: -f.place.start):
        text = text[: finding.place.start] + finding.value.split(" / ")[0] + text[finding.place.end :]
    return text


def test_every_entry_belongs_to_one_rule() -> None:
    topics = {rule.topic for rule in RULES}
    assert {entry.topic for entry in load(LIST).entry} == topics
    assert len(topics) == len(RULES)


def test_a_contested_word_is_always_for_a_person_to_look_at() -> None:
    assert ContestedWord.review
    assert all(entry.review for entry in load(LIST).entry if entry.topic == ContestedWord.topic)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        (
            "We keep two places for SEN children.",
            "We keep two places for children with special educational needs.",
        ),
        ("ADHD kids like it.", "Children with ADHD like it."),
        ("He suffers from asthma.", "He has asthma."),
        ("They are suffering from an illness.", "They have an illness."),
        ("Children who suffer from epilepsy can come.", "Children with epilepsy can come."),
        ("It is for mentally handicapped adults.", "It is for adults with a learning disability."),
        ("A mentally handicapped boy came.", "A boy with a learning disability came."),
        ("She met an educationally subnormal girl.", "She met a girl with a learning disability."),
        ("Groups for wheelchair-bound people.", "Groups for wheelchair users."),
        ("A wheelchair-bound man came.", "A man who uses a wheelchair came."),
        ("Two wheelchair bound boys came.", "Two boys who use a wheelchair came."),
        ("She may be wheelchair bound.", "She may use a wheelchair."),
        ("Pupils suffering from asthma can come.", "Pupils with asthma can come."),
        ("Is your aunt suffering from depression?", "Is your aunt living with depression?"),
        ("Ask if he/she needs a rest.", "Ask if they need a rest."),
        ("Say when he/she uses it, or he/she goes.", "Say when they use it, or they go."),
        ("He/she tries, and he/she passes.", "They try, and they pass."),
        ("Let him/herself in.", "Let themselves in."),
        ("Autism sufferers say so.", "Autistic people say so."),
        ("Is he an epileptic?", "Is he a person with epilepsy?"),
        ("You failed to reply.", "You did not reply."),
        ("Parents who fail to call lose out.", "Parents who do not call lose out."),
    ],
)
def test_what_is_pasted_reads_well(text: str, better: str) -> None:
    assert pasted(text) == better


@pytest.mark.parametrize(
    "text",
    [
        "The roof suffers from leaks.",
        "The service is suffering from delays.",
        "Traders suffered from the closure of the bridge.",
        "Crops suffer from drought.",
    ],
)
def test_things_may_suffer(text: str) -> None:
    assert found(text, DeficitLanguage) == []


def test_a_warning_about_the_law_is_for_a_person_to_look_at() -> None:
    (law,) = found("Failure to pay the fine may result in court action.", BlamingTone)
    (offence,) = found("It is an offence where parents fail to send a child to school.", BlamingTone)
    assert offence.review
    (club,) = found("Failure to attend may result in the loss of your place.", BlamingTone)
    assert (law.review, club.review) == (True, False)


def test_what_follows_from_a_missed_visit_is_for_a_person_to_look_at() -> None:
    (finding,) = found("If you do not attend, you will be discharged to your GP.", BlamingTone)
    assert finding.review


def test_where_no_noun_follows_the_note_says_what_to_write() -> None:
    (finding,) = found("Trips for wheelchair-bound and other walkers.", DeficitLanguage)
    assert finding.value == ""
    assert "wheelchair user" in finding.fix


def test_a_threat_is_told_once() -> None:
    assert len(found("Failure to engage will result in your place being given away.", BlamingTone)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<p>In 1913 a home for mentally handicapped boys was opened here.</p>",
        "<h2>Our history</h2><p>The policemen were housed in huts, and the hall was built by the handicapped.</p>",
        "<p>The trade was suffering from an industrial depression.</p>",
    ],
)
def test_history_is_told_in_the_words_of_its_day(html: str) -> None:
    case = Case("made here", [], html=f"<main>{html}</main>")
    assert [f.place.quote for rule in RULES for f in run_case(rule, case)] == []


def test_a_club_founded_long_ago_speaks_of_today() -> None:
    assert found("Founded in 1972, the club supports the disabled.")
    assert found("The Mental Health Act 1983 was made for the mentally handicapped.")


def test_a_long_paragraph_without_a_full_stop_is_read_in_time() -> None:
    assert len(found("1 the disabled, " * 6000)) == 6000

"""What the plain English rules tell an editor, and the recognisers of passives and running text beneath them."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations

import pytest

from rules.core import inflect
from rules.core.active import to_active
from rules.core.cases import Case, run_case
from rules.core.findings import Finding
from rules.core.hidden_actors import hidden_actors
from rules.core.lists import load
from rules.core.page import Page
from rules.core.passive import passives
from rules.core.phrases import LISTS, automaton
from rules.core.registry import catalogue, find
from rules.core.running_text import running_text, search
from rules.core.segment import segment

MINE = ("nominalisations", "wordy", "openings", "double_negatives", "latin")
THEME = [rule for rule in catalogue() if rule.startswith("plain-english.")]


def page_of(*paragraphs: str) -> Page:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return segment(f"<main>{html}</main>", "https://www.example.gov.uk/", seen=date(2026, 11, 23))


def told(rule: str, text: str) -> list[Finding]:
    return run_case(find(f"plain-english.{rule}"), Case("made here", [], html=f"<main><p>{text}</p></main>"))


class TestPassives:
    @pytest.mark.parametrize(
        ("text", "verb", "participle"),
        [
            ("Your form will be read.", "will be", "read"),
            ("It has not yet been sent to you.", "has not yet been", "sent"),
            ("They cannot be paid.", "cannot be", "paid"),
            ("You’ll be told soon.", "'ll be", "told"),
            ("The rules are not always followed.", "are not always", "followed"),
            ("A place is being kept.", "is being", "kept"),
            ("It wasn’t posted.", "wasn't", "posted"),
        ],
    )
    def test_helping_verbs_and_participle_are_told(self, text: str, verb: str, participle: str) -> None:
        assert [(m.key, m.value) for m in page_of(text).of(passives)] == [(verb, participle)]

    @pytest.mark.parametrize(
        "text",
        [
            "It is read by the team.",
            "A hearing is held every May by: the chair and two members.",
            "The shop is closed, and she is tired.",
            "There are registered groups in the town.",
            "We get started at ten. It is made of wood.",
            "You need a bed. They are indeed kind.",
            "It is tailored-looking.",
        ],
    )
    def test_actors_states_and_other_words_are_left_alone(self, text: str) -> None:
        assert page_of(text).of(passives) == ()

    @pytest.mark.parametrize(
        "means", ["by post", "by 5 May", "by the end of May", "by filling in a form", "by Friday"]
    )
    def test_a_means_or_a_date_is_nobody(self, means: str) -> None:
        assert len(page_of(f"It will be sent {means}.").of(passives)) == 1


class TestHiddenActors:
    @pytest.mark.parametrize(
        ("text", "active"),
        [
            ("Your visit will be arranged in May.", "We will arrange your visit"),
            ("The school or nursery will be told in June.", ""),
            ("Any parents or carers will be told in June.", "We will tell any parents or carers"),
            ("Send the form soon and you will be told.", "We will tell you"),
            ("Support can be provided at home.", "We can provide support"),
            ("Your claim may be considered again.", "We may consider your claim"),
        ],
    )
    def test_the_whole_subject_is_turned_round(self, text: str, active: str) -> None:
        assert [m.value for m in page_of(text).of(hidden_actors)] == ([active] if active else [])

    @pytest.mark.parametrize(
        "text",
        [
            "A referral can be made by phone or online.",
            "Evidence may be sent later.",
            "Late forms are considered a risk.",
            "The place is considered safe for children.",
            "This meeting is referred to as a review.",
            "She is told about the plan.",
            "The week the child is placed with you counts.",
            "The OT will visit you. A referral is then made to the shop.",
            "Details of the grant are provided in the leaflet.",
        ],
    )
    def test_what_readers_do_and_what_is_no_act_are_left_alone(self, text: str) -> None:
        assert page_of(text).of(hidden_actors) == ()

    def test_a_point_of_a_list_tells_of_an_act_only_where_it_will_be_done(self) -> None:
        page = page_of("your form was refused", "your form will be checked")
        assert [m.value for m in page.of(hidden_actors)] == ["We will check your form"]


@pytest.mark.parametrize(
    ("helpers", "verb", "subject", "active"),
    [
        ("will be", "consider", "Your form", "We will consider your form"),
        ("’ll be", "tell", "You", "We will tell you"),
        ("won’t be", "tell", "They", "We will not tell them"),
        ("cannot be", "accept", "Late forms", "We cannot accept late forms"),
        ("has been", "choose", "A school", "We have chosen a school"),
        ("have not yet been", "send", "The forms", "We have not yet sent the forms"),
        ("are being", "plan", "Visits", "We are planning visits"),
        ("was", "take", "Action", "We took action"),
        ("were not", "see", "They", "We did not see them"),
        ("isn’t", "record", "It", "We do not record it"),
        ("are usually", "review", "EHC plans", "We usually review EHC plans"),
        ("will have been", "tell", "You", ""),
        ("to be", "tell", "You", ""),
    ],
)
def test_a_passive_is_turned_round(helpers: str, verb: str, subject: str, active: str) -> None:
    assert to_active(helpers, verb, subject) == active


class TestRunningText:
    def test_a_stretch_is_told_by_its_block(self) -> None:
        page = page_of("One two.", "İstanbul is far.", "Three ’four’.")
        (found,) = search(page, re.compile("four"))
        assert (found.block.text, found.quote) == ("Three ’four’.", "four")
        running = page.of(running_text)
        assert len(running.text) == len(running.lowered)

    def test_an_empty_page_has_none(self) -> None:
        assert list(search(page_of(), re.compile(r"\w"))) == []

    def test_without_the_words_near_it_is_not_tried(self) -> None:
        page = page_of("One two.")
        assert list(search(page, re.compile("one"), near="three")) == []
        assert [f.quote for f in search(page, re.compile("one"), near="two")] == ["One"]


def test_no_words_stand_in_two_lists() -> None:
    senses = automaton(LISTS).senses
    twice = {form: {s.list for s in found} for form, found in senses.items() if len({s.list for s in found}) > 1}
    assert {form: lists for form, lists in twice.items() if lists & set(MINE)} == {}


@pytest.mark.parametrize("name", MINE)
def test_what_a_list_offers_is_shorter(name: str) -> None:
    same = ("latin", "double_negatives")
    longer = [e.term for e in load(name).entry for use in e.use[:1] if len(use) > len(e.term) and name not in same]
    assert longer == []


def test_no_two_rules_tell_of_the_same_words() -> None:
    text = (
        "Your application will be considered at a later date, e.g. in May. It is worth noting that it is not "
        "unusual to make a decision on this prior to the review. You are advised to carry out a review of it. You "
        "will be notified. Parents must complete the form and/or call. Forms should be sent by 5 May via email."
    )
    page = page_of(text)
    rules = [catalogue()[rule]() for rule in (*THEME, "jargon.plain-alternative")]
    places = [(rule.id, f.place) for rule in rules for f in rule.extract(page) if f.place.quote != text]
    assert len(places) >= 10
    clashes = [
        (a, b, one.quote, two.quote)
        for (a, one), (b, two) in combinations(places, 2)
        if one.start < two.end and two.start < one.end and "plain-english.long-sentence" not in (a, b)
    ]
    assert clashes == []


def test_a_buried_verb_comes_in_its_form() -> None:
    texts = {
        "They made a decision to stay.": "Write “decided to”.",
        "Carrying out a review of it takes time.": "Write “Reviewing”.",
        "We are in need of help.": "Write “need”.",
    }
    assert [told("buried-verb", text)[0].fix for text in texts] == list(texts.values())


def test_an_instruction_about_their_child_becomes_your_child() -> None:
    (finding,) = told("distant-reader", "Parents must bring their child.")
    assert finding.review
    assert (
        finding.fix
        == "If the reader is meant, write “You must”. Then “their” becomes “your”, and “they” becomes “you”."
    )


def test_four_nouns_are_for_a_person_to_look_at_and_five_are_not() -> None:
    assert [f.review for f in told("noun-string", "Ask for the school transport application form.")] == [True]
    assert [f.review for f in told("noun-string", "The school transport appeal panel process is new.")] == [False]


def test_a_bracket_that_is_a_sentence_can_be_pasted_as_one() -> None:
    clause, rest = (
        told("long-brackets", f"Come ({bracket}) now.")[0]
        for bracket in (
            "you do not have to book and there is no need to ring first, so just come",
            "except on days when the school is shut for a holiday or for training",
        )
    )
    assert clause.fix.startswith("Make it a sentence of its own: “You do not have to book")
    assert rest.fix == "If it matters, take it out of the brackets. If it does not, leave it out."


def test_a_bracket_that_only_tells_when_is_no_sentence_of_its_own() -> None:
    (finding,) = told(
        "long-brackets",
        "Come (if your child is too old for the nursery, for example at six or seven years) to us.",
    )
    assert finding.fix == "If it matters, take it out of the brackets. If it does not, leave it out."


def test_capitals_are_given_back_to_acronyms_days_and_sentences() -> None:
    (finding,) = told("all-capitals", "THE NHS IS CLOSED ON FRIDAY. PLEASE CALL IN MAY AND I WILL ANSWER!")
    assert finding.value == "The NHS is closed on Friday. Please call in May and I will answer!"


def test_each_noun_phrase_offers_a_verb_that_can_be_inflected() -> None:
    heads = {use.split()[0] for e in load("nominalisations").entry for use in e.use}
    assert [head for head in heads if not inflect.verb(head, "ing").endswith("ing") or not head.islower()] == []

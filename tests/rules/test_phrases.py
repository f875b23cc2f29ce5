"""Phrases are found in all their forms, with a replacement that can be pasted as it stands."""

from __future__ import annotations

import re
from datetime import date
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.core import inflect
from rules.core.matcher import Matcher
from rules.core.page import Mention
from rules.core.phrases import explained, phrases, rewrite
from rules.core.readability import dictionary
from rules.core.segment import segment


def found(html: str) -> list[Mention]:
    page = segment(f"<html><body><main>{html}</main></body></html>", "https://x.test/", seen=date(2026, 1, 1))
    return list(page.of(phrases))


def rewritten(sentence: str) -> str:
    """The sentence with the best replacement of each phrase pasted in."""
    for mention in reversed(found(f"<p>{escape(sentence)}</p>")):
        best = mention.value.split(" / ")[0]
        sentence = sentence[: mention.start] + best + sentence[mention.end :]
    return sentence


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("We utilise it.", "We use it."),
        ("She utilises it.", "She uses it."),
        ("They are utilizing it.", "They are using it."),
        ("It was utilised.", "It was used."),
        ("We undertook a visit.", "We did a visit."),
        ("A visit was quickly undertaken.", "A visit was quickly done."),
        ("A visit undertaken by the team.", "A visit done by the team."),
        ("Prior to your visit, call us.", "Before your visit, call us."),
        ("We made a modification.", "We made a change."),
        ("An erroneous letter came.", "A wrong letter came."),
        ("It is an equitable way.", "It is a fair way."),
        ("Two workstreams ended.", "Two projects ended."),
        ("Families in receipt of help are in receipt of a letter.", "Families getting help get a letter."),
        ("She complies with it; complying with it is easy.", "She follows it; following it is easy."),
        ("Whilst you wait, rectify it.", "While you wait, fix it."),
        ("He suffers from asthma.", "He has asthma."),
        ("A child suffering from asthma.", "A child living with asthma."),
        ("We signpost families to it.", "We point families to it."),
        ("Service users can join.", "People who use the service can join."),
        ("PRIOR TO your visit", "BEFORE your visit"),
        ("You can’t commence ‘til May.", "You can’t start ‘til May."),
        ("We ensure your child is safe.", "We make sure your child is safe."),
        ("Ensuring that staff and visitors are safe.", "Making sure that staff and visitors are safe."),
        ("We met for the purpose of agreeing or changing it.", "We met to agree or change it."),
        ("It is kept with the aim of being shown.", "It is kept to be shown."),
        ("The majority of our staff drive.", "Most of our staff drive."),
        ("You will have the opportunity to ask.", "You will be able to ask."),
        ("You have a right to a maximum of 3 visits.", "You have a right to up to 3 visits."),
        ("There is a plethora of advice.", "There is a lot of advice."),
        ("There is a limited number of places.", "There are a few places."),
        ("The letter is of a sensitive nature.", "The letter is sensitive."),
        ("Your correspondence is kept.", "Your letters or emails are kept."),
        ("Non-compliance with it costs £50.", "Not following it costs £50."),
        ("We collaborate with schools.", "We work with schools."),
        ("It was concealed. They concealed it.", "It was hidden. They hid it."),
        ("They disseminated it.", "They shared it."),
        ("We concurred, and it adversely affected us.", "We agreed, and it harmed us."),
        ("They submitted an application for it.", "They applied for it."),
        ("It drove forward the plan.", "It pushed on with the plan."),
        ("It could have the ability to float.", "It could float."),
        ("With the exception of Sunday we open.", "Except for Sunday we open."),
    ],
)
def test_the_replacement_fits_where_it_is_pasted(written: str, plain: str) -> None:
    assert rewritten(written) == plain


@pytest.mark.parametrize(
    "html",
    [
        "<p>The reutilised and non-compliance-minded.</p>",
        "<p>Read “how to utilise it” first.</p>",
        "<p>Read 'how to utilise it' first.</p>",
        "<p>Read <q>how to utilise it</q> first.</p>",
        "<blockquote>We utilise it.</blockquote>",
        "<p>The Care (Prior to Notification) Regulations 2014 apply.</p>",
        "<p>The Care (Ordinary Residence Disputes etc) Regulations 2014 apply.</p>",
        "<p>It is best read at an early stage of your plans.</p>",
        "<p>Talk to the Upskill Centre.</p>",
        "<p>We had fits of laughter in normal school hours.</p>",
        "<p>Ask the Anyborough Society for the Handicapped.</p>",
        "<p>Read it on legislation.gov.uk today.</p>",
        "<p>Upskill Centre</p>",
        "<p>See <a href='/x'>Guidance on the commencement of works</a>.</p>",
        "<p>See https://www.anyborough.gov.uk/utilise or write to commence@anyborough.gov.uk.</p>",
        "<p>An iterative (step by step) way.</p>",
        "<h2>Jargon buster</h2><p>Stakeholder: someone who cares.</p>",
        "<p lang='fr'>Commence demain.</p>",
        "<pre>utilise</pre>",
        "<p>The impact on families is small.</p>",
        "<p>The disabled toilet is open.</p>",
        "<p>Stock is notified to the office.</p>",
        "<p>We ensure the safety of visitors and staff, and ensure value for money.</p>",
        "<p>A room is kept for the purpose of feeding babies, or of changing them.</p>",
        "<p>You may also have the option to stay. There is a maximum of 20 places.</p>",
        "<p>The school runs support for holding events; we provide support for housing costs.</p>",
        "<p>It has consequently been shut. She has the right to reside here.</p>",
        "<p>It partook of tea, and the initiated wore agricultural implements.</p>",
        "<p>They sat up until dawn, and she went by the name of Red.</p>",
        "<p>He did not fail to wave.</p>",
    ],
)
def test_what_is_not_the_pages_own_wording_is_left_alone(html: str) -> None:
    assert [m.quote for m in found(html)] == []


def test_a_link_in_a_sentence_is_the_pages_own_wording() -> None:
    html = "<p>You can <a href='/x'>commence a claim</a> today.</p>"
    assert [m.quote for m in found(html)] == ["commence"]


def test_the_longest_phrase_wins() -> None:
    assert [m.key for m in found("<p>In view of the fact that it rains.</p>")] == ["in view of the fact that"]


def test_advice_without_a_replacement_is_still_said() -> None:
    assert rewrite("", "Say who they are.") == "Say who they are."
    assert rewrite("start / begin", "") == "Write “start” or “begin”."


@given(st.text(st.characters(codec="utf-8", exclude_characters="<>&"), max_size=60), st.booleans())
def test_quotes_are_slices_of_the_block_whatever_stands_around_them(text: str, before: bool) -> None:
    html = f"<p>{text} prior to it</p>" if before else f"<p>prior to it {text}</p>"
    for mention in found(html):
        assert mention.quote == mention.block.text[mention.start : mention.end]
        if mention.key == "prior to":
            assert mention.quote.lower().endswith("prior to")


@given(
    st.lists(
        st.text("abc -", min_size=1, max_size=6).map(str.strip).filter(lambda w: w.strip("- ") == w != ""),
        min_size=1,
    )
)
def test_phrases_are_found_as_by_the_plain_alternation(words: list[str]) -> None:
    longest_first = "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))
    plain = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    text = " ".join(words) + " cab " + "-".join(words)
    matcher = Matcher(words)
    assert [found.span() for found in matcher.finditer(text)] == [found.span() for found in plain.finditer(text)]
    assert [matcher.match(text, at) is None for at in range(len(text))] == [
        plain.match(text, at) is None for at in range(len(text))
    ]


def test_a_phrase_without_a_first_word_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="does not begin with a word"):
        Matcher(["(s)"])


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("carry out", "carry out, carries out, carrying out, carried out, carried out"),
        ("make sure", "make sure, makes sure, making sure, made sure, made sure"),
        ("stop", "stop, stops, stopping, stopped, stopped"),
        ("give", "give, gives, giving, gave, given"),
        ("agree", "agree, agrees, agreeing, agreed, agreed"),
        ("fix", "fix, fixes, fixing, fixed, fixed"),
        ("be about", "be about, is about, being about, was about, been about"),
    ],
)
def test_verbs_have_their_forms(verb: str, forms: str) -> None:
    assert ", ".join(inflect.verb(verb, slot) for slot in inflect.VERB_SLOTS) == forms


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("change", "changes"),
        ("wheelchair user", "wheelchair users"),
        ("person with dementia", "people with dementia"),
        ("child in need", "children in need"),
        ("education, health and care plan", "education, health and care plans"),
        ("teacher of the deaf", "teachers of the deaf"),
        ("local authority", "local authorities"),
        ("support", "support"),
        ("free school meals", "free school meals"),
    ],
)
def test_nouns_have_their_plural(one: str, many: str) -> None:
    assert inflect.plural(one) == many


@pytest.mark.parametrize(
    ("word", "vowel"), [("hour", True), ("use", False), ("ugly", True), ("one", False), ("end", True)]
)
def test_an_or_a_goes_by_the_sound(word: str, vowel: bool) -> None:
    assert inflect.begins_with_vowel_sound(word) is vowel


@pytest.mark.parametrize(
    ("gerund", "verb"),
    [
        ("agreeing", "agree"),
        ("planning", "plan"),
        ("making", "make"),
        ("considering", "consider"),
        ("explaining", "explain"),
        ("draining", "drain"),
        ("determining", "determine"),
        ("visiting", "visit"),
        ("deciding", "decide"),
        ("avoiding", "avoid"),
        ("creating", "create"),
        ("treating", "treat"),
        ("securing", "secure"),
        ("touring", "tour"),
        ("calling", "call"),
        ("controlling", "control"),
        ("discussing", "discuss"),
        ("being", "be"),
        ("zzqing", ""),
    ],
)
def test_a_word_in_ing_gives_its_verb(gerund: str, verb: str) -> None:
    assert inflect.from_gerund(gerund, dictionary()) == verb


def test_a_term_that_the_page_explains_is_told_apart_for_praise() -> None:
    html = "<p>Commissioning (planning and buying services) is done in May. We like commissioning.</p>"
    page = segment(f"<main>{html}</main>", "https://x.test/", seen=date(2026, 1, 1))
    assert [(m.key, m.value) for m in page.of(explained)] == [("commissioning", "planning and buying services")]
    assert page.of(phrases) == ()

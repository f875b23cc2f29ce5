"""What the rules on words tell an editor: severity, what to paste, where to split."""

from __future__ import annotations

from rules.core.cases import Case, run_case
from rules.core.findings import Finding
from rules.core.rule import Rule
from rules.inclusive.contested_word import ContestedWord
from rules.inclusive.deficit_language import DeficitLanguage
from rules.jargon.plain_alternative import PlainAlternative
from rules.jargon.unexplained_acronym import UnexplainedAcronym
from rules.plain_english.long_sentence import LongSentence


def found(rule: type[Rule], text: str, **settings: object) -> list[Finding]:
    html = f"<html lang='en'><body><main><p>{text}</p></main></body></html>"
    return run_case(rule, Case("made here", [], html=html, settings=settings))


def sentence(words: int) -> str:
    return "You " + "can tell the " * ((words - 1) // 3) + "team " * ((words - 1) % 3) + "."


def test_a_sentence_over_25_words_is_advice_and_over_40_a_problem() -> None:
    assert found(LongSentence, sentence(25)) == []
    assert [f.severity for f in found(LongSentence, sentence(26))] == ["advice"]
    assert [f.severity for f in found(LongSentence, sentence(40))] == ["advice"]
    assert [f.severity for f in found(LongSentence, sentence(41))] == ["problem"]
    assert [f.severity for f in found(LongSentence, sentence(26), problem_words=25)] == ["problem"]


def test_a_long_sentence_says_its_words_and_where_to_split() -> None:
    (finding,) = found(
        LongSentence,
        "We read each form on the day that it comes in and look at what you say, and then we will call you at "
        "home to ask what would help your child most.",
    )
    assert finding.message == "This sentence has 33 words. Aim for 25 or fewer."
    assert finding.fix == "Split it into shorter sentences, for example before “and then we will…”."


def test_a_sentence_is_not_split_inside_brackets() -> None:
    (finding,) = found(
        LongSentence,
        "You can see the small team at any of the places on this page (call us, and we will say when) on each day "
        "of the week from nine to five.",
    )
    assert "and we will" not in finding.fix


def test_a_string_of_things_is_better_as_a_list() -> None:
    (finding,) = found(
        LongSentence,
        "You can bring your child, their friends, their toys, their lunch, a drink, a coat, a hat, some cream, a "
        "towel and a change of shoes to each day of the club.",
    )
    assert "a list" in finding.fix


def test_the_replacement_is_told_in_the_right_form() -> None:
    assert [f.fix for f in found(PlainAlternative, "It commenced late.")] == ["Write “started” or “began”."]
    assert [f.fix for f in found(PlainAlternative, "Our stakeholders met.")] == [
        "Say who they are: families, schools, health services."
    ]


def test_a_term_that_may_be_right_is_for_a_person_to_look_at() -> None:
    assert [f.review for f in found(PlainAlternative, "The commissioning of services.")] == [True]
    assert [f.review for f in found(PlainAlternative, "Call us prior to it.")] == [False]


def test_an_acronym_is_told_once_with_its_expansion_to_paste() -> None:
    (finding,) = found(UnexplainedAcronym, "All EHCPs are new. An EHCP is long.")
    assert finding.fix == "The first time, write “education, health and care plans (EHCPs)”."
    assert finding.review is False


def test_an_acronym_with_several_meanings_or_none_is_for_a_person_to_look_at() -> None:
    (several,) = found(UnexplainedAcronym, "Ask about CP.")
    assert several.fix.startswith("The first time, write “cerebral palsy (CP)” or “child protection (CP)”")
    (unknown,) = found(UnexplainedAcronym, "Ask about JZT.")
    assert several.review
    assert unknown.review
    assert "leave it out" in unknown.fix


def test_an_acronym_of_something_that_has_ended_says_so() -> None:
    (finding,) = found(UnexplainedAcronym, "Ask the CCG.")
    assert "closed on 1 July 2022" in finding.fix


def test_contested_words_are_advice_for_a_person_to_look_at() -> None:
    (contested,) = found(ContestedWord, "Families who are hard to reach.")
    (plain,) = found(DeficitLanguage, "She suffers from asthma.")
    assert (contested.severity, contested.review) == ("advice", True)
    assert (plain.severity, plain.review, plain.fix) == ("problem", False, "Write “has”.")

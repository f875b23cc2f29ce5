"""What the rules on acronyms say to paste, what they are sure of, and how they see a whole site."""

from __future__ import annotations

from datetime import date

import pytest

from rules.core.cases import Case, run_case
from rules.core.findings import Finding, Site
from rules.core.lists import load
from rules.core.meanings import akin, same
from rules.core.rule import Rule
from rules.core.segment import segment
from rules.jargon.lookalike import Lookalike
from rules.jargon.too_many_acronyms import TooManyAcronyms
from rules.jargon.two_meanings import TwoMeanings
from rules.jargon.unexplained_acronym import UnexplainedAcronym
from rules.jargon.wrong_expansion import WrongExpansion

SITE = "https://www.anyborough.gov.uk"
DAY = date(2026, 11, 23)


def found(rule: type[Rule], html: str = "", **pages: str) -> list[Finding]:
    return run_case(rule, Case("", [], html=html, pages={f"{SITE}/{path}": text for path, text in pages.items()}))


def only(rule: type[Rule], html: str = "", **pages: str) -> Finding:
    (finding,) = found(rule, html, **pages)
    return finding


@pytest.mark.parametrize(
    ("text", "paste"),
    [
        ("Ask the SENCO.", "special educational needs co-ordinator (SENCO)"),
        ("Ask a SENCO.", "special educational needs co-ordinator (SENCO)"),
        ("An LA must act.", "A local authority (LA)"),
        ("We ask an LA for it.", "a local authority (LA)"),
        ("LAs must act.", "Local authorities (LAs)"),
        ("It has EHCPs.", "education, health and care plans (EHCPs)"),
        ("Ask for an EHC plan.", "education, health and care (EHC)"),
        ("It is the LA’s job.", "local authority’s (LA’s)"),
    ],
)
def test_the_expansion_to_paste_fits_where_it_stands(text: str, paste: str) -> None:
    assert f"“{paste}”" in only(UnexplainedAcronym, f"<p>{text}</p>").fix


def test_an_article_is_pasted_only_where_it_changes() -> None:
    changed = only(UnexplainedAcronym, "<p>Ask a EWO.</p>")
    assert (changed.place.quote, changed.key) == ("a EWO", "EWO")
    assert "“an education welfare officer (EWO)”" in changed.fix
    assert only(UnexplainedAcronym, "<p>Ask an EWO.</p>").place.quote == "EWO"


@pytest.mark.parametrize(
    "html",
    [
        "<p>The SENCO can help. A SENCO is the teacher who arranges help.</p>",
        "<p>EHCPs are papers that set out help.</p>",
        "<title>Clubs and groups | Anyborough SENDIASS</title><p>Call SENDIASS.</p>",
        "<ul><li><a href='/x'>A guide for the new SENCO</a></li></ul>",
        "<p>See the SEND code of practice.</p>",
        "<p>The SEN and Disability Act 2001 is old.</p>",
    ],
)
def test_letters_that_a_page_describes_or_that_stand_in_a_name_are_for_a_person(html: str) -> None:
    assert [f.review for f in found(UnexplainedAcronym, html)] == [True]


def test_letters_in_the_address_of_the_site_are_for_a_person() -> None:
    case = Case("", [], html="<p>Call IASS.</p>", url="https://www.anyborough-iass.org.uk/a")
    assert [f.review for f in run_case(UnexplainedAcronym, case)] == [True]


def test_the_end_of_a_pages_own_heading_is_no_name_of_the_site() -> None:
    html = "<title>Plans - how to get an EHCP</title><h1>Plans - how to get an EHCP</h1>"
    assert only(UnexplainedAcronym, html).review is False


def test_a_fault_is_shown_at_its_own_letters() -> None:
    html = "<p>SEND is wide. Children with special education needs (SEN) get help.</p>"
    assert only(WrongExpansion, html).place.start == 53


@pytest.mark.parametrize(
    "leads",
    [
        "<a href='/words'>jargon buster</a>",
        "<a href='/words/'>Glossary</a>",
        "<a href='/words#e'>What these letters mean</a>",
        "<a href='https://www.anyborough.gov.uk/words'>our list of acronyms</a>",
    ],
)
def test_a_glossary_explains_for_the_pages_that_lead_to_it(leads: str) -> None:
    page = f"<main><p>{leads}</p><p>An EHCP is reviewed each year.</p></main>"
    words = (
        "<title>Words we use</title><main><h1>Words we use</h1><p>EHCP: education, health and care plan</p></main>"
    )
    assert found(UnexplainedAcronym, a=page, words=words) == []


def test_a_glossary_explains_for_drafts_in_the_same_folder() -> None:
    case = Case(
        "",
        [],
        pages={
            "./a.html": "<p><a href='words.html'>Glossary</a></p><p>Ask the SENCO.</p>",
            "./words.html": "<title>Glossary</title><p>SENCO: special educational needs co-ordinator</p>",
        },
    )
    assert run_case(UnexplainedAcronym, case) == []


@pytest.mark.parametrize(
    "words",
    [
        "<title>Words we use</title><main><h1>Words we use</h1><p>EP: educational psychologist</p></main>",
        "<title>Swimming</title><main><h1>Swimming</h1><p>EHCP: education, health and care plan</p></main>",
    ],
)
def test_a_page_that_is_no_glossary_or_does_not_explain_it_is_no_help(words: str) -> None:
    page = "<main><p><a href='/words'>Glossary</a></p><p>An EHCP is reviewed each year.</p></main>"
    assert [f.key for f in found(UnexplainedAcronym, a=page, words=words)] == ["EHCP"]


def test_a_slip_is_told_once_and_is_sure_beside_the_right_letters() -> None:
    beside = "<p>CAMHS can help. Ring CAHMS.</p>"
    assert only(Lookalike, beside).review is False
    assert [f.key for f in found(UnexplainedAcronym, beside)] == ["CAMHS"]
    alone = only(Lookalike, "<p>Ring CAHMS.</p>")
    assert (alone.value, alone.review) == ("CAMHS", True)
    assert found(UnexplainedAcronym, "<p>Ring CAHMS.</p>") == []


def test_a_mistake_that_is_often_made_is_sure_and_a_near_one_is_for_a_person() -> None:
    sure = only(WrongExpansion, "<p>The Department of Education (DfE) writes it.</p>")
    assert sure.review is False
    assert "“Department for Education (DfE)”" in sure.fix
    near = only(WrongExpansion, "<p>They teach personal, social, health and emotional education (PSHE).</p>")
    assert near.review is True
    assert "usually stands for" in near.message


def test_the_rarer_meaning_is_told_and_names_the_usual_one() -> None:
    usual = "<p>personal independence payment (PIP)</p>"
    told = only(TwoMeanings, a=usual, b=usual, c="<p>parent infant psychotherapy (PIP)</p>")
    assert told.place.url == f"{SITE}/c"
    assert told.message == (
        "“PIP” stands for “parent infant psychotherapy” here, and elsewhere on this site for "
        "“personal independence payment”."
    )
    assert told.review is False


def test_two_names_for_what_may_be_one_thing_are_for_a_person() -> None:
    told = only(TwoMeanings, a="<p>social care team (SCT)</p>", b="<p>social contact team (SCT)</p>")
    assert told.review is True


def test_letters_that_everybody_knows_may_be_paired_with_anything() -> None:
    assert (
        found(TwoMeanings, a="<p>the parking details form (PDF)</p>", b="<p>a policy draft file (PDF)</p>") == []
    )
    assert found(TwoMeanings, a="<p>the good pals (GP)</p>", b="<p>a green park (GP)</p>") == []


def test_too_many_acronyms_are_counted_without_those_that_all_know() -> None:
    html = "<p>Ask the SENCO, the NHS, the BBC, an EP or the EWO. The SENCO helps.</p>"
    page = segment(f"<main>{html}</main>", SITE, seen=DAY)
    rule = TooManyAcronyms(most=2)
    (told,) = rule.judge(rule.extract(page), Site(DAY))
    assert told.value == "“EP”, “EWO”, “SENCO”"
    assert not list(TooManyAcronyms(most=3).extract(page))
    long = segment(f"<main>{html}<p>{'We are kind. ' * 250}</p></main>", SITE, seen=DAY)
    assert not list(rule.extract(long))


@pytest.mark.parametrize(
    ("one", "other", "the_same", "close"),
    [
        ("education, health and care plan", "Education Health & Care Plans", True, True),
        ("SEN co-ordinator", "SEN coordinators", True, True),
        ("SEN and/or disabilities", "special educational needs and disability", True, True),
        ("family information service", "families’ information service", True, True),
        ("special education needs", "special educational needs", False, True),
        ("personal assistant", "physical activity", False, False),
    ],
)
def test_meanings_are_the_same_akin_or_different(one: str, other: str, the_same: bool, close: bool) -> None:
    assert same(one, other) is the_same
    assert akin(one, other) is close


def test_no_note_or_meaning_of_our_list_uses_an_acronym_that_it_does_not_explain() -> None:
    for entry in load("send_acronyms").entry:
        said = f"<p>{entry.note}</p>" + "".join(f"<p>{use}</p>" for use in entry.use)
        unexplained = {f.key for f in found(UnexplainedAcronym, said)} - {"SEND", "HM"}
        assert unexplained == set(), entry.term


def test_no_mistaken_meaning_is_a_right_one() -> None:
    for entry in load("send_acronyms").entry:
        assert not {m.lower() for m in entry.mistaken} & {use.lower() for use in entry.use}

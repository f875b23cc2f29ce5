"""Acronyms are told from words in capitals, and found explained however a page explains them."""

from __future__ import annotations

from datetime import date

import pytest

from rules.core.acronyms import acronyms, listed
from rules.core.expansions import expansion_after, expansion_before, singular
from rules.core.segment import segment

FOLDER = "https://x.test/"


def told(html: str, title: str = "") -> dict[str, str]:
    """Each acronym on the page, with what the page says it stands for."""
    whole = f"<html><head><title>{title}</title></head><body><main>{html}</main></body></html>"
    return {m.key: m.value for m in segment(whole, FOLDER, seen=date(2026, 1, 1)).of(acronyms)}


@pytest.mark.parametrize(
    ("html", "acronym", "meaning"),
    [
        ("<p>An education, health and care plan (EHCP).</p>", "EHCP", "education, health and care plan"),
        ("<p>EHCPs: an education, health and care plan (EHCP).</p>", "EHCP", "education, health and care plan"),
        ("<p>free school meals (or FSM for short)</p>", "FSM", "free school meals"),
        ("<p>a team called the Joint Zebra Team (known as the “JZT”)</p>", "JZT", "Joint Zebra Team"),
        ("<p>the Joint Zebra Team, or JZT for short, can help</p>", "JZT", "Joint Zebra Team"),
        ("<p>the Joint Zebra Team, also known as JZT.</p>", "JZT", "Joint Zebra Team"),
        ("<p>JZT (the Joint Zebra Team) can help</p>", "JZT", "Joint Zebra Team"),
        ("<p>JZT stands for Joint Zebra Team.</p>", "JZT", "Joint Zebra Team"),
        ("<p>JZT – Joint Zebra Team</p>", "JZT", "Joint Zebra Team"),
        ("<p>A JZT is a joint zebra team.</p>", "JZT", "joint zebra team"),
        ("<p>JZT, which is short for Joint Zebra Team, helps.</p>", "JZT", "Joint Zebra Team"),
        ("<p>The letters JZT stand for joint zebra team.</p>", "JZT", "joint zebra team"),
        ("<p>Write to the Joint Zebra Team. The JZT can help.</p>", "JZT", "Joint Zebra Team"),
        ("<p>JZT: Joint Zebra Team</p>", "JZT", "Joint Zebra Team"),
        ("<dl><dt>JZT</dt><dd>Joint Zebra Team, who visit homes</dd></dl>", "JZT", "Joint Zebra Team"),
        ("<table><tr><td>Joint Zebra Team</td><td>JZT</td></tr></table>", "JZT", "Joint Zebra Team"),
        ("<p>Ask the <abbr title='Joint Zebra Team'>JZT</abbr>.</p>", "JZT", "Joint Zebra Team"),
        ("<h2>Educational psychologists</h2><p>Ask the EP.</p>", "EP", "educational psychologist"),
        ("<p>Ask <a href='/x' title='Free school meals'>for FSM</a>.</p>", "FSM", "free school meals"),
        (
            "<p>a special educational needs co-ordinator</p><p>SENDCo</p>",
            "SENDCo",
            "special educational needs co-ordinator",
        ),
        ("<p>Early Years Inclusion Team (EYIT Service)</p>", "EYIT", "Early Years Inclusion Team"),
        ("<p>Help in principle: permission in principle (PIP)</p>", "PIP", "permission in principle"),
        ("<p>a Card of Lasting Use for Every Day (CLEUD)</p>", "CLEUD", "Card of Lasting Use for Every Day"),
    ],
)
def test_an_explanation_is_found(html: str, acronym: str, meaning: str) -> None:
    assert told(html)[acronym] == meaning


def test_an_explanation_holds_for_the_whole_page_before_and_after() -> None:
    html = "<p>SENCOs help.</p><p>SENCO: special educational needs co-ordinator</p><p>Ask a SENCO’s team.</p>"
    assert told(html) == {"SENCO": "special educational needs co-ordinator"}


@pytest.mark.parametrize("other", ["SENCo", "JZt"])
def test_an_explanation_holds_for_the_same_letters_in_other_capitals(other: str) -> None:
    html = f"<p>special educational needs co-ordinator (SENCO), joint zebra team (JZT)</p><p>Ask the {other}.</p>"
    assert "" not in told(html).values()


def test_the_title_of_the_page_explains_too() -> None:
    assert told("<p>Ask CAMHS.</p>", "Child and adolescent mental health services") == {
        "CAMHS": "child and adolescent mental health services"
    }


def test_one_without_an_explanation_is_found_without() -> None:
    assert told("<p>Ask the SENCO, the DfE or JZT about SaLT.</p>") == dict.fromkeys(
        ("SENCO", "DfE", "JZT", "SaLT"), ""
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>You MUST do this NOW.</p>",
        "<h2>HOW TO SEND THE FORM</h2>",
        "<p>PLEASE SEND IT BY POST.</p>",
        "<p>Part II, Chapter IX and King Charles III</p>",
        "<p>Come to AB1 2CD or AB12 3CD.</p>",
        "<p>Use form DS1500 or UC50.</p>",
        "<p>Pay Barclays, sort code BARC 2011.</p>",
        "<p>See https://www.x.test/SENCO?id=DWP or SENCO@x.test</p>",
        "<p>We use YouTube, WhatsApp and LinkedIn.</p>",
        "<p>Mrs McDonald and Mr O’Neill</p>",
        "<p lang='cy'>Gofynnwch i DWP.</p>",
        "<p>Llinell gymorth yr DWP</p>",
        "<p>It weighs 4 KG and uses 2 KW. Ring at 10 GMT.</p>",
        "<p>Save it as a TIFF or a PPTX file.</p>",
        "<p>She got a grade AB.</p>",
        "<p>SEND the form to us. Please SEND your letter by post.</p>",
        "<p>The SEND Trust and the ACE Centre are charities. LA Fitness is a gym.</p>",
        "<p>Read more (DfE, 2015) or in the guide of the DfE (2015).</p>",
        "<p>Then fill it in. SEND US THE FORM. We will call.</p>",
    ],
)
def test_capitals_that_are_no_acronym_are_left_alone(html: str) -> None:
    assert told(html) == {}


@pytest.mark.parametrize("html", ["<p>Read “the SENCO guide” first.</p>", "<p>Search for <q>SENCO</q>.</p>"])
def test_letters_in_quotation_marks_are_told_apart(html: str) -> None:
    page = segment(f"<main>{html}</main>", FOLDER, seen=date(2026, 1, 1))
    assert [m.kind for m in page.of(acronyms)] == ["quoted"]


def test_an_address_in_brackets_is_no_explanation() -> None:
    assert expansion_before("SEN", "see school/sen-needs") == ""


def test_an_explanation_needs_the_words_to_match_the_letters() -> None:
    assert expansion_before("SENCO", "the person who helps at school") == ""
    assert expansion_before("ABC", "a") == ""
    assert expansion_after("JZT", "a team of friends") == ""
    assert told("<p>Ask the school (SENCO).</p>") == {"SENCO": ""}


@pytest.mark.parametrize(
    ("token", "one"),
    [
        ("EHCPs", "EHCP"),
        ("SENCO’s", "SENCO"),
        ("SENCOs", "SENCO"),
        ("SENDCos", "SENDCo"),
        ("DfE", "DfE"),
        ("IASS", "IASS"),
    ],
)
def test_an_acronym_is_known_by_its_singular(token: str, one: str) -> None:
    assert singular(token) == one


def test_our_list_knows_the_field() -> None:
    entry = listed("EHCP")
    assert entry is not None
    assert entry.use[0] == "education, health and care plan"
    assert listed("JZT") is None

"""What the rules on links, documents, languages and telephones say, and when they ask a person to look first."""

from __future__ import annotations

import pytest

from rules.accessibility.page_language import PageLanguage
from rules.accessibility.table_headers import TableHeaders
from rules.contact.phone_differs import PhoneDiffers
from rules.core.cases import Case, run_case
from rules.core.findings import Finding
from rules.core.rule import Rule
from rules.documents.no_type_size import NoTypeSize
from rules.documents.version_debris import VersionDebris
from rules.links.broken_link import BrokenLink

SITE = "https://www.anyborough.gov.uk"


def only(rule: type[Rule], html: str = "", **more: object) -> Finding:
    found = run_case(rule, Case("", [], html=html, **more))  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]


def test_a_broken_link_says_what_happened() -> None:
    found = only(BrokenLink, "<a href='/x'>Sleep</a>", broken={f"{SITE}/x": "the server answered “410 Gone”"})
    assert found.message == "“Sleep” is a broken link: the server answered “410 Gone”."
    assert found.key == f"{SITE}/x"
    assert not found.review


def test_a_broken_link_without_words_is_named_by_its_address() -> None:
    found = only(BrokenLink, "<a href='/x'><img src=a alt='Sleep'></a>", broken={f"{SITE}/x": "it is gone"})
    assert f"{SITE}/x" in found.message


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Sleep", "does not give its type or size"),
        ("Sleep (PDF)", "does not give its size"),
        ("Sleep, 20 KB", "does not give its type"),
    ],
)
def test_a_document_link_says_which_is_missing(text: str, missing: str) -> None:
    assert missing in only(NoTypeSize, f"<a href='/x.pdf'>{text}</a>").message


def test_marks_of_drafting_that_only_a_file_name_has_are_for_review() -> None:
    seen = only(VersionDebris, "<a href='/x.pdf'>Sleep plan v2</a>")
    unseen = only(VersionDebris, "<a href='/sleep-plan-v2.pdf'>Sleep plan</a>")
    assert (seen.value, seen.review) == ("v2", False)
    assert (unseen.value, unseen.review) == ("v2", True)
    assert "file name" in unseen.message


@pytest.mark.parametrize(
    ("lang", "says", "act"),
    [
        ("", "has no lang attribute", "b5c3f8"),
        ("lang=''", "has no lang attribute", "b5c3f8"),
        ("lang='xx'", "“xx”, is not a valid language tag", "bf051a"),
        ("lang='eng'", "“eng”, is not a valid language tag", "bf051a"),
        ("lang='en_GB'", "“en_GB”, is not a valid language tag", "bf051a"),
        ("lang='fr'", "appears to be written in English", "ucwvc8"),
    ],
)
def test_a_page_language_finding_says_what_is_wrong_and_which_rule_it_fails(
    lang: str, says: str, act: str
) -> None:
    text = "If your child cannot sleep, we can help you with a plan that works for all of the family at home. " * 2
    found = only(PageLanguage, f"<!doctype html><html {lang}><main><p>{text}</p></main></html>")
    assert says in found.message
    assert PageLanguage.standards(found.key) == (("3.1.1",), (act,))


@pytest.mark.parametrize("lang", ["en", "EN-gb", "cy", "sgn", "zh-Hant-HK"])
def test_valid_languages_are_left_alone(lang: str) -> None:
    html = f"<!doctype html><html lang='{lang}'><main><p>Help</p></main></html>"
    assert run_case(PageLanguage, Case("", [], html=html)) == []


def test_a_page_marked_english_that_does_not_look_it_is_for_review() -> None:
    polish = (
        "Jeśli Twoje dziecko źle śpi, możemy pomóc. Przyjdziemy do domu i razem ułożymy plan dla całej rodziny. "
    )
    found = only(PageLanguage, f"<!doctype html><html lang='en'><main><p>{polish * 6}</p></main></html>")
    assert found.review
    assert "does not look like English" in found.message


def test_a_number_at_odds_names_the_number_and_page_that_it_differs_from() -> None:
    pages = {
        f"{SITE}/{n}": f"<main><h1>Sleep service</h1><p>Tel: 01632 96000{n // 3}</p></main>" for n in (1, 2, 3)
    }
    found = only(PhoneDiffers, pages=pages)
    assert found.place.url == f"{SITE}/3"
    assert "“01632 960000”" in found.message
    assert f"{SITE}/1" in found.message
    assert not found.review


def test_a_team_with_several_numbers_on_a_page_is_for_review() -> None:
    pages = {
        f"{SITE}/1": "<main><h1>Sleep service</h1><p>Tel: 01632 960001 or 01632 960002</p></main>",
        f"{SITE}/2": "<main><h1>Sleep service</h1><p>Tel: 01632 960003</p></main>",
    }
    found = run_case(PhoneDiffers, Case("", [], pages=pages))
    assert len(found) == 3
    assert all(finding.review for finding in found)


@pytest.mark.parametrize("span", ["0", "-1", "x", "99999999", ""])
def test_odd_spans_do_not_upset_the_reading_of_a_table(span: str) -> None:
    html = f"""<main><table><tr><td rowspan='{span}' colspan='{span}'>Club</td><td>Cost</td></tr>
    <tr><td>Chess</td><td>£2</td></tr></table></main>"""
    assert only(TableHeaders, html).place.quote == "Club | Cost"

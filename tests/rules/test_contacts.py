"""Contacts are recognised as people write them, and belong to whom the page says they do."""

from __future__ import annotations

from datetime import date

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.core.contacts import contacts, valid_number
from rules.core.page import Mention, Page
from rules.core.segment import segment


def page(html: str) -> Page:
    return segment(html, "https://www.anyborough.gov.uk/send", seen=date(2026, 11, 23))


def found(html: str) -> list[Mention]:
    return list(page(html).of(contacts))


def said(html: str) -> list[tuple[str, str]]:
    return [(mention.kind, mention.value) for mention in found(html)]


def owners(html: str) -> list[str]:
    return [mention.key for mention in found(html)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("01632 960123", "+441632960123"),
        ("(01632) 960123", "+441632960123"),
        ("01632-960-123", "+441632960123"),
        ("01632 960 123", "+441632960123"),
        ("01632.960123", "+441632960123"),
        ("01632\u00a0960123", "+441632960123"),
        ("+44 1632 960123", "+441632960123"),
        ("+44 (0)1632 960123", "+441632960123"),
        ("0044 1632 960123", "+441632960123"),
        ("020 7946 0123", "+442079460123"),
        ("07700 900123", "+447700900123"),
        ("0800 1111", "+448001111"),
        ("0300 123 1234", "+443001231234"),
        ("+353 1 234 5678", "+35312345678"),
    ],
)
def test_a_number_is_known_however_it_is_written(written: str, value: str) -> None:
    for text in (
        f"Call {written}.",
        f"{written}",
        f"Tel:{written} (free)",
        f"<b>Ring</b> us:<br>{written}<br>9 to 5",
    ):
        assert said(f"<p>{text}</p>") == [("phone", value)]


@given(st.from_regex(r"0[1-9][0-9]{8,9}", fullmatch=True))
def test_what_is_found_in_a_sentence_is_what_the_number_is_worth_alone(number: str) -> None:
    expected = valid_number(number)
    kinds = said(f"<p>Telephone: {number[:5]} {number[5:]}</p>")
    assert kinds == [("phone", expected) if expected else ("invalid phone", number)]


@given(st.text(alphabet="0123456789 +()-./:abAB@?", max_size=40))
def test_any_text_can_be_read_and_offsets_slice_back(text: str) -> None:
    for mention in found(f"<p>Call {text}</p>"):
        assert mention.quote
        assert mention.quote == mention.quote.strip()
        if mention.kind == "phone":
            assert phonenumbers.is_possible_number(phonenumbers.parse(mention.value))


def test_ofcoms_numbers_for_drama_are_valid() -> None:
    numbers = ["01632 960000", "0113 496 0999", "020 7946 0000", "0191 498 0500", "028 9649 6000", "029 2018 0999"]
    assert all(map(valid_number, [*numbers, "07700 900000", "08081 570999", "0909 8790999", "03069 990000"]))


def test_each_of_several_numbers_is_found() -> None:
    html = "<p>Tel: 01632 960123 / 01632 960124 or 07700 900125 07700 900126</p>"
    assert [value[-3:] for _, value in said(html)] == ["123", "124", "125", "126"]


@pytest.mark.parametrize(
    "text",
    [
        "Call 101, 111 or 999.",
        "Telephone us before 01.09.2026 09.30.",
        "Call us 0830-1700 on weekdays.",
        "Charity number 0123456789, phone first.",
        "Call and say reference 01632960123.",
        "See page 01234 56789 012 of the plan.",
        "Open 09:00 - 17:00, 01/02/2026 to 03/04/2026.",
        "Room 0.12, £0.1234567890, file-0123456789.pdf, id=01632960123",
        "Call extension 0123.",
    ],
)
def test_other_digits_are_no_telephone_numbers(text: str) -> None:
    assert said(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Text phone: 01632 960123", "textphone"),
        ("Textphone 18001 01632 960123", "textphone"),
        ("Minicom (01632) 960123", "textphone"),
        ("Fax: 01632 960123", "fax"),
        ("Fax us, or phone 01632 960123", "phone"),
    ],
)
def test_a_number_has_its_kind(text: str, kind: str) -> None:
    assert said(f"<p>{text}</p>") == [(kind, "+441632960123")]


def test_an_invalid_number_must_be_given_to_be_rung() -> None:
    assert said("<p>Call 01632 96012345.</p>") == [("invalid phone", "0163296012345")]
    assert said("<p>The parcel is 01632 96012345.</p>") == []


def test_emails_and_postcodes_are_normalised() -> None:
    html = "<p>Write to Help.Team@Anyborough.gov.uk, Town Hall, AN1 2BD or EC1A1BB. Mark it A4 or B2B.</p>"
    assert said(html) == [
        ("email", "help.team@anyborough.gov.uk"),
        ("postcode", "AN1 2BD"),
        ("postcode", "EC1A 1BB"),
    ]


def test_a_link_counts_with_its_address_once() -> None:
    html = """<p><a href='tel:+441632960123'>01632 960123</a> <a href='tel:01632960124'>Ring us</a>
    <a href='mailto:help%40example.org?subject=Hi'>Write to us</a> <a href='TEL:999'>999</a></p>"""
    assert said(html) == [("phone", "+441632960123"), ("phone", "+441632960124"), ("email", "help@example.org")]


def test_what_a_link_shows_is_what_a_reader_rings() -> None:
    assert said("<p><a href='tel:01632960199'>01632 960123</a></p>") == [("phone", "+441632960123")]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "run", ["a.b-c+" * 50_000 + "@", "0" * 300_000, "Call 0123456789 " * 10_000, "a: " * 100_000]
)
def test_a_long_run_of_signs_is_read_in_no_time(run: str) -> None:
    found(f"<p>{run}</p>")


def test_the_navigation_is_not_read() -> None:
    assert said("<nav><ul><li>Call 01632 960123</li><li><a href='tel:01632960123'>Call</a></li></ul></nav>") == []


@pytest.mark.parametrize(
    ("html", "owner"),
    [
        ("<p>Call the Portage Team on 01632 960123.</p>", "portage team"),
        ("<p>Portage Team: 01632 960123</p>", "portage team"),
        ("<p>Portage Team<br>Telephone: 01632 960123</p>", "portage team"),
        ("<p><strong>Portage team</strong></p><p>Tel: 01632 960123</p>", "portage team"),
        ("<table><tr><td>Portage team</td><td>01632 960123</td></tr></table>", "portage team"),
        ("<dl><dt>Portage Team</dt><dd>01632 960123</dd></dl>", "portage team"),
        ("<h2>Contact the Portage Team</h2><p>01632 960123</p>", "portage team"),
        ("<h1>The Portage team</h1><h2>Contact us</h2><h3>Telephone</h3><p>01632 960123</p>", "portage team"),
        ("<h1>The Portage team</h1><dl><dt>Telephone</dt><dd>01632 960123</dd></dl>", "portage team"),
        ("<h2>Health &amp; Care Service</h2><p>Call us on 01632 960123</p>", "health and care service"),
        ("<h1>Contact us</h1><p>Call us on 01632 960123</p>", ""),
    ],
)
def test_a_contact_belongs_to_the_nearest_name(html: str, owner: str) -> None:
    assert owners(html) == [owner]

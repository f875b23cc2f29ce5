"""Sentences end where a reader would pause for breath, and nowhere else."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.core.page import Mention
from rules.core.segment import segment
from rules.core.sentences import sentences, split
from tests.machine import here


def found(html: str, lang: str = "en") -> list[Mention]:
    whole = f"<html lang='{lang}'><body><main>{html}</main></body></html>"
    return list(segment(whole, "https://x.test/", seen=date(2026, 1, 1)).of(sentences))


@pytest.mark.parametrize(
    "said",
    [
        "One ends. | Another starts!",
        "Dr. Amin and Mrs. Lee are in. | They can help.",
        "Ask J. K. Carter. | She knows.",
        "Open at 9.30 a.m. on Mondays.",
        "Open until 5 p.m. | We close at noon on Fridays.",
        "It costs £2.50 a day. | 3 sessions are free.",
        "See www.anyborough.gov.uk. | Or e-mail send@anyborough.gov.uk. | Thank you.",
        "Call Tel. 01234 567890. | It is free.",
        "Bring a toy, e.g. A bear, i.e. Something soft.",
        "Is it free? | Yes! | Come along.",
        "It is free (see page 2. It tells you more) for all. | Come.",
        "“Come in!” she said. | “Sit down.” | We did.",
        "She said “Wait. I will ask.” and left.",
        "(This is one. | This is two.) | Here is three.",
        "Wait... it may take a while.",
        "1. Fill in the form. | 2. Send it to us.",
        "He is in Year 6. | He is 11.",
        "We use bus no. 7 and no. 12. | No. | That is wrong.",
        "Smith Ltd. runs it. | It is new.",
        "The U.K. pays for it. | We do not.",
        "No stop at the end",
        "3.2. Who can ask | ",
        "3.2 Who can ask",
        "It is easy. | anyone can come. | 4pm is fine.",
        "Bring lunch (approx. two rolls) and wait ten mins. or so.",
        "It is run by s. 19 of the law and by reg. 4 and paras. 9.16 and 9.17. | That is all.",
        "N.B. This is new. | P.S. We like it.",
        "The form is final. | * Send it soon.",
        "The law says so.[1] | The guide does too.",
        "a. Fill in the form. | b. Send it to us.",
        "(i) Fill in the form. | (ii) Send it to us.",
        "What?! | No way. | Is it free?! | Yes.",
        "She lives at 5 Mill Rd. | The house is red.",
        "Cups, plates, etc. are here. | Bring cakes etc. | We share them.",
        "Ofsted said “Good.” in May. | We are glad.",
        "See gov.uk/send. | E-mail a.b@anyborough.gov.uk. | Or call.",
        "Come to No. 10 by 4.30. | See Fig. 3 on p. 4. | St. Mary’s is near.",
    ],
)
def test_a_paragraph_is_split_into_its_sentences(said: str) -> None:
    wanted = [sentence for sentence in said.split(" | ") if sentence]
    assert [m.quote for m in found(f"<p>{' '.join(wanted)}</p>")] == wanted


def test_headings_items_and_cells_end_where_they_end() -> None:
    html = "<h2>Opening hours</h2><ul><li>on Mondays</li><li>on Fridays</li></ul><table><td>Free</td></table>"
    assert [(m.quote, m.kind) for m in found(html)] == [
        ("Opening hours", "heading"),
        ("on Mondays", "item"),
        ("on Fridays", "item"),
        ("Free", "cell"),
    ]


def test_a_line_break_ends_what_is_said_unless_it_goes_on() -> None:
    assert [m.quote for m in found("<p>12 Mill Lane<br>Anyborough</p>")] == ["12 Mill Lane", "Anyborough"]
    assert [m.quote for m in found("<p>The office:<br>by the river</p>")] == ["The office:", "by the river"]
    assert [m.quote for m in found("<p>We go to the<br>Civic Office<br>on foot</p>")] == [
        "We go to the Civic Office on foot"
    ]


def test_the_value_is_the_number_of_words() -> None:
    said = found("<p>Don’t wait — call 01234 567890 or see www.anyborough.gov.uk/send - it’s free.</p>")
    assert [m.value for m in said] == ["10"]


def test_what_is_not_english_is_not_read() -> None:
    assert found("<p>Dyma ni. Croeso.</p>", lang="cy") == []
    assert [m.quote for m in found("<p>Hello.</p><p lang='pl'>Cześć.</p>")] == ["Hello."]
    polish = (
        "Jeśli uważasz, że twoje dziecko potrzebuje więcej pomocy niż może mu zapewnić szkoła, zadzwoń do nas."
    )
    assert found(f"<p>{polish}</p>") == []


def test_navigation_and_buttons_are_not_read() -> None:
    assert [m.quote for m in found("<nav><p>Home. Send.</p></nav><button>Go. Now.</button><p>Hello.</p>")] == [
        "Hello."
    ]


@pytest.mark.parametrize("piece", ["1. ", "A. ", "a. B. ", "(a) B. ", "“A. ", "“a.” B ", "1.1.1. ", "x. ", "! "])
def test_a_very_long_paragraph_of_stops_is_split_in_no_time(piece: str) -> None:
    started = time.process_time()
    assert sum(1 for _ in split((piece * 100_000)[:100_000])) > 0
    assert time.process_time() - started < here(1)


@given(st.text(st.sampled_from("aB1 .?!()“”\"'\n—é"), max_size=80))
def test_sentences_are_in_order_and_leave_out_only_spaces(text: str) -> None:
    text = " ".join(text.split())
    spans = list(split(text, tuple(i for i, c in enumerate(text) if c == " ")[::3]))
    assert all(start < end for start, end in spans)
    covered = "".join(text[start:end] for start, end in spans)
    assert covered.replace(" ", "") == text.replace(" ", "")

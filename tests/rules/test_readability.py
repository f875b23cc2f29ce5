"""The reading age rests on counts that agree with textstat's, and on nothing from the network."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from rules.core.data.build_syllables import build
from rules.core.page import Page
from rules.core.readability import count, count_words, dictionary, prose_sentences, reading_age, smog, syllables
from rules.core.segment import segment

PLAIN = """
Our team works with families across the county. We visit children at home and listen to their parents.
Some families need additional equipment. An occupational therapist can recommend suitable alternatives!
The application is simple. You complete a form and we contact you within seven days. Do you need an interpreter?
We organise interpreters for every appointment. The building is accessible and there is parking nearby.
Transport is available for children who live further away. Every educational setting receives information.
Families tell us that conversations with other families are important. We arrange a meeting every month.
Please bring a photograph of your child. Refreshments are provided. We look forward to seeing everybody.
"""


def page(html: str, lang: str = "en") -> Page:
    whole = f"<html lang='{lang}'><body><main>{html}</main></body></html>"
    return segment(whole, "https://x.test/", seen=date(2026, 1, 1))


def loaded_textstat() -> Any:
    """textstat as our own module loads it, with our dictionary, at the first word that is not in it."""
    syllables("zzyzx")
    return sys.modules["textstat"].textstat


def test_words_sentences_and_syllables_agree_with_textstat_on_plain_text() -> None:
    counts = count(prose_sentences(page(f"<p>{PLAIN}</p>")))
    textstat = loaded_textstat()
    assert counts.words == textstat.lexicon_count(PLAIN)
    assert counts.sentences == textstat.sentence_count(PLAIN)
    assert counts.syllables == textstat.syllable_count(PLAIN)
    assert counts.hard == textstat.polysyllabcount(PLAIN)


def test_the_formula_is_textstats() -> None:
    ours = smog(count(prose_sentences(page(f"<p>{PLAIN}</p>"))))
    assert ours == pytest.approx(loaded_textstat().smog_index(PLAIN))
    assert reading_age(page(f"<p>{PLAIN}</p>")) == pytest.approx(ours + 5, abs=0.05)


def test_hard_words_read_older_than_easy_ones() -> None:
    easy = "We can help you. Tell us what you need and we will call you soon. " * 10
    hard = (
        "Professional multidisciplinary assessment necessitates comprehensive documentation and evaluation of it. "
        * 10
    )
    young, old = reading_age(page(f"<p>{easy}</p>")), reading_age(page(f"<p>{hard}</p>"))
    assert young is not None
    assert old is not None
    assert young < 9 < 17 < old


def test_the_points_of_a_list_are_sentences_of_their_own() -> None:
    items = "<li>" + "</li><li>".join(["a form that you can fill in at home with your family"] * 12) + "</li>"
    assert count(prose_sentences(page(f"<ul>{items}</ul>"))).sentences == 12


@pytest.mark.parametrize(
    ("html", "lang"),
    [
        ("<p>Only a few words here.</p>", "en"),
        ("<ul>" + "<li><a href='/x'>A link to another page of this site</a></li>" * 30 + "</ul>", "en"),
        ("<h2>A heading with a number of words</h2>" * 30, "en"),
        ("<nav><p>" + "We have a lot of words in the menu. " * 30 + "</p></nav>", "en"),
        ("<p>" + "Rydym yma i helpu teuluoedd a phlant yn y sir. " * 20 + "</p>", "cy"),
        ("<p>" + "Rydym yma i helpu teuluoedd a phlant yn y sir. " * 20 + "</p>", "en"),
    ],
    ids=["short", "links", "headings", "navigation", "Welsh", "Welsh that does not say so"],
)
def test_what_is_not_enough_english_prose_is_not_scored(html: str, lang: str) -> None:
    assert reading_age(page(html, lang)) is None


def test_every_word_of_the_content_is_counted() -> None:
    html = "<nav>Home</nav><h1>Short breaks</h1><p>Call 01234 567890 — it’s free.</p><button>Go</button>"
    assert count_words(page(html)) == 7


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("family", 3),
        ("“children’s”", 2),
        ("Education,", 4),
        ("school", 1),
        ("neurodevelopmental", 6),
        ("2026", 1),
        ("www.anyborough.gov.uk", 1),
    ],
)
def test_a_word_has_its_syllables(word: str, number: int) -> None:
    assert syllables(word) == number


def test_the_builder_counts_the_first_pronunciation() -> None:
    lines = build("a AH0\na(2) EY1\nfamily F AE1 M AH0 L IY0 # a comment\nhmm HH M\n").splitlines()
    assert lines[1:] == ["a", "", "family"]


def test_the_dictionary_ships_with_its_licence() -> None:
    data = files("rules.core") / "data"
    assert "Carnegie Mellon University" in (data / "LICENSE.cmudict").read_text("utf-8")
    text = gzip.decompress((data / "syllables.txt.gz").read_bytes()).decode("utf-8")
    assert "LICENSE.cmudict" in text.splitlines()[0]
    assert len(dictionary()) > 120_000


def test_nothing_is_fetched_and_textstat_waits_until_it_is_needed() -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise SystemExit('the network was used')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from rules.core.readability import syllables\n"
        "assert 'textstat' not in sys.modules\n"
        "syllables('family'); assert 'textstat' not in sys.modules\n"
        "print(syllables('unfacilitatable'), 'textstat' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("6 True", 0), done.stderr


def test_only_one_module_imports_textstat() -> None:
    root = files("rules").joinpath("..")
    found = [
        path.name
        for folder in ("rules", "pipeline", "reports", "spiders")
        for path in (root / folder).rglob("*.py")  # type: ignore[attr-defined]
        if re.search(r"^\s*(?:from|import) textstat", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert found == ["readability.py"]

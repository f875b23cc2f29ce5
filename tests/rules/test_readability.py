"""The counts and the classic scores agree with textstat's, and nothing comes from the network."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from rules.core.classic import FORMULAS, classic_scores, count
from rules.core.data.build_syllables import build
from rules.core.page import Page
from rules.core.readability import count_words, dictionary, prose_sentences, reading_age, syllables
from rules.core.recognisers import recognised
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
    counts = count(page(f"<p>{PLAIN}</p>"))
    textstat = loaded_textstat()
    assert counts.words == textstat.lexicon_count(PLAIN)
    assert counts.sentences == textstat.sentence_count(PLAIN)
    assert counts.syllables == textstat.syllable_count(PLAIN)
    assert counts.letters == textstat.letter_count(PLAIN)
    assert counts.hard == textstat.polysyllabcount(PLAIN)
    assert counts.long == textstat.long_word_count(PLAIN)


@pytest.mark.parametrize(
    ("name", "theirs", "apart"),
    [
        ("flesch", "flesch_reading_ease", 1e-9),
        ("flesch-kincaid", "flesch_kincaid_grade", 1e-9),
        ("smog", "smog_index", 1e-9),
        ("coleman-liau", "coleman_liau_index", 0.5),  # theirs rounds the constants
        ("lix", "lix", 1e-9),
        ("ari", "automated_readability_index", 1.2),  # theirs counts full stops and commas as letters
        ("fog", "gunning_fog", 1.5),  # ours knows "families" by "family"
        ("dale-chall", "dale_chall_readability_score", 2.0),  # the same
    ],
)
def test_a_classic_score_is_textstats(name: str, theirs: str, apart: float) -> None:
    ours = classic_scores(page(f"<p>{PLAIN}</p>"))[name]
    assert ours == pytest.approx(getattr(loaded_textstat(), theirs)(PLAIN), abs=apart)


def test_the_classic_scores_are_listed_as_facts_at_the_beginning_of_the_prose() -> None:
    facts = recognised(page(f"<h1>Help</h1><p>{PLAIN}</p>"))["core.readability"]
    assert [fact.key for fact in facts] == list(FORMULAS)
    assert all(fact.kind == "score" and float(fact.value) and fact.place.quote == "" for fact in facts)


def test_a_page_without_prose_has_no_classic_scores() -> None:
    assert recognised(page("<h1>Help</h1>"))["core.readability"] == []


def test_the_points_of_a_list_are_sentences_of_their_own() -> None:
    items = "<li>" + "</li><li>".join(["a form that you can fill in at home with your family"] * 12) + "</li>"
    assert count(page(f"<ul>{items}</ul>")).sentences == 12


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


def test_words_set_as_code_are_not_read_as_prose() -> None:
    told = "Run it with <code>npm run lint --fix</code> in the folder. <code>make all</code>"
    assert prose_sentences(page(f"<p>{told}</p>")) == [["Run", "it", "with", "in", "the", "folder."]]


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

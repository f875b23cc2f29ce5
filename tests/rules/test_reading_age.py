"""The reading age rises with what makes reading hard, says why, and is silent where it cannot know."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
import tomli

from rules.core.data.build_vocabulary import WordNet, frequencies, senses
from rules.core.difficulty import Measures, measure, read
from rules.core.drivers import changes, drives
from rules.core.findings import Finding, Site
from rules.core.model import FITTED, band, model
from rules.core.page import Page
from rules.core.readability import reading_age
from rules.core.recognisers import recognised
from rules.core.segment import segment
from rules.core.vocabulary import easy, look_up, zipf
from rules.core.vocabulary import frequencies as known_frequencies
from rules.plain_english.reading_age import ReadingAge
from tests.machine import here

EASY = """We can help your child at home and at school. Tell us what you need and we will call you soon. You can
bring a friend with you. The bus stops near our door, and there is a warm room where the children can play."""
HARD = """Following statutory consultation, the partnership has established comprehensive arrangements for the
commissioning of specialist provision, which are subsequently evaluated by practitioners in accordance with the
organisational priorities of participating establishments. Eligibility is determined by professional assessment."""

LONG = (
    """The partnership arranges help for children in the county """ + "and in the towns near the county " * 7 + "."
)


def page(text: str, times: int = 4) -> Page:
    body = "".join(f"<p>{text}</p>" for _ in range(times))
    html = f"<html lang='en'><body><main>{body}</main></body></html>"
    return segment(html, "https://x.test/help", seen=date(2026, 1, 1))


def age(text: str, times: int = 4) -> float:
    found = reading_age(page(text, times))
    assert found is not None
    return found


def findings(found: Page, **settings: float) -> list[Finding]:
    rule = ReadingAge(**settings)
    return list(rule.judge(rule.extract(found), Site(date(2026, 1, 1))))


def test_hard_prose_reads_older_than_easy_prose() -> None:
    assert age(EASY) < 9
    assert age(HARD) > 18


def test_the_age_stays_between_five_and_twenty_five_and_the_harder_text_stays_the_older() -> None:
    ages = [
        model().age(Measures(**{**model().typical, "frequency": model().typical["frequency"] + more}))
        for more in (6, 3, 2, 1, 0, -1, -2, -3, -6)
    ]
    assert ages == sorted(ages)
    assert len(set(ages)) == len(ages)
    assert 5 < ages[0] < 6
    assert 24 < ages[-1] < 25


@pytest.mark.parametrize(
    ("easier", "harder"),
    [
        (
            "The panel reviews your request in a week. Our officer then writes to you. Ask us if it is not clear.",
            "The panel reviews your request in a week, our officer then writes to you, ask us if it is not clear.",
        ),
        ("We buy help for your child from people we know.", "We procure provision for your child from consortia."),
        ("The team checks your form and sends you a letter.", "Your form is checked and a letter is sent to you."),
        ("The team gives the help that you need.", "The team shall provide the help that is necessary."),
        (
            "Your doctor, teacher and friends can come to the school.",
            "Your views, needs and aims matter in the plan.",
        ),
    ],
    ids=["longer sentences", "rarer words", "passives", "formal words", "ideas for things"],
)
def test_what_makes_reading_hard_makes_it_older(easier: str, harder: str) -> None:
    assert age(easier, 20) < age(harder, 20)


def test_the_age_does_not_grow_with_the_page() -> None:
    assert age(HARD, 4) == pytest.approx(age(HARD, 40), abs=1.0)


def test_a_name_is_no_unfamiliar_word() -> None:
    known, name = (
        measure(read([f"We meet in the {word} hall on most days .".split()])) for word in ("warm", "Zennorbury")
    )
    assert known is not None
    assert name is not None
    assert name.unfamiliar == known.unfamiliar
    assert name.rarest < known.rarest


def test_every_weight_points_the_way_that_its_measure_says() -> None:
    easier = {name for name, weight in model().weights.items() if weight > 0}
    assert easier == {"frequency", "rarest", "concrete", "living", "verbs", "everyday"}
    assert model().slope < 0
    assert set(model().typical) == set(model().weights)


def test_the_coefficients_say_where_they_come_from() -> None:
    text = FITTED.read_text("utf-8")
    assert "CC BY-NC-SA 4.0" in text
    assert tomli.loads(text)["weights"] == model().weights


def test_the_documentation_gives_the_coefficients_in_use() -> None:
    told = (Path(__file__).parents[2] / "docs" / "reading-age.md").read_text("utf-8").replace("−", "-")
    told = told.partition("## The measures")[2]
    listed = re.findall(r"^\| `(\w+)` \|[^|]+\| (-?[\d.]+) \|", told, re.MULTILINE)
    assert dict(listed) == {name: f"{weight:.3f}" for name, weight in model().weights.items()}
    assert f"| constant | | {model().constant:.3f} |" in told
    assert f"`{model().at_zero:.2f} - {-model().slope:.2f} × easiness`" in told


def test_an_acronym_is_no_rare_word_to_swap() -> None:
    text = "EHCP notes tell the team what each child needs and when. LADO staff can help you with this. "
    assert not re.search("ehcp|lado", drives(page(text, 8)) + changes(page(text, 8)), re.IGNORECASE)


def test_the_rule_tells_a_band_what_drives_it_and_what_would_help() -> None:
    (finding,) = findings(page(HARD))
    assert finding.message.startswith("This page is hard to read. Reading age: degree level. What makes it hard: ")
    assert "(“" in finding.message
    assert finding.fix.startswith("Use everyday words for “")
    assert "“organisational”, “commissioning”" in finding.fix
    assert (finding.key, finding.value) == ("reading age", "degree level")


def test_long_sentences_are_named_and_where_they_begin() -> None:
    found = page(LONG)
    assert drives(found).startswith("long sentences")
    assert changes(found).startswith("Split the sentence of 58 words that begins “The partnership arranges")


def test_formal_words_are_named_and_to_be_swapped() -> None:
    found = page("The team shall therefore help the children, and it shall also help a friend of each child.", 8)
    assert "formal words (“shall”, “therefore”)" in drives(found)
    assert "“shall”" in changes(found)


def test_a_passive_is_named() -> None:
    told = changes(page("The form is carefully checked at the office. Then it is sent to you."))
    assert "Say who acts in “is carefully checked”, “is sent” and “is carefully checked”." in told


def test_an_easy_page_has_no_finding_unless_the_council_aims_higher() -> None:
    assert findings(page(LONG)) == []
    (finding,) = findings(page(LONG), highest=5.0)
    assert "Reading age: 11 to 14" in finding.message


def test_two_pages_have_a_finding_each() -> None:
    rule = ReadingAge()
    other = segment("<main><p>" + HARD * 4 + "</p></main>", "https://x.test/other", seen=date(2026, 1, 1))
    facts = [*rule.extract(page(HARD)), *rule.extract(other)]
    assert [f.place.url for f in rule.judge(facts, Site(date(2026, 1, 1)))] == ["https://x.test/help", other.url]


def facts(found: Page) -> dict[str, str]:
    return {fact.kind: fact.value for fact in recognised(found)["core.reading-age"]}


def test_the_age_of_every_page_is_a_fact_in_words() -> None:
    told = facts(page(HARD))
    assert told["band"] == "degree level"
    assert told["drives"] == drives(page(HARD))
    assert told["changes"] == changes(page(HARD))
    assert facts(page(EASY))["band"] == "under 9"


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<p>Too short.</p>", "It has fewer than 100 words in sentences."),
        ("<h1>Links</h1>" + "<p><a href='/x'>A page about short breaks</a></p>" * 30, "It is a list of links."),
        ("<p>" + "Rydym yma i helpu teuluoedd yn y sir. " * 30 + "</p>", "It does not read like English."),
        ("<p lang='en'>" + EASY * 4 + "</p>", "It is not in English."),
        ("", None),
    ],
)
def test_a_page_without_an_age_says_why(html: str, why: str | None) -> None:
    lang = "cy" if why == "It is not in English." else "en"
    whole = f"<html lang='{lang}'><body><main>{html}</main></body></html>"
    found = segment(whole, "https://x.test/help", seen=date(2026, 1, 1))
    assert reading_age(found) is None
    assert facts(found) == ({"not scored": why} if why else {})


def test_rare_words_are_named_and_names_are_not() -> None:
    text = "The bursary office in Zennorbury tells the bursary team in Zennorbury who gets the bursary this year. "
    found = page(text, 8)
    assert "“bursary”" in drives(found) + changes(found)
    assert "ennorbury" not in drives(found) + changes(found)


def test_a_page_without_an_age_has_no_drivers() -> None:
    with pytest.raises(ValueError, match="has no reading age"):
        drives(page("Too short.", 1))


@pytest.mark.parametrize(
    ("years", "told"),
    [
        (8.9, "under 9"),
        (9.0, "9 to 11"),
        (13.9, "11 to 14"),
        (14, "14 to 16"),
        (17, "16 to 18"),
        (18, "degree level"),
    ],
)
def test_an_age_has_its_band(years: float, told: str) -> None:
    assert band(years) == told


@pytest.mark.parametrize("word", ["children's", "stopped", "happily", "colours", "mum", "hand-made", "carried"])
def test_forms_and_british_spellings_of_easy_words_are_easy(word: str) -> None:
    assert easy(word)


@pytest.mark.parametrize("word", ["commissioning", "statutory", "multi-agency", "ehcp"])
def test_hard_words_are_not_easy(word: str) -> None:
    assert not easy(word)


def test_common_words_have_a_higher_frequency() -> None:
    assert zipf("the") > zipf("school") > zipf("provision") > zipf("provision-mapping") >= zipf("zzyzx") == 1.5


@pytest.mark.parametrize("token", ["https://x.test/a", "help@x.test", "2026", "£20", "the", "—"])
def test_what_carries_no_meaning_of_its_own_is_not_weighed(token: str) -> None:
    assert not look_up(token).content


def test_signs_about_a_word_do_not_hide_it() -> None:
    assert [look_up(t).text for t in ("“School’s", "certificate(s)", "(children),")] == [
        "school",
        "certificate",
        "children",
    ]


@pytest.mark.parametrize("run", ["!" * 100_000 + "a", "a-" * 50_000, "a(" * 50_000, "£1" * 50_000])
def test_a_long_run_of_signs_is_looked_up_in_no_time(run: str) -> None:
    started = time.process_time()
    assert not look_up(run).content
    assert time.process_time() - started < here(0.5)


NET = WordNet(
    senses={
        "dog": {"noun": [(5, 40), (18, 2)], "verb": [(38, 2)]},
        "idea": {"noun": [(9, 60)]},
        "walk": {"noun": [(4, 5)], "verb": [(38, 90)]},
        "mouse": {"noun": [(5, 9)]},
        "warm": {"adj": [(0, 20)]},
    },
    irregular={"noun": {"mice": "mouse"}, "verb": {}, "adj": {}, "adv": {}},
)


def test_the_builder_gives_each_word_its_code() -> None:
    told = {word: NET.code(word) for word in ("dogs", "idea", "walked", "mice", "warmer", "xyz")}
    assert told == {"dogs": "9L", "idea": "0", "walked": "5V", "mice": "9L", "warmer": "-", "xyz": None}


def test_the_builder_counts_a_form_as_often_as_its_base_and_drops_what_nobody_knows() -> None:
    zipfs = {"dogs": 3.0, "dog": 4.0, "mice": 1.6, "qwert": 2.0, "ebay": 2.6, "dog's": 3.0, "x1": 6.0}
    lines = frequencies(zipfs, NET).splitlines()
    assert (lines[40], lines[16], lines[26]) == ("dog dogs", "mice", "ebay")
    assert sum(map(bool, lines)) == 4
    assert senses(zipfs, NET).splitlines()[1:] == ["9L dog dogs mice"]


@pytest.mark.parametrize(
    ("data", "notice", "says"),
    [
        ("frequencies.txt.gz", "LICENSE.wordfreq", ("CC BY-SA 4.0", "SUBTLEX", "Google Books Ngram")),
        ("senses.txt.gz", "LICENSE.wordnet", ("WordNet 3.0 Copyright 2006 by Princeton University",)),
    ],
)
def test_the_tables_ship_with_their_licences(data: str, notice: str, says: tuple[str, ...]) -> None:
    home = files("rules.core") / "data"
    assert notice in gzip.decompress((home / data).read_bytes()).decode("utf-8").splitlines()[0]
    text = (home / notice).read_text("utf-8")
    assert all(words in text for words in says)


def test_the_tables_hold_what_they_say() -> None:
    known: Mapping[str, float] = known_frequencies()
    assert len(known) > 90_000
    assert min(known.values()) >= 1.5


def test_a_reading_age_loads_no_textstat_and_nothing_at_import() -> None:
    code = (
        "import sys; from rules.core import readability, vocabulary\n"
        "assert vocabulary.frequencies.cache_info().currsize == 0\n"
        "vocabulary.look_up('school'); assert 'textstat' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

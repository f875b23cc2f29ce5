"""Measures what all rules about words cost, and what loading them takes: `python -m tests.bench.words`.

The cost is milliseconds of processor time per 1,000 words, of generated pages of a council's kind, without parsing
and segmentation. Each round reads other pages, so that none is known from the one before. Machines are noisy: read
it as a ratio to textstat's formulas and to a plain pattern of 1,000 phrases, measured on the same pages.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from rules.core.lists import words
from rules.core.page import Page
from rules.core.phrases import LISTS, automaton
from rules.core.readability import count_words, syllables
from rules.core.registry import choose
from rules.core.run import extract
from rules.core.segment import segment
from tests.bench.site import Site

THEMES = ("plain_english", "jargon", "inclusive", "spelling")
_PAGES = 200
_ROUNDS = 5
_SEEN = date(2026, 11, 23)
_MOST_MS, _MOST_SECONDS = 12, 0.5
_METRICS = words(
    """
    flesch_reading_ease flesch_kincaid_grade smog_index gunning_fog dale_chall_readability_score
    dale_chall_readability_score_v2 coleman_liau_index automated_readability_index lix rix linsear_write_formula
    mcalpine_eflaw spache_readability text_standard
    """
)
_LOAD = """
import time
started = time.process_time()
from tests.bench.words import load
load()
print(time.process_time() - started)
"""


def main() -> None:
    """Print the figures."""
    rules = choose([theme.replace("_", "-") for theme in THEMES])
    costs = {
        "all rules about words": lambda page: extract(page, rules),
        "textstat’s 14 formulas": _textstat(),
        "a plain pattern of 1,000 phrases": _alternation(),
    }
    with tempfile.TemporaryDirectory() as name:
        Site(_PAGES).write(Path(name))
        texts = [path.read_text("utf-8") for path in sorted(Path(name).rglob("*.html"))]
    first, *others = costs
    found = {what: statistics.median(_rounds(texts, read)) for what, read in costs.items()}
    told = ", ".join(f"{what} {found[what]:.1f} ms ({found[first] / found[what]:.2f} of it)" for what in others)
    print(f"{first}: {found[first]:.1f} ms per 1,000 words, of at most {_MOST_MS}; {told}")
    loads = [float(subprocess.check_output([sys.executable, "-c", _LOAD])) for _ in range(_ROUNDS)]
    print(f"importing and loading them: {statistics.median(loads):.2f} s, of at most {_MOST_SECONDS}")


def load() -> None:
    """Import the rules about words and let each read a page, so that their lists and tables are loaded."""
    text = "Mr Day utilised the EHCP prior to the program which was delivered. Its to late."
    extract(_page(f"<main><p>{text * 20}</p></main>"), choose([theme.replace("_", "-") for theme in THEMES]))


def _page(html: str) -> Page:
    return segment(html, "https://www.anyborough.gov.uk/send", seen=_SEEN)


def _rounds(texts: list[str], read: Callable[[Page], object]) -> Iterable[float]:
    """Milliseconds per 1,000 words in each round but the first, which warms up."""
    for number in range(_ROUNDS):
        pages = [_page(text) for text in texts[number::_ROUNDS]]
        started = time.process_time()
        for page in pages:
            read(page)
        taken = time.process_time() - started
        if number:
            yield taken / sum(map(count_words, pages)) * 1e6


def _textstat() -> Callable[[Page], object]:
    syllables("zzyzx")  # loads textstat with the dictionary that comes with us, so that it fetches none
    formulas = [getattr(sys.modules["textstat"].textstat, name) for name in _METRICS]
    return lambda page: [formula(_text(page)) for formula in formulas]


def _alternation() -> Callable[[Page], object]:
    phrases = sorted(automaton(LISTS).senses)
    some = phrases[:: len(phrases) // 1000][:1000]
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, some))})\b")
    return lambda page: pattern.findall(_text(page).lower())


def _text(page: Page) -> str:
    return "\n".join(block.text for block in page.main)


if __name__ == "__main__":
    main()

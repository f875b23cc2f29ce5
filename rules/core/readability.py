"""How hard a page is to read: its prose, the age it asks for, and the syllables of its words.

The only module that imports textstat. Left to itself, textstat fetches a pronouncing dictionary from the
network at its first use; here it is handed the one that comes with us.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

from rules.core.difficulty import Measures, Reading, measure, read
from rules.core.model import model
from rules.core.page import Block, Mention, Page
from rules.core.sentences import looks_english, worded, words_in

ENOUGH_WORDS = 100
_LANGUAGE = "en_US"
_OTHER_LANGUAGE = "It does not read like English."
_DATA = Path(__file__).with_name("data") / "syllables.txt.gz"
_ADDRESS = re.compile(r"://|www\.|@|\]\(")
_EDGES = "\"'“”‘’«»()[]{}<>.,;:!?…*•-–/"


def reading_age(page: Page) -> float | None:
    """The age in years at which most people can read a page with ease, by our model: 5 to 25.

    None where there are fewer than 100 words of prose, as on a list of links, or where it is not in English.
    """
    measures = page.of(measured)
    return None if measures is None else round(model().age(measures), 1)


def measured(page: Page) -> Measures | None:
    """The measures of a page's prose; None where there is not enough of it, or where it is not in English."""
    return None if page.of(why_not_scored) else measure(page.of(prose_read))


def why_not_scored(page: Page) -> str:
    """Why a page has no reading age, as a sentence; empty where it has one."""
    if not page.english:
        return "It is not in English."
    found = [word for sentence in page.of(prose_sentences) for word in sentence]
    if len(found) >= ENOUGH_WORDS:
        return "" if looks_english(found) else _OTHER_LANGUAGE
    blocks = [block for block in page.main if block.kind != "heading"]
    if sum(map(_a_link, blocks)) * 2 > len(blocks):
        return "It is a list of links."
    text = [word for block in blocks for word in block.text.split()]
    if len(text) >= ENOUGH_WORDS and not looks_english(text):
        return _OTHER_LANGUAGE
    return f"It has fewer than {ENOUGH_WORDS} words in sentences."


def prose_read(page: Page) -> Reading:
    """A page's prose as the model reads it."""
    return read(page.of(prose_sentences))


def count_words(page: Page) -> int:
    """The words of the main content, in whatever language, headings and tables included."""
    return sum(len(words_in(block.text)) for block in page.main if block.kind not in ("control", "code"))


def prose_sentences(page: Page) -> list[list[str]]:
    """What is read as prose, sentence by sentence, each as its words.

    Sentences of paragraphs and list items count; headings, labels of a word or two and lists of links do not.
    Words set as code are left out.
    """
    told = (
        _without_code(m, words)
        for m, words in page.of(worded)
        if m.kind in ("paragraph", "item") and (len(words) >= 5 or m.quote[-1] in ".!?") and not _a_link(m.block)
    )
    return [found for found in told if found]


def _without_code(sentence: Mention, words: list[str]) -> list[str]:
    text, code = sentence.quote, [i for i in sentence.block.inlines if i.tag in ("code", "samp", "var")]
    if not code:
        return words
    for inline in code:
        start, end = (max(0, at - sentence.start) for at in (inline.start, inline.end))
        text = text[:start] + " " * len(text[start:end]) + text[end:]
    return words_in(text)


def _a_link(block: Block) -> bool:
    linked = sum(i.end - i.start for i in block.inlines if i.tag == "a")
    return linked * 10 > len(block.text) * 8


@lru_cache(maxsize=65536)
def syllables(word: str) -> int:
    """The syllables of a word, as textstat counts them: by the dictionary, else where it could be hyphenated.

    An address of a page or for e-mail counts as one: nobody reads it out.
    """
    plain = word.strip(_EDGES).replace("’", "'").lower()
    if _ADDRESS.search(plain):
        return 1
    return dictionary().get(plain) or _textstat()(plain, _LANGUAGE)


@cache
def dictionary() -> Mapping[str, int]:
    """The syllables of 126,000 words, from the CMU Pronouncing Dictionary."""
    lines = gzip.decompress(_DATA.read_bytes()).decode("utf-8").splitlines()
    found: dict[str, int] = {}
    for number, line in enumerate(lines[1:], 1):
        found.update(dict.fromkeys(line.split(), number))
    return found


class _Pronunciations:
    """The dictionary in the shape that textstat reads: sounds, of which vowels end in a digit."""

    def __getitem__(self, word: str) -> list[list[str]]:
        return [["0"] * dictionary()[word]]


@cache
def _textstat() -> Callable[[str, str], int]:
    """textstat's counter of syllables, with our dictionary in place of the one it would fetch."""
    from textstat.backend.counts import _count_syllables as module

    module.get_cmudict = lambda _language: _Pronunciations()
    return cast("Callable[[str, str], int]", module.count_syllables)

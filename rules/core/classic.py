"""The classic readability scores, from our own counts of words, sentences and syllables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.core.page import Mention, Page
from rules.core.readability import prose_sentences, syllables
from rules.core.sentences import prose
from rules.core.vocabulary import look_up


@dataclass(frozen=True)
class Counts:
    """What the formulas are made of.

    `letters` are letters and digits; `hard` counts the words of three syllables and more, `long` those of more
    than six letters, `unfamiliar` those that are not on the list of easy words, and `both` those that are hard
    and unfamiliar.
    """

    words: int
    sentences: int
    syllables: int
    letters: int
    hard: int
    long: int
    unfamiliar: int
    both: int


FORMULAS: Mapping[str, Callable[[Counts], float]] = {
    "flesch": lambda c: 206.835 - 1.015 * c.words / c.sentences - 84.6 * c.syllables / c.words,
    "flesch-kincaid": lambda c: 0.39 * c.words / c.sentences + 11.8 * c.syllables / c.words - 15.59,
    "smog": lambda c: 1.043 * (30 * c.hard / c.sentences) ** 0.5 + 3.1291,
    "fog": lambda c: 0.4 * (c.words / c.sentences + 100 * c.both / c.words),
    "dale-chall": lambda c: (
        15.79 * c.unfamiliar / c.words
        + 0.0496 * c.words / c.sentences
        + (3.6365 if c.unfamiliar > 0.05 * c.words else 0)
    ),
    "coleman-liau": lambda c: 5.88 * c.letters / c.words - 29.6 * c.sentences / c.words - 15.8,
    "ari": lambda c: 4.71 * c.letters / c.words + 0.5 * c.words / c.sentences - 21.43,
    "lix": lambda c: c.words / c.sentences + 100 * c.long / c.words,
}


def classic_scores(page: Page) -> dict[str, float]:
    """Each classic score of a page's prose by its name; none where there is no prose in English.

    Flesch’s is higher for easier texts, the others for harder ones; all but Flesch’s and LIX are grades of
    American schooling, or nearly. The constants are those of the authors; textstat
    rounds Coleman’s and Liau’s.
    """
    found = count(page)
    return {name: formula(found) for name, formula in FORMULAS.items()} if found.words else {}


def readability(page: Page) -> tuple[Mention, ...]:
    """The classic scores as something recognised, at the beginning of the prose: `key` names the score."""
    scores = page.of(classic_scores)
    return tuple(
        Mention(page.of(prose)[0], 0, 0, f"{score:.2f}", kind="score", key=name) for name, score in scores.items()
    )


def count(page: Page) -> Counts:
    """The counts over a page's prose."""
    told = page.of(prose_sentences)
    tokens = [token for sentence in told for token in sentence]
    found = [look_up(token) for token in tokens]
    each = [syllables(token) for token in tokens]
    letters = [sum(map(str.isalnum, token)) for token in tokens]
    unfamiliar = [not word.easy for word in found]
    return Counts(
        words=len(tokens),
        sentences=len(told),
        syllables=sum(each),
        letters=sum(letters),
        hard=sum(n >= 3 for n in each),
        long=sum(n > 6 for n in letters),
        unfamiliar=sum(unfamiliar),
        both=sum(n >= 3 and new for n, new in zip(each, unfamiliar, strict=True)),
    )

"""What a misspelt word may have been meant to be, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from rules.core.dictionary import (
    CALENDAR,
    COMMON,
    GLUE,
    USUAL,
    american,
    dictionary,
    field_words,
    listed_slips,
    with_s,
)
from rules.core.lists import words
from rules.core.vocabulary import zipf

_SHORTEST, _LONG = 4, 7
_FOREIGN = re.compile(r"(?:[aiou]|us)\Z")
_VOWELS = frozenset("aeiou")
_UNFIT = words(
    "arse bastard bitch cock cocks cum cumming cunt dick dicks fart piss porn pussy rape raped shit slut tit tits"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DOUBLED = re.compile(r"(.)\1")
_SPLIT, _SKELETON = 0.6, 0.5
# Fitted on 600 slips that people make and on 24,000 rare words that are none: see docs/decisions/004.
_RARITY, _EVERYDAY, _FIELD = 0.3, 5.5, 4.0
_MARGIN, _KNOWN_TO_ALL, _HARD, _EASY, _EASIEST = 0.4, 3.2, 1.0, 0.8, 0.71


class _Way(NamedTuple):
    """A word that may be meant: what the slip costs, and that with something added for a rare word."""

    score: float
    word: str
    cost: float


@lru_cache(maxsize=8192)
def suggestions(word: str) -> tuple[tuple[str, ...], bool]:
    """Up to three words that may be meant, the likeliest first, and whether the word is surely a slip for them.

    They are one slip away: a letter too many, too few, another, or two swapped; or letters doubled in other
    places; or two words run together. Slips that people often make, and common words, come first. Where it must
    be the first, there is only that.
    """
    owner, apostrophe, ending = word.partition("'")
    listed = listed_slips().get(owner)
    if listed:
        return (listed + apostrophe + ending,), True
    ways = sorted(_ways(owner))
    alone = bool(ways) and _alone(ways)
    sure = bool(ways) and _sure(owner, ways[0], alone=alone)
    most = 1 if sure and alone else 2 if sure else 3
    return tuple(way.word + apostrophe + ending for way in ways[:most]), sure


def _ways(word: str) -> Iterator[_Way]:
    costs = _run_together(word)
    for candidate, cost in _near(word):
        if _may_be_meant(candidate):
            costs[candidate] = min(cost, costs.get(candidate, 9))
    if not costs:
        costs = dict.fromkeys(_by_skeleton().get(_skeleton(word), ()), _SKELETON)
    for candidate, cost in costs.items():
        yield _Way(cost + _RARITY * max(0, _EVERYDAY - _frequency(candidate)), candidate, cost)


def _may_be_meant(word: str) -> bool:
    usual = dictionary().get(word, 9) <= USUAL and word not in american() and word not in _UNFIT
    return len(word) > 2 and (usual or word in CALENDAR) and word not in listed_slips() and with_s(word) == word


def _frequency(word: str) -> float:
    """How common the word is, on the Zipf scale; the rarest of two; the words of our field are common here."""
    least = min(map(zipf, word.split()))
    return max(least, _FIELD) if word in field_words() else least


def _alone(ways: list[_Way]) -> bool:
    """Whether no other way comes near the best."""
    return len(ways) == 1 or ways[1].score >= ways[0].score + _MARGIN


def _sure(word: str, best: _Way, *, alone: bool) -> bool:
    """Whether the word is long, and the best way a common word and an easy slip: the easier, the more others."""
    if len(word) <= _SHORTEST or (_FOREIGN.search(word) and not _FOREIGN.search(best.word)):
        return False
    long, frequency = len(word) >= _LONG, _frequency(best.word)
    if alone and long:
        return frequency >= _KNOWN_TO_ALL and best.cost <= (_EASY if frequency < _FIELD else _HARD)
    return (alone or long) and best.cost <= _EASIEST and frequency >= _FIELD


@cache
def _by_skeleton() -> Mapping[str, tuple[str, ...]]:
    """The common words with doubled letters, by what they are with each letter once."""
    found: dict[str, tuple[str, ...]] = {}
    for word, level in dictionary().items():
        if level <= COMMON and len(word) >= _LONG and (skeleton := _skeleton(word)) != word:
            found[skeleton] = (*found.get(skeleton, ()), word)
    return found


def _skeleton(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def _near(word: str) -> Iterator[tuple[str, float]]:
    """Every string one slip away, with what the slip costs: from 0.4 for a doubled letter to 1.6 for the first."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        first = 0.6 if at == 0 else 0.0
        if after:
            yield before + after[1:], _too_many(before, after) + first
            for letter in _LETTERS:
                swap = letter in _VOWELS and after[0] in _VOWELS
                yield before + letter + after[1:], (0.6 if swap else 1.0) + first
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:], 0.5 + first
        for letter in _LETTERS:
            doubled = letter in (before[-1:], after[:1])
            vowel = letter in _VOWELS
            yield before + letter + after, (0.4 if doubled else 0.5 if vowel else 0.7) + first


def _too_many(before: str, after: str) -> float:
    """What a letter too many costs: little where it is doubled, and most at the end, where endings stand."""
    if after[0] in (before[-1:], after[1:2]):
        return 0.4
    return 0.8 if len(after) > 1 else 1.1


def _run_together(word: str) -> dict[str, float]:
    """Two of the commonest words without the space between, one of them small: “ofthe”."""
    pairs = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
    return {
        f"{one} {two}": _SPLIT
        for one, two in pairs
        if (one in GLUE or two in GLUE) and max(dictionary().get(one, 9), dictionary().get(two, 9)) <= 1
    }

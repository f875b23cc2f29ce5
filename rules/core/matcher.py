"""Thousands of phrases found as whole words: a page's words say which few of them need be tried."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import methodcaller

_WORD = re.compile(r"£?[\w-]+")
_JOINED = re.compile(r"[\w-]")
_SIGN = re.compile(r"[^\w£-]")
_ASCII_SIGNS = str.maketrans({sign: " " for sign in map(chr, range(128)) if _SIGN.match(sign)})


def word_starts(text: str) -> Mapping[str, Sequence[int]]:
    """Each word of a text, with its hyphens, and where it stands."""
    apart = text.translate(_ASCII_SIGNS) if text.isascii() else _SIGN.sub(" ", text)
    found: dict[str, list[int]] = {}
    start = 0
    for word in apart.split(" "):
        if word:
            found.setdefault(word, []).append(start)
        start += len(word) + 1
    return found


class Matcher:
    """Finds phrases that begin with a letter, a digit or “£”, the longest first, as one pattern of them all would.

    Case counts: lower both the phrases and the text to leave it out. A word joined on by a hyphen is another
    word: “non-compliance” does not hold “compliance”. The phrases with one first word become a pattern when one
    of them is first met: a pattern of them all takes as long to make as a hundred pages take to read.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for phrase in phrases:
            first = _WORD.match(phrase)
            if first is None:
                raise ValueError(f"“{phrase}” does not begin with a word")
            found[first[0]].append(phrase)
        self._phrases = {word: tuple(sorted(told, key=len, reverse=True)) for word, told in found.items()}
        shortest = {word: len(told[-1]) for word, told in self._phrases.items()}
        self._heads = {w: (n, frozenset(p[:n] for p in self._phrases[w])) for w, n in shortest.items()}
        self._patterns: dict[str, re.Pattern[str]] = {}

    def finditer(self, text: str, starts: Mapping[str, Sequence[int]] | None = None) -> Iterator[re.Match[str]]:
        """The phrases in a text, in order; none overlaps the one before.

        `starts` is `word_starts` of the text, where it is at hand.
        """
        starts = word_starts(text) if starts is None else starts
        found = [
            match
            for word in starts.keys() & self._phrases.keys()
            for size, heads in (self._heads[word],)
            for start in starts[word]
            if text[start : start + size] in heads and (match := self._pattern(word).match(text, start))
        ]
        end = 0
        for match in sorted(found, key=methodcaller("start")):
            if match.start() >= end:
                end = match.end()
                yield match

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The phrase that begins at a place in a text."""
        word = _WORD.match(text, start)
        if word is None or word[0] not in self._phrases or (start and _JOINED.match(text, start - 1)):
            return None
        return self._pattern(word[0]).match(text, start)

    def _pattern(self, word: str) -> re.Pattern[str]:
        if word not in self._patterns:
            self._patterns[word] = re.compile(f"(?:{'|'.join(map(re.escape, self._phrases[word]))})(?![\\w-])")
        return self._patterns[word]

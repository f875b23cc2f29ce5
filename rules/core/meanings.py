"""Whether two ways of writing out an acronym are the same, akin, or mean different things."""

from __future__ import annotations

import re

from rules.core.acronyms import listed
from rules.core.expansions import SMALL

_WORD = re.compile(r"[a-z][a-z']*")
_LETTERS = re.compile(r"\b[A-Z]{2,}\b")
_PLURAL = re.compile(r"(?<=[^s])s\Z")
_SPELLINGS = {"children": "child", "advisor": "adviser", "people": "person", "coordinator": "coordinate"}


def stems(meaning: str) -> tuple[str, ...]:
    """The words that carry the meaning, in small letters and the singular, with acronyms of our list in full."""
    meaning = _LETTERS.sub(_in_full, meaning)
    said = _WORD.findall(meaning.lower().replace("’", "'").replace("-", " ").replace("co ordinat", "coordinat"))
    return tuple(_stem(word) for word in said if word not in SMALL)


def _in_full(letters: re.Match[str]) -> str:
    entry = listed(letters[0])
    return entry.use[0] if entry else letters[0]


def _stem(word: str) -> str:
    word = word.removesuffix("'s").rstrip("'")
    word = word[:-3] + "y" if word.endswith("ies") else _PLURAL.sub("", word)
    return _SPELLINGS.get(word, word)


def same(one: str, other: str) -> bool:
    """Whether both say the same, but for small words, plurals, capitals and hyphens, or one says a little more."""
    first, second = stems(one), stems(other)
    return "".join(first) == "".join(second) or set(first) <= set(second) or set(second) <= set(first)


def akin(one: str, other: str) -> bool:
    """Whether they share at least half of their words, and so are likely meant for the same thing."""
    first, second = set(stems(one)), set(stems(other))
    return len(first & second) * 2 >= max(len(first), len(second))


def verbatim(meaning: str) -> str:
    """The words as they stand, in small letters, without commas, hyphens and the sign for “and”."""
    return " ".join(_WORD.findall(meaning.lower().replace("’", "'").replace("&", "and").replace("-", " ")))

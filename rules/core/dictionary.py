"""The dictionary of British English: which words it knows, and which are well-known slips of the pen.

It is a set of 150,000 words (SCOWL, by how common they are) with `field_words.txt`. Words made by rule, such as
“fosterers”, “dysregulated” and “foodbank”, count as known.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from rules.core.lists import load, words

COMMON, USUAL = 2, 4
GLUE = words("and for from of our that the their this to with your")
CALENDAR = words(
    "january february august september october november december monday tuesday wednesday thursday friday"
    " saturday sunday"
)

_DATA = Path(__file__).with_name("data")
_PREFIX = re.compile(
    r"(?:anti|auto|bio|co|counter|cyber|de|dis|dys|eco|extra|hyper|hypo|inter|intra|macro|mega|micro|mid|mini|mis"
    r"|mono|multi|neuro|non|out|over|photo|physio|post|pre|psycho|re|semi|socio|sub|super|tele|trans|tri|ultra|un"
    r"|under)(?=[a-z]{5})"
)
_WITH_Z = re.compile(r"iz(?=(?:e[drs]?|ers|ing|ations?)\Z)")
_SUFFIX = re.compile(
    r"(?<=[a-z]{4})(?:ers?|less|like|ness|ship|ships|wise|(?<![syzxhf])s|(?<=[^aeiou]{2})(?:ed|ing))\Z"
)


@cache
def dictionary() -> Mapping[str, int]:
    """Every word of the dictionary, with how rare it is: 0 for the commonest 4,000, 6 for names."""
    with gzip.open(_DATA / "spelling.txt.gz", "rt", encoding="ascii") as file:
        lines = file.read().split("\n")[1:]
    listed: dict[str, int] = {}
    for level, line in enumerate(lines):
        listed.update(dict.fromkeys(line.split(" "), level))
    listed.update((word, USUAL) for word in field_words() if word not in listed)
    return listed


@cache
def field_words() -> frozenset[str]:
    """The words of our own field and of today, which the dictionary that we start from lacks."""
    lines = (_DATA / "field_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines for word in line.split("#")[0].split())


@cache
def rare_words() -> frozenset[str]:
    """Words that hardly anybody uses. They are more often a slip, but nobody can be sure."""
    with gzip.open(_DATA / "rare_words.txt.gz", "rt", encoding="ascii") as file:
        return frozenset(file.read().partition("\n")[2].split(" "))


@cache
def american() -> Mapping[str, str]:
    """Each American spelling in lower case, with the British one."""
    found = {}
    for entry in load("us_spellings").entry:
        found[entry.term] = entry.use[0]
        found.update(entry.forms)
    return found


@cache
def mixed_up() -> frozenset[str]:
    """The single words on the list of what is mixed up, which has rules of its own."""
    return frozenset(entry.term for entry in load("confusions").entry if entry.term.isalpha())


@cache
def listed_slips() -> Mapping[str, str]:
    """Misspellings that people often make, each with the right spelling, whatever a rule would make of them."""
    lines = (_DATA / "slips.txt").read_text("utf-8").splitlines()
    pairs = (pair.partition(":") for line in lines for pair in line.split("#")[0].split(";"))
    return {wrong.strip(): right.strip() for wrong, _, right in pairs if right}


def with_s(word: str) -> str:
    """The word as most British pages spell it, where it may also have a z: “organise”."""
    british = _WITH_Z.sub("is", word)
    return british if british in dictionary() else word


@lru_cache(maxsize=65536)
def known(word: str) -> bool:
    """Whether a word is in the dictionary, or made from words in it by rule, and no listed slip."""
    listed = dictionary()
    if word in listed_slips():
        return False
    if word in listed or word in american():
        return True
    if "'" in word:
        owner, _, ending = word.partition("'")
        return ending != "s" or known(owner)
    if _compound(word):
        return True
    return any(
        rest != word and listed.get(rest, 9) <= USUAL + 1
        for rest in (_PREFIX.sub("", word), _SUFFIX.sub("", word), with_s(word))
    )


def _compound(word: str) -> bool:
    """Made of two common words (“foodbank”); “securefor” is two words run together."""
    return any(_common(word[:at]) and _common(word[at:]) for at in range(4, len(word) - 3))


def _common(word: str) -> bool:
    return dictionary().get(word, 9) <= COMMON and word not in GLUE

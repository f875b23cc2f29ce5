"""Words that no dictionary of British English knows, each with the words it may have been meant to be.

The dictionary is a set of 150,000 words (SCOWL, by how common they are) with `field_words.txt`. Words made by
rule, such as “fosterers”, “dysregulated” and “foodbank”, count as known.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from rules.core.lists import load, words
from rules.core.page import Block, Mention, Page
from rules.core.quoting import begins, left_alone
from rules.core.running_text import RunningText, running_text

_DATA = Path(__file__).with_name("data")
_TOKEN = re.compile(r"(?<![\w.@/:&#'+%*\\-])[^\W\d_]{2,}(?:'[^\W\d_]+)?(?![\w@/:+&*\\-]|[.']\w)")
_SHORTEST, _LONGEST = 4, 24
_MOST = 200
_PREFIX = re.compile(
    r"(?:anti|auto|bio|co|counter|cyber|de|dis|dys|eco|extra|hyper|hypo|inter|intra|macro|mega|micro|mid|mini|mis"
    r"|mono|multi|neuro|non|out|over|photo|physio|post|pre|psycho|re|semi|socio|sub|super|tele|trans|tri|ultra|un"
    r"|under)(?=[a-z]{5})"
)
_SUFFIX = re.compile(
    r"(?<=[a-z]{4})(?:ers?|less|like|ness|ship|ships|wise|(?<![syzxhf])s|(?<=[^aeiou]{2})(?:ed|ing))\Z"
)
_FOREIGN = re.compile(r"(?:[aiou]|us)\Z")
_GLUE = words("and for from of our that the their this to with your")
_VOWELS = frozenset("aeiou")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DOUBLED = re.compile(r"(.)\1")
_COMMON, _USUAL = 2, 4
_SPLIT, _EASY = 0.6, 0.71
_LONG = 7


def misspellings(page: Page) -> tuple[Mention, ...]:
    """The words of the main content that are in no dictionary, and no American spelling.

    `key` is the word in lower case. `kind` is `name` for one with a capital in mid-sentence, whose `value` is
    empty. For others, `value` holds what may be meant, the best first, with “ / ” between; `kind` is `sure` where
    a common word lies so near that it must be, else `unsure`. Words that resemble nothing are left out, and so
    are quotations, addresses, words in capitals, other languages and whatever stands beside another unknown word.
    A page with more than 200 unknown words is no prose, and is not read.
    """
    running = page.of(running_text)
    unlisted = page.of(distinct_words).difference(dictionary())
    unknown = {w for w in unlisted if _word(w) and not known(w) and _in_small_letters(w, running.text)}
    return tuple(_mentions(running, unknown)) if 0 < len(unknown) <= _MOST else ()


def distinct_words(page: Page) -> frozenset[str]:
    """The words of the main content in lower case, each once, but for those joined to others by a sign."""
    return frozenset(_TOKEN.findall(page.of(running_text).lowered))


def _word(found: str) -> bool:
    return _SHORTEST <= len(found) <= _LONGEST and found.isascii() and found not in american()


def _in_small_letters(word: str, text: str) -> bool:
    """Whether it may stand in the text as a word, and not only as letters that stand for words."""
    word = word.partition("'")[0]
    return word in text or word.capitalize() in text


@cache
def dictionary() -> Mapping[str, int]:
    """Every word of the dictionary, with how rare it is: 0 for the commonest 4,000, 6 for names."""
    with gzip.open(_DATA / "spelling.txt.gz", "rt", encoding="ascii") as file:
        lines = file.read().split("\n")[1:]
    known: dict[str, int] = {}
    for level, line in enumerate(lines):
        known.update(dict.fromkeys(line.split(" "), level))
    ours = (line.split("#")[0].split() for line in (_DATA / "field_words.txt").read_text("utf-8").splitlines())
    known.update((word, _USUAL) for line in ours for word in line if word not in known)
    return known


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


@lru_cache(maxsize=65536)
def known(word: str) -> bool:
    """Whether a word is in the dictionary, or made from words in it by rule."""
    listed = dictionary()
    if word in listed or word in american():
        return True
    if "'" in word:
        owner, _, ending = word.partition("'")
        return ending != "s" or known(owner)
    if _compound(word):
        return True
    return any(
        rest != word and listed.get(rest, 9) <= _USUAL + 1
        for rest in (_PREFIX.sub("", word), _SUFFIX.sub("", word))
    )


def _compound(word: str) -> bool:
    """Made of two common words (“foodbank”); “securefor” is two words run together."""
    return any(_common(word[:at]) and _common(word[at:]) for at in range(4, len(word) - 3))


def _common(word: str) -> bool:
    return dictionary().get(word, 9) <= _COMMON and word not in _GLUE


def _mentions(running: RunningText, unknown: set[str]) -> Iterator[Mention]:
    tokens = list(_TOKEN.finditer(running.lowered))
    odd = {
        index: running.at(*match.span())
        for index, match in enumerate(tokens)
        if match[0] in unknown and running.text[match.start() + 1 : match.end()].islower()
    }
    doubtful = {index for index in odd if not suggestions(tokens[index][0])[1]}
    strange = Counter(odd[index][0] for index in doubtful)
    for index, (block, start, end) in odd.items():
        word = tokens[index][0]
        if running.text[tokens[index].start()].isupper() and not begins(block.text, start):
            yield Mention(block, start, end, "", kind="name", key=word)
        elif not {index - 1, index + 1} & doubtful and not _foreign(block, strange[block]):
            yield from _slip(block, start, end, word)


def _foreign(block: Block, strange: int) -> bool:
    """Whether so many words are unknown that the block must be in another language, or a list of names."""
    return strange > 1 and strange * 5 > len(block.text.split())


def _slip(block: Block, start: int, end: int, word: str) -> Iterator[Mention]:
    likely, sure = suggestions(word)
    sure = sure and word not in rare_words()
    likely = likely[:1] if sure else likely
    capital = block.text[start].isupper()
    if not likely or (capital and not sure) or left_alone(block, start, end, capital=True, titles=False):
        return
    said = " / ".join(way[:1].upper() + way[1:] if capital else way for way in likely)
    certain = sure and (not capital or len(word) > _LONG)
    yield Mention(block, start, end, said, kind="sure" if certain else "unsure", key=word)


@lru_cache(maxsize=8192)
def suggestions(word: str) -> tuple[tuple[str, ...], bool]:
    """Up to three words that may be meant, the likeliest first, and whether it must be the first.

    They are one slip away: a letter too many, too few, another, or two swapped; or letters doubled in other
    places; or two words run together. Slips that people often make, and common words, come first.
    """
    owner, apostrophe, ending = word.partition("'")
    scored = _run_together(owner)
    for candidate, cost in _slips(owner):
        level = dictionary().get(candidate)
        if level is not None and level <= _USUAL and len(candidate) > 2:
            scored[candidate] = min(cost + 0.15 * level, scored.get(candidate, 9))
    if not scored:
        scored = dict.fromkeys(_by_skeleton().get(_skeleton(owner), ()), 0.5)
    ranked = sorted(scored, key=lambda way: (scored[way], way))
    sure = bool(ranked) and _sure(owner, ranked, scored)
    return tuple(way + apostrophe + ending for way in ranked[:3]), sure


@cache
def _by_skeleton() -> Mapping[str, tuple[str, ...]]:
    """The common words with doubled letters, by what they are with each letter once."""
    found: dict[str, tuple[str, ...]] = {}
    for word, level in dictionary().items():
        if level <= _COMMON and len(word) >= _LONG and (skeleton := _skeleton(word)) != word:
            found[skeleton] = (*found.get(skeleton, ()), word)
    return found


def _skeleton(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def _sure(word: str, ranked: list[str], scored: Mapping[str, float]) -> bool:
    """Whether the word is long, the best way a common word and an easy slip, and no other way comes near."""
    best = scored[ranked[0]]
    alone = len(ranked) == 1 or scored[ranked[1]] >= best + 0.35
    level = max(dictionary().get(part, 9) for part in ranked[0].split())
    easy = best - 0.15 * level <= _EASY
    near = best <= (1.2 if len(word) >= _LONG else 0.8)
    foreign = _FOREIGN.search(word) is not None and not _FOREIGN.search(ranked[0])
    return (
        alone
        and near
        and not foreign
        and len(word) > _SHORTEST
        and (level < _COMMON or (level == _COMMON and easy))
    )


def _slips(word: str) -> Iterator[tuple[str, float]]:
    """Every string one slip away, with what the slip costs: from 0.4 for a doubled letter to 1.6 for the first."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        first = 0.6 if at == 0 else 0.0
        if after:
            doubled = after[0] in (before[-1:], after[1:2])
            yield before + after[1:], (0.4 if doubled else 0.8) + first
            for letter in _LETTERS:
                swap = letter in _VOWELS and after[0] in _VOWELS
                yield before + letter + after[1:], (0.6 if swap else 1.0) + first
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:], 0.5 + first
        for letter in _LETTERS:
            doubled = letter in (before[-1:], after[:1])
            vowel = letter in _VOWELS
            yield before + letter + after, (0.4 if doubled else 0.5 if vowel else 0.7) + first


def _run_together(word: str) -> dict[str, float]:
    """Two of the commonest words without the space between, one of them small: “ofthe”."""
    pairs = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
    return {
        f"{one} {two}": _SPLIT
        for one, two in pairs
        if (one in _GLUE or two in _GLUE) and max(dictionary().get(one, 9), dictionary().get(two, 9)) <= 1
    }

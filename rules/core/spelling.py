"""The words of a page that no dictionary of British English knows, each with the words it may be meant to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import methodcaller

from rules.core.dictionary import CALENDAR, american, dictionary, known, listed_slips, mixed_up, rare_words
from rules.core.page import Block, Mention, Page
from rules.core.quoting import begins, left_alone
from rules.core.running_text import RunningText, running_text
from rules.core.slips import suggestions

_TOKEN = re.compile(r"(?<![\w.@/:&#'+%*\\-])[^\W\d_]{2,}(?:'[^\W\d_]+)?(?![\w@/+&*\\-]|[.':][\w/])")
_TITLE = re.compile(r"\b(?:Cllr|Dr|Mr|Mrs|Ms|Prof|Rev|St)\. \Z")
_SHORTEST, _LONGEST = 4, 24
_MOST = 200
_LONG = 7


def misspellings(page: Page) -> tuple[Mention, ...]:
    """The words of the main content that are in no dictionary, and no American spelling.

    `key` is the word in lower case, and `value` what may be meant, the best first, with “ / ” between. `kind` is
    `listed` for a slip that is well known, `sure` where a common word lies so near that it must be one, else
    `unsure`. A capital in mid-sentence tells a `name`, whose `value` is empty; a long one that resembles a common
    word is a `title`. Words that resemble nothing are left out, and so are quotations, addresses, words in
    capitals, other languages and whatever stands beside another unknown word. A page with more than 200 unknown
    words is no prose, and is not read.
    """
    running = page.of(running_text)
    words = page.of(distinct_words)
    unknown = {w for w in words.difference(dictionary()) if _word(w) and not known(w)}
    unknown = {w for w in unknown if _in_small_letters(w, running.text)} | (words & listed_slips().keys())
    found = {word: places for word in unknown if (places := list(_places(running.lowered, word)))}
    return tuple(_mentions(running, found)) if 0 < len(found) <= _MOST else ()


def distinct_words(page: Page) -> frozenset[str]:
    """The words of the main content in lower case, each once, also those joined to others by a sign."""
    return frozenset(page.of(running_text).spelt)


def _places(text: str, word: str) -> Iterator[re.Match[str]]:
    """Where a word stands by itself, not joined to others by a sign."""
    at = text.find(word)
    while at >= 0:
        match = _TOKEN.match(text, at)
        if match and match[0] == word:
            yield match
        at = text.find(word, at + len(word))


def _word(found: str) -> bool:
    return (
        _SHORTEST <= len(found) <= _LONGEST
        and found.isascii()
        and found not in american()
        and found not in mixed_up()
    )


def _in_small_letters(word: str, text: str) -> bool:
    """Whether it may stand in the text as a word, and not only as letters that stand for words."""
    word = word.partition("'")[0]
    return word in text or word.capitalize() in text


def _mentions(running: RunningText, found: Mapping[str, Sequence[re.Match[str]]]) -> Iterator[Mention]:
    tokens = sorted((match for places in found.values() for match in places), key=methodcaller("start"))
    odd = [match for match in tokens if running.text[match.start() + 1 : match.end()].islower()]
    if not odd:
        return
    doubtful = [not suggestions(match[0])[1] for match in odd]
    where = [running.at(*match.span()) for match in odd]
    strange = Counter(at[0] for at, doubt in zip(where, doubtful, strict=True) if doubt)
    beside = [_side_by_side(running.lowered, *two) for two in pairwise(odd)]
    after_doubt = [False, *(near and doubt for near, doubt in zip(beside, doubtful, strict=False))]
    before_doubt = [*(near and doubt for near, doubt in zip(beside, doubtful[1:], strict=True)), False]
    for match, (block, start, end), *doubts in zip(odd, where, after_doubt, before_doubt, strict=True):
        kind = _kind(block, start, match[0])
        if kind == "name":
            yield Mention(block, start, end, "", kind=kind, key=match[0])
        elif kind and not any(doubts) and not _foreign(block, strange[block]):
            yield from _slip(block, start, end, match[0], kind)


def _side_by_side(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether no word stands between two."""
    return _TOKEN.search(text, one.end(), other.start()) is None


def _foreign(block: Block, strange: int) -> bool:
    """Whether so many words are unknown that the block must be in another language, or a list of names."""
    return strange > 1 and strange * 5 > len(block.text.split())


def _kind(block: Block, start: int, word: str) -> str:
    """What a word is told to be, or nothing. Months and days have a capital anyway: it makes no name of them."""
    ways, sure = suggestions(word)
    sure = sure and word not in rare_words()
    listed = word.partition("'")[0] in listed_slips()
    long = len(word) > _LONG
    if not block.text[start].isupper():
        return "listed" if listed else "sure" if sure else "unsure" if ways else ""
    if begins(block.text, start) and not _TITLE.search(block.text, max(0, start - 8), start):
        return "listed" if listed else "sure" if sure and long else ""
    if sure and (ways[0][0].isupper() or ways[0] in CALENDAR):
        return "listed"
    return "title" if sure and long else "name"


def _slip(block: Block, start: int, end: int, word: str, kind: str) -> Iterator[Mention]:
    if left_alone(block, start, end, capital=True, titles=False):
        return
    upper = block.text[start].isupper()
    ways = (way[:1].upper() + way[1:] if upper or way in CALENDAR else way for way in suggestions(word)[0])
    yield Mention(block, start, end, " / ".join(ways), kind=kind, key=word)

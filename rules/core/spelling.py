"""The words of a page that no dictionary of British English knows, each with the words it may be meant to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

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
    return tuple(_mentions(running, unknown)) if 0 < len(unknown) <= _MOST else ()


def distinct_words(page: Page) -> frozenset[str]:
    """The words of the main content in lower case, each once, but for those joined to others by a sign."""
    return frozenset(_TOKEN.findall(page.of(running_text).lowered))


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
        beside = {index - 1, index + 1} & doubtful
        kind = _kind(block, start, word)
        if kind == "name":
            yield Mention(block, start, end, "", kind=kind, key=word)
        elif kind and not beside and not _foreign(block, strange[block]):
            yield from _slip(block, start, end, word, kind)


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

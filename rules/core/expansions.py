"""What an acronym stands for, where a text says so (after Schwartz and Hearst 2003)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rules.core.lists import words
from rules.core.page import Block, Mention, Page

WORDS = re.compile(r"[A-Za-z][\w'’]*")
SMALL = words("a an and at by for from in of on or the to with")
_REST_OF_WORD = re.compile(r"\A-[\w-]+")
_PLURAL = re.compile(r"(?<=[A-Z\d])([oO]?)['’]?s\Z")
_SHORT = r"(?:the |an? )?[\"“‘']?\b([A-Z][\w&-]{1,10}?)s?[\"”’']?"
_CALLED = r"(?:known as|called|referred to as|abbreviated to|shortened to) "
_OFTEN = r"(?:or |also |commonly |often |sometimes |usually |otherwise |now )*"
_BRACKETED = re.compile(rf"\({_OFTEN}(?:{_CALLED})?{_SHORT}(?:,? for short| [A-Za-z]+)?\)")
_NAMED = re.compile(rf",? (?:or |{_OFTEN}{_CALLED}){_SHORT}(?=,? for short|[,.;)]|\Z| \()")
_REVERSED = re.compile(
    rf"{_SHORT}(?:(?: [a-z]+)? \("
    r"|,? (?:which )?(?:stands? for|means|(?:is |are )?short for|is an? (?:acronym|abbreviation) (?:for|of))"
    r"[:“\"]? ?"
    r"|: | [-–—=] )(?:the |an? )?([^()]{4,120})"
)
_IS = re.compile(rf"{_SHORT} (?:is|are) (?:an? |the )?([^()]{{4,120}})")
_NOT_WORDS = re.compile(r"[()\[\]<>@]|\w/(?!or\b)\w")
_MAY_BE = {
    _BRACKETED: re.compile(r"\("),
    _NAMED: re.compile(r" or |known as|called|referred to|abbreviated|shortened"),
    _IS: re.compile(r"[A-Zs\d\"”’'] (?:is|are) "),
    _REVERSED: re.compile(r"[A-Zs\d\"”’'](?: \(|: | [–—=-] | [a-z]+ \()|stands? for|means|short for|is an? a"),
}

_FAR = 300
_MAY_PAIR = re.compile(r"[A-Z]&?[a-z]{0,2}[A-Z]")


def expansions(page: Page) -> tuple[Mention, ...]:
    """The acronyms that the page writes out, at the place where it does, with the words as `value`."""
    return (*_in_text(page.blocks), *_in_rows(page.blocks))


def _in_text(blocks: Sequence[Block]) -> Iterator[Mention]:
    for block in blocks:
        for inline in block.inlines:
            if inline.tag in ("abbr", "acronym") and (title := inline.element.get("title")):
                acronym = singular(block.text[inline.start : inline.end])
                yield Mention(block, inline.start, inline.end, " ".join(title.split()), key=acronym)
        if _MAY_PAIR.search(block.text):
            for acronym, meaning, start in pairs(block.text):
                yield Mention(block, start, start + len(acronym), meaning, key=acronym)


def _in_rows(blocks: Sequence[Block]) -> Iterator[Mention]:
    for left, right in pairwise(blocks):
        if left.row == right.row != -1:
            for short, long in ((left, right), (right, left)):
                if len(short.text) <= 12 and _MAY_PAIR.match(short.text):
                    acronym = singular(short.text)
                    if meaning := expansion_after(acronym, long.text):
                        yield Mention(short, 0, len(short.text), meaning, key=acronym)


def singular(token: str) -> str:
    """The acronym itself, without a plural or possessive s: “EHCPs”, “SENCO’s”."""
    return _PLURAL.sub(r"\1", token)


def pairs(text: str) -> Iterator[tuple[str, str, int]]:
    """Acronyms, what they stand for and where they begin, as a text pairs them.

    It does so in brackets, in either order, or in words.
    """
    for pattern in (_BRACKETED, _NAMED):
        for match in pattern.finditer(text) if _MAY_BE[pattern].search(text) else ():
            acronym = singular(match[1])
            if meaning := expansion_before(acronym, text[max(0, match.start() - _FAR) : match.start()]):
                yield acronym, meaning, match.start(1)
    for match in _REVERSED.finditer(text) if _MAY_BE[_REVERSED].search(text) else ():
        acronym = singular(match[1])
        if meaning := expansion_after(acronym, match[2]):
            yield acronym, meaning, match.start(1)
    for match in _IS.finditer(text) if _MAY_BE[_IS].search(text) else ():
        acronym = singular(match[1])
        if len(acronym) > 2 and (meaning := expansion_after(acronym, match[2])):
            yield acronym, meaning, match.start(1)


def expansion_before(acronym: str, text: str) -> str:
    """The shortest words at the end of `text` that the acronym is made of, or nothing.

    After Schwartz and Hearst (2003): the letters stand in the words in their order, the first at the start of
    a word. Initials in another order pass too: “Certificate of Lawful Use for Existing Development (CLEUD)”.
    """
    letters = [c.lower() for c in acronym if c.isalnum()]
    text = text.rstrip(" \"“”'’,([")
    for word in reversed(list(WORDS.finditer(text))[-len(letters) * 2 - 4 :]):
        meaning = text[word.start() :]
        begins = word[0][0].lower() == letters[0] and text[word.start() - 1 : word.start()] != "/"
        if begins and _made_of(letters, meaning):
            return meaning
    return ""


def _made_of(letters: list[str], meaning: str) -> bool:
    """Whether the letters run through the words in order, or are their initials in any order."""
    if _NOT_WORDS.search(meaning):
        return False
    initials = [w[0].lower() for w in WORDS.findall(meaning.replace("-", " "))]
    if not 2 <= len(initials) <= len(letters) * 2 + 1:
        return False
    if not Counter(letters) - Counter(initials):
        return True
    rest = iter(meaning.lower())
    in_order = all(letter in rest for letter in letters)
    return in_order and sum(initial in letters for initial in initials) * 2 >= len(letters)


def expansion_after(acronym: str, text: str) -> str:
    """The words at the start of `text` that the acronym is made of, or nothing."""
    letters = [c.lower() for c in acronym if c.isalnum()]
    wanted = list(letters)
    for word in WORDS.finditer(text):
        lowered = word[0].lower()
        if wanted and lowered[0] == wanted[0]:
            wanted.pop(0)
            inner = lowered[1:]
            while wanted and lowered not in SMALL and len(wanted) <= 2 and wanted[0] in inner:
                inner = inner[inner.index(wanted.pop(0)) + 1 :]
        elif lowered not in SMALL or not wanted:
            return ""
        if len(letters) > 1 and not wanted:
            meaning = text[: word.end()] + "".join(_REST_OF_WORD.findall(text[word.end() :]))
            return meaning if _made_of(letters, meaning) else ""
    return ""

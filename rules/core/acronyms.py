"""Acronyms in use, each with what the page says it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rules.core.lists import Entry, load
from rules.core.page import Block, Mention, Page
from rules.core.readability import dictionary
from rules.core.sentences import prose

_TOKEN = re.compile(r"(?<![\w@/.£#-])[A-Za-z]*[A-Z]&?[a-z]{0,2}[A-Z][A-Za-z]*(?:-?\d{1,2})?(?:['’]?s)?(?![\w@&]|[./-]\w)")
_MIXED = re.compile(r"[A-Z][A-Za-z]{1,6}")
_ROMAN = re.compile(r"[IVX]{2,5}")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d?[A-Z]{0,2}")
_SHOUTED = re.compile(r"\b[A-Z]{2,}\b")
_BRACKETED = re.compile(
    r"\((?:or |also |commonly |often |sometimes |usually |otherwise |now )*(?:known as |called |referred to as |abbreviated to |"
    r"shortened to |hereafter )?(?:the |an? )?[\"“‘']?([A-Z][\w&-]{1,10}?)s?[\"”’']?(?:,? for short)?\)"
)
_NAMED = re.compile(
    r",? (?:or|(?:also |commonly |often |usually |sometimes )?(?:known as|called|referred to as|abbreviated to|shortened to))"
    r"(?: the| an?)? [\"“‘']?([A-Z][\w&-]{1,10}?)s?[\"”’']?(?=,? for short|[,.;)]|\Z| \()"
)
_REVERSED = re.compile(
    r"[\"“‘']?\b([A-Z][\w&-]{1,10}?)s?[\"”’']?(?: \(| (?:stands for|means|is short for|is an? (?:acronym|abbreviation) (?:for|of))"
    r"[:“\"]? ?|: | [-–—=] )(?:the |an? )?([^()]{4,120})"
)
_WORDS = re.compile(r"[A-Za-z][\w'’]*")
_SMALL = frozenset("a an and at by for from in of on or the to with".split())


def acronyms(page: Page) -> tuple[Mention, ...]:
    """The acronyms used in the main content. `key` is the acronym in the singular.

    `value` is what the page says it stands for, wherever on the page it says so; empty where it nowhere does.
    Words and headings in capitals for emphasis are not acronyms, nor are Roman numerals, codes and addresses.
    """
    used = [mention for block in page.of(prose) for mention in _used(block)]
    if not used:
        return ()
    told = {**_from_list(page, {key for *_, key in used}), **_explained(page)}
    return tuple(Mention(block, start, end, told.get(key, ""), key=key) for block, start, end, key in used)


acronyms.__name__ = "core.acronyms"


def listed(acronym: str) -> Entry | None:
    """What our list of the field's acronyms knows of it."""
    return _listed().get(acronym) or _listed().get(acronym.upper())


def known_to_everybody(acronym: str) -> bool:
    """Whether it needs no explaining to any reader: GP, NHS, PDF."""
    return acronym in load("known_acronyms")


@cache
def _listed() -> Mapping[str, Entry]:
    return {entry.term: entry for entry in load("send_acronyms").entry}


def _used(block: Block) -> Iterator[tuple[Block, int, int, str]]:
    text = block.text
    if not _SHOUTED.search(text) and not _MIXED.search(text):
        return
    if _shouts(text):
        return
    for match in _TOKEN.finditer(text):
        acronym = singular(match[0])
        if _is_acronym(acronym) and not _in_capitals(text, match.start(), match.end(), acronym):
            yield block, match.start(), match.start() + len(match[0].rstrip("'’")), acronym


def singular(token: str) -> str:
    """The acronym itself, without a plural or possessive s: “EHCPs”, “SENCO’s”."""
    return re.sub(r"(?<=[A-Z\d])[oO]?['’]?s\Z", lambda m: "O" if m[0][0] == "O" else "o" if m[0][0] == "o" else "", token)


def _is_acronym(token: str) -> bool:
    letters = [c for c in token if c.isalpha()]
    if not 2 <= len(letters) <= 10 or _ROMAN.fullmatch(token) or _POSTCODE.fullmatch(token):
        return listed(token) is not None and not _ROMAN.fullmatch(token)
    if listed(token):
        return True
    capitals = sum(c.isupper() for c in letters)
    return (capitals == len(letters) and not token[-1].isdigit()) and not _a_word(token)


def _a_word(token: str) -> bool:
    """Whether it is an ordinary word in capitals: the dictionary says it with fewer syllables than letters."""
    return dictionary().get(token.lower(), 99) < (len(token) if len(token) > 3 else 2)


def _shouts(text: str) -> bool:
    """A block mostly in capitals: a heading that shouts."""
    words = [w for w in _WORDS.findall(text) if len(w) > 1]
    shouted = [w for w in words if w.isupper()]
    return len(words) > 1 and len(shouted) * 2 > len(words) and any(listed(w) is None and _a_word(w) for w in shouted)


def _in_capitals(text: str, start: int, end: int, acronym: str) -> bool:
    """Between other words in capitals: “PLEASE SEND BY POST”."""
    before = re.search(r"(\w+)\W\Z", text[max(0, start - 20) : start])
    after = re.match(r" (\w+)", text[end : end + 20])
    near = [m[1] for m in (before, after) if m]
    return any(len(w) > 2 and w.isupper() and w.isalpha() and listed(w) is None and _a_word(w) for w in near)


def _from_list(page: Page, acronyms: set[str]) -> dict[str, str]:
    """The meanings our list knows that stand on the page in full, as “education, health and care plans” for EHCP."""
    text = _loose(" | ".join([page.title, *(block.text for block in page.blocks)]))
    found = {}
    for acronym in acronyms:
        entry = listed(acronym)
        meaning = next((use for use in entry.use if _loose(use) in text), None) if entry else None
        if meaning:
            found[acronym] = meaning
    return found


def _loose(text: str) -> str:
    """Without what differs between spellings of the same name: capitals, commas, hyphens, “and”, brackets."""
    text = re.sub(r"\([^()]*\)", " ", text.lower()).replace("&", " and ").replace("’", "'")
    text = re.sub(r"\b(?:and|or|the|of)\b|[^\w|']", " ", text.replace("-", ""))
    return " ".join(text.split())


def _explained(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in page.blocks:
        for inline in block.inlines:
            if inline.tag in ("abbr", "acronym") and (title := inline.element.get("title")):
                found.setdefault(singular(block.text[inline.start : inline.end]), " ".join(title.split()))
        for acronym, meaning in _pairs(block.text):
            found.setdefault(acronym, meaning)
    for left, right in zip(page.blocks, page.blocks[1:], strict=False):
        if left.row == right.row != -1:
            for short, long in ((left.text, right.text), (right.text, left.text)):
                if len(short) <= 12 and (meaning := expansion_after(singular(short), long)):
                    found.setdefault(singular(short), meaning)
    return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_BRACKETED, _NAMED):
        for match in pattern.finditer(text):
            acronym = singular(match[1])
            if meaning := expansion_before(acronym, text[: match.start()]):
                yield acronym, meaning
    for match in _REVERSED.finditer(text):
        acronym = singular(match[1])
        if meaning := expansion_after(acronym, match[2]):
            yield acronym, meaning


def expansion_before(acronym: str, text: str) -> str:
    """The words at the end of `text` that the acronym is made of, or nothing (Schwartz and Hearst 2003)."""
    letters = [c.lower() for c in acronym if c.isalnum()]
    if len(letters) < 2:
        return ""
    words = list(_WORDS.finditer(text))[-min(len(letters) + 5, len(letters) * 2) - 2 :]
    if not words:
        return ""
    window = text[words[0].start() :].rstrip(" \"“”'’,")
    at = len(window)
    for n, letter in enumerate(reversed(letters)):
        first = n == len(letters) - 1
        at = window.lower().rfind(letter, 0, at)
        while first and at > 0 and window[at - 1].isalnum():
            at = window.lower().rfind(letter, 0, at)
        if at < 0:
            return ""
    meaning = window[at:]
    return meaning if _plausible(letters, meaning) else ""


def expansion_after(acronym: str, text: str) -> str:
    """The words at the start of `text` that the acronym is made of, or nothing."""
    letters = [c.lower() for c in acronym if c.isalnum()]
    wanted = list(letters)
    for word in _WORDS.finditer(text):
        lowered = word[0].lower()
        if wanted and lowered[0] == wanted[0]:
            wanted.pop(0)
            inner = lowered[1:]
            while wanted and lowered not in _SMALL and len(wanted) <= 2 and wanted[0] in inner:
                inner = inner[inner.index(wanted.pop(0)) + 1 :]
        elif lowered not in _SMALL or not wanted:
            return ""
        if len(letters) > 1 and not wanted:
            meaning = text[: word.end()]
            return meaning if _plausible(letters, meaning) else ""
    return ""


def _plausible(letters: list[str], meaning: str) -> bool:
    """Whether words and letters begin alike often enough: a long form is words, not a stray run of letters."""
    initials = [w[0].lower() for w in _WORDS.findall(meaning.replace("-", " "))]
    shared = sum(initial in letters for initial in initials)
    return len(initials) >= 2 and initials[0] == letters[0] and shared * 2 >= len(letters) and len(initials) <= len(letters) * 2

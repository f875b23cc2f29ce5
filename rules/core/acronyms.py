"""Acronyms in use, each with what the page says it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rules.core.expansions import SMALL, WORDS, expansion_after, pairs, singular
from rules.core.lists import Entry, load
from rules.core.page import Block, Mention, Page
from rules.core.readability import dictionary
from rules.core.sentences import prose

_TOKEN = re.compile(
    r"(?<![\w@/.£#=?-])[A-Za-z]*[A-Z]&?[a-z]{0,2}[A-Z][A-Za-z]*(?:-?\d{1,2})?(?:['’]?s)?"
    r"(?![\w@&]|[./-]\w| (?:\d\d|[A-Z]\d))"
)
_ROMAN = re.compile(r"[IVX]{2,5}")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d?[A-Z]{0,2}")
_SHOUTED = re.compile(r"\b[A-Z]{2,}\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def acronyms(page: Page) -> tuple[Mention, ...]:
    """The acronyms used in the main content. `key` is the acronym in the singular.

    `value` is what the page says it stands for, wherever on the page it says so; empty where it nowhere does.
    Words and headings in capitals for emphasis are not acronyms, nor are Roman numerals, codes and addresses.
    """
    used = [mention for block in page.of(prose) for mention in _used(block)]
    if not used:
        return ()
    keys = {key for *_, key in used}
    told = _explained(page, keys)
    told |= _from_list(page, keys - told.keys())
    return tuple(Mention(block, start, end, told.get(key, ""), key=key) for block, start, end, key in used)


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
    tokens = list(_TOKEN.finditer(text))
    if not tokens or _shouts(text):
        return
    for match in tokens:
        acronym = singular(match[0])
        if _is_acronym(acronym) and not _in_capitals(text, match.start(), match.end()):
            yield block, match.start(), match.start() + len(match[0].rstrip("'’")), acronym


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
    shouted = _SHOUTED.findall(text)
    if len(shouted) < 2 or len(shouted) * 2 < len(WORDS.findall(text)):
        return False
    return any(listed(word) is None and _a_word(word) for word in shouted)


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Between other words in capitals: “PLEASE SEND BY POST”."""
    before = re.search(r"(\w+)\W\Z", text[max(0, start - 20) : start])
    after = re.match(r" (\w+)", text[end : end + 20])
    near = [m[1] for m in (before, after) if m]
    return any(len(w) > 2 and w.isupper() and w.isalpha() and listed(w) is None and _a_word(w) for w in near)


def _from_list(page: Page, acronyms: set[str]) -> dict[str, str]:
    """Meanings from our list that stand on the page in full: “education, health and care plans” for EHCP."""
    entries = {acronym: entry for acronym in acronyms if (entry := listed(acronym))}
    if not entries:
        return {}
    text = _loose(" | ".join([page.title, *(block.text for block in page.blocks)]))
    meant = {acronym: [use for use in entry.use if _loose(use) in text] for acronym, entry in entries.items()}
    return {acronym: uses[0] for acronym, uses in meant.items() if uses}


def _loose(text: str) -> str:
    """Without what differs between spellings of the same name: capitals, commas, hyphens, “and”, brackets."""
    text = _IN_BRACKETS.sub(" ", text) if "(" in text else text
    said = WORDS.findall(text.lower().replace("’", "'").replace("-", ""))
    return " ".join(word for word in said if word not in SMALL)


def _explained(page: Page, wanted: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in page.blocks:
        for inline in block.inlines:
            if inline.tag in ("abbr", "acronym") and (title := inline.element.get("title")):
                found.setdefault(singular(block.text[inline.start : inline.end]), " ".join(title.split()))
        if any(acronym in block.text for acronym in wanted):
            for acronym, meaning in pairs(block.text):
                found.setdefault(acronym, meaning)
    for left, right in zip(page.blocks, page.blocks[1:], strict=False):
        if left.row == right.row != -1:
            for short, long in ((left.text, right.text), (right.text, left.text)):
                if len(short) <= 12 and (meaning := expansion_after(singular(short), long)):
                    found.setdefault(singular(short), meaning)
    return found

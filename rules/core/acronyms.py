"""Acronyms in use, each with what the page says it stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from rules.core.lists import Entry, load, words
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
_SHORT = r"(?:the |an? )?[\"“‘']?\b([A-Z][\w&-]{1,10}?)s?[\"”’']?"
_CALLED = r"(?:known as|called|referred to as|abbreviated to|shortened to) "
_OFTEN = r"(?:or |also |commonly |often |sometimes |usually |otherwise |now )*"
_BRACKETED = re.compile(rf"\({_OFTEN}(?:{_CALLED})?{_SHORT}(?:,? for short| [A-Za-z]+)?\)")
_NAMED = re.compile(rf",? (?:or |{_OFTEN}{_CALLED}){_SHORT}(?=,? for short|[,.;)]|\Z| \()")
_REVERSED = re.compile(
    rf"{_SHORT}(?: \(| (?:stands for|means|is short for|is an? (?:acronym|abbreviation) (?:for|of))[:“\"]? ?"
    r"|: | [-–—=] )(?:the |an? )?([^()]{4,120})"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_WORDS = re.compile(r"[A-Za-z][\w'’]*")
_REST_OF_WORD = re.compile(r"\A-[\w-]+")
_SMALL = words("a an and at by for from in of on or the to with")


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


def singular(token: str) -> str:
    """The acronym itself, without a plural or possessive s: “EHCPs”, “SENCO’s”."""
    return re.sub(
        r"(?<=[A-Z\d])[oO]?['’]?s\Z", lambda m: "O" if m[0][0] == "O" else "o" if m[0][0] == "o" else "", token
    )


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
    if len(shouted) < 2 or len(shouted) * 2 < len(_WORDS.findall(text)):
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
    said = _WORDS.findall(text.lower().replace("’", "'").replace("-", ""))
    return " ".join(word for word in said if word not in _SMALL)


def _explained(page: Page, wanted: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in page.blocks:
        for inline in block.inlines:
            if inline.tag in ("abbr", "acronym") and (title := inline.element.get("title")):
                found.setdefault(singular(block.text[inline.start : inline.end]), " ".join(title.split()))
        if any(acronym in block.text for acronym in wanted):
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
    """The shortest words at the end of `text` that the acronym is made of, or nothing.

    After Schwartz and Hearst (2003): the letters stand in the words in their order, the first at the start of
    a word. Initials in another order pass too: “Certificate of Lawful Use for Existing Development (CLEUD)”.
    """
    letters = [c.lower() for c in acronym if c.isalnum()]
    text = text.rstrip(" \"“”'’,([")
    for word in reversed(list(_WORDS.finditer(text))[-len(letters) * 2 - 4 :]):
        meaning = text[word.start() :]
        if word[0][0].lower() == letters[0] and _made_of(letters, meaning):
            return meaning
    return ""


def _made_of(letters: list[str], meaning: str) -> bool:
    """Whether the letters run through the words in order, or are their initials in any order."""
    initials = [w[0].lower() for w in _WORDS.findall(meaning.replace("-", " "))]
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
            meaning = text[: word.end()] + "".join(_REST_OF_WORD.findall(text[word.end() :]))
            return meaning if _made_of(letters, meaning) else ""
    return ""

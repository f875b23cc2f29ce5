"""Acronyms in use, each with what the page says it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from rules.core.expansions import WORDS, expansions, singular
from rules.core.in_full import by_capitals, by_words
from rules.core.lists import Entry, load, words
from rules.core.page import Block, Mention, Page
from rules.core.readability import dictionary
from rules.core.running_text import RunningText, running_text

_TOKEN = re.compile(
    r"(?<![\w@/.£#=?-])[A-Za-z]*[A-Z]&?[a-z]{0,2}[A-Z][A-Za-z]*(?:-?\d{1,2})?(?:['’]?s)?"
    r"(?![\w@&]|[./-]\w| (?:\d\d|[A-Z]\d))"
)
_CAPITALS = re.compile(r"[A-Z]&?[a-z]{0,2}[A-Z]")
_ROMAN = re.compile(r"[IVX]{2,5}")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d?[A-Z]{0,2}")
_NO_WORDS = words(
    "AM PM BST CET EST GMT UTC"
    " CM DB FT GHZ HZ KBPS KG KHZ KM KMH KW KWH LB MBPS MG MHZ ML MM MPG MPH OZ PX SQM TWH"
    " GB KB MB"
    " AVI BMP CSS CSV DOC DOCX EPUB EXE GIF HTM HTML JPEG JPG JSON MOV MP3 MP4 MPEG ODP ODS ODT PDF PNG PPT PPTX"
    " RSS RTF SVG TIF TIFF TXT WAV XLS XLSX XML ZIP"
)
_PART_OF_NAME = re.compile(
    r" (?:Academy|Charity|Centre|Fitness|Foundation|Gym|House|Limited|Ltd|Nursery|School|Trust|UK|CIC|FC|PLC)\b"
)
_GRADE = re.compile(
    r"\b(?:[Gg]rades?|[Ll]evels?|[Bb]ands?|[Cc]lass|[Ff]orms?|[Pp]art|[Tt]ype|[Rr]oute|[Gg]roup) \Z"
)
_WELSH = re.compile(
    r"\b(?:am y|ar gyfer|ar-lein|canolfan|cysylltu|cymr\w+|eich|ffôn|ffoniwch|gwasanaeth\w*|gyda|gyswllt"
    r"|llinell|neu|os ydych|siarad|wneud|yn|yng|ydych|y tu)\b",
    re.IGNORECASE,
)
_DOES = re.compile(r"(?:\A|[.!?:] |\b(?:[Tt]o|[Pp]lease|not|or|and|then|must|can|will) )\Z")
_TO_WHAT = re.compile(
    r" (?:an?|the|this|that|these|those|my|your|our|their|it|us|me|them|to us|by post|in your)\b",
    re.IGNORECASE,
)
_CITED = re.compile(r"(?:, ?| \(| )(?:19|20)\d\d[a-z]?\)")
_QUOTED = re.compile(r"[“‘\"'][^“”‘’\"']*\Z")
_QUOTE_ENDS = re.compile(r"[^“”‘’\"']{0,80}[”’\"'](?!\w)")
_SHOUTED = re.compile(r"\b[A-Z]{2,}\b")


def acronyms(page: Page) -> tuple[Mention, ...]:
    """The acronyms used in the main content. `key` is the acronym in the singular.

    `value` is what the page says it stands for, wherever on the page it says so; empty where it nowhere does.
    `kind` is “quoted” where the letters stand in quotation marks: they are somebody else's, or talked about.
    Words and headings in capitals for emphasis are not acronyms, nor are Roman numerals, codes, grades, units
    and addresses, nor capitals in a name (“ACE Centre”).
    """
    used = list(_used(page.of(running_text)))
    if not used:
        return ()
    keys = {key for *_, key in used}
    written = {mention.key.upper(): mention.value for mention in reversed(page.of(expansions))}
    told = {key: written[key.upper()] for key in keys if key.upper() in written}
    told |= by_words(page, {key: entry.use for key in keys - told.keys() if (entry := listed(key))})
    told |= by_capitals(page, keys - told.keys())
    return tuple(
        Mention(block, start, end, told.get(key, ""), kind=_quoted(block, start, end), key=key)
        for block, start, end, key in used
    )


def listed(acronym: str) -> Entry | None:
    """What our list of the field's acronyms knows of it."""
    return _listed().get(acronym) or _listed().get(acronym.upper())


def known_to_everybody(acronym: str) -> bool:
    """Whether it needs no explaining to any reader: GP, NHS, PDF."""
    return acronym in load("known_acronyms")


@cache
def _listed() -> Mapping[str, Entry]:
    return {entry.term: entry for entry in load("send_acronyms").entry}


def _used(running: RunningText) -> Iterator[tuple[Block, int, int, str]]:
    for match in _tokens(running.text):
        acronym = singular(match[0])
        if _is_acronym(acronym):
            block, start, end = running.at(*match.span())
            foreign = block.language is None and _welsh(block.text)
            if not (foreign or _stands_for_nothing(block.text, start, end, acronym) or _shouts(block.text)):
                yield block, start, start + len(match[0].rstrip("'’")), acronym


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Words with capitals close together: these are looked for first, as most words have none."""
    end = 0
    for capitals in _CAPITALS.finditer(text):
        start = capitals.start()
        if start >= end:
            while start and text[start - 1].isalpha():
                start -= 1
            if match := _TOKEN.match(text, start):
                end = match.end()
                yield match


def _stands_for_nothing(text: str, start: int, end: int, acronym: str) -> bool:
    """A unit, a kind of file, a grade, a word in capitals, part of a name, or the author of a book."""
    return (
        acronym.upper() in _NO_WORDS
        or _PART_OF_NAME.match(text, end) is not None
        or _CITED.match(text, end) is not None
        or (
            len(acronym) < 4
            and listed(acronym) is None
            and _GRADE.search(text, max(0, start - 8), start) is not None
        )
        or _in_capitals(text, start, end)
        or (_DOES.search(text, max(0, start - 12), start) is not None and _TO_WHAT.match(text, end) is not None)
    )


def _quoted(block: Block, start: int, end: int) -> str:
    opens = block.quoted or block.within(start, end, "q", "cite", "code")
    if not opens and _QUOTED.search(block.text, max(0, start - 80), start):
        opens = _QUOTE_ENDS.match(block.text, end) is not None
    return "quoted" if opens else ""


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


@lru_cache(maxsize=64)
def _welsh(text: str) -> bool:
    return _WELSH.search(text) is not None


@lru_cache(maxsize=64)
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

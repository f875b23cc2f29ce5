"""A passage in another language that does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.common_words import COMMON, NAMES, words_in
from rules.core.findings import Fact
from rules.core.page import Block, Page
from rules.core.rule import Rule, at

# The scripts that families in the United Kingdom read besides the Latin one, each with a language written in it.
_SCRIPTS = {
    "Arabic script": "\u0600-\u06ff",
    "Hebrew script": "\u0590-\u05ff",
    "Cyrillic script": "\u0400-\u04ff",
    "Greek script": "\u0370-\u03ff",
    "Devanagari script": "\u0900-\u097f",
    "Bengali script": "\u0980-\u09ff",
    "Gurmukhi script": "\u0a00-\u0a7f",
    "Gujarati script": "\u0a80-\u0aff",
    "Tamil script": "\u0b80-\u0bff",
    "Thai script": "\u0e00-\u0e7f",
    "Ethiopic script": "\u1200-\u137f",
    "Chinese script": "\u4e00-\u9fff",
}
_OTHER = re.compile("|".join(f"(?P<s{n}>[{letters}])" for n, letters in enumerate(_SCRIPTS.values())))
_OTHERS = {NAMES[code]: words - COMMON["en"] for code, words in COMMON.items() if code != "en"}
_ENGLISH = frozenset(
    words_in("the of and you your for with are be this that have from our we can will if by at which their they")
)
_FEWEST_WORDS, _FEWEST_LETTERS, _FEWEST_KINDS = 10, 12, 3
_ENGLISH_AT_MOST, _OTHER_AT_LEAST = 0.05, 0.2


class UnmarkedLanguage(Rule):
    """A passage is in another language than the page, and no `lang` attribute says so.

    A screen reader reads Polish with an English voice, and nobody understands it. Programs that translate pages
    leave it out.

    **Left alone:**

    - passages that say their language, or hold an element that does
    - names, titles and a few words, such as those of a menu of languages
    - pages that are mostly in another language
    """

    id = "accessibility.unmarked-language"
    title = "Passages in another language that do not say so"
    message = "“{quote}” appears to be in another language ({value}), and has no lang attribute."
    fix = 'Say the language in the lang attribute of the element around it, such as lang="pl" for Polish.'
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("3.1.2",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H58",)

    def extract(self, page: Page) -> Iterator[Fact]:
        if not page.english:
            return
        found = [
            (block, told) for block in page.blocks if (told := _other_language(block)) and not _says_so(block)
        ]
        if len(found) * 2 <= len(page.main):
            for block, told in found:
                yield Fact(at(page, block), value=told)


def _other_language(block: Block) -> str:
    """What a block appears to be written in, where that is not English; nothing where it is, or too short to "
    "tell."""
    text = block.text
    if not text.isascii() and (script := _script(text)):
        return script
    if block.kind == "code" or text.count(" ") < _FEWEST_WORDS - 1:
        return ""
    if " the " in text or " of " in text or " and " in text:
        return ""
    words = words_in(text)
    if len(words) < _FEWEST_WORDS or sum(word in _ENGLISH for word in words) > _ENGLISH_AT_MOST * len(words):
        return ""
    met = {name: [word for word in words if word in common] for name, common in _OTHERS.items()}
    name = max(met, key=lambda name: len(met[name]))
    is_sure = len(met[name]) >= _OTHER_AT_LEAST * len(words) and len(set(met[name])) >= _FEWEST_KINDS
    return name if is_sure else ""


def _script(text: str) -> str:
    letters = [match.lastgroup for match in _OTHER.finditer(text)]
    if len(letters) < _FEWEST_LETTERS or len(letters) * 2 < sum(map(str.isalpha, text)):
        return ""
    most = max(set(letters), key=letters.count)
    return list(_SCRIPTS)[int(str(most)[1:])]


def _says_so(block: Block) -> bool:
    """Whether anything around or in a block says that it is not English."""
    said = [block.language, *(e.get("lang") for e in block.element.iter("*"))]
    return any(language and language.split("-")[0].lower() != "en" for language in said)

"""Acronyms that a page writes out in full away from the letters: by the words of our list, or by capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import cache

from rules.core.expansions import SMALL, WORDS
from rules.core.page import Page

_CAPITAL_WORD = re.compile(r"\b[A-Z][\w’'-]*")


def by_words(page: Page, known: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Of the meanings `known` of each acronym, the likeliest that stands on the page.

    “Education, health and care plans” is one for EHCP, whatever its commas, small words and hyphens.
    """
    if not known:
        return {}
    text = page.of(_whole_text).lower().replace("’", "'").replace("-", "")
    return {
        acronym: use
        for acronym, uses in known.items()
        for use in reversed(uses)
        if all(beginning in text for beginning in _beginnings(use)) and _wording(use).search(text)
    }


def by_capitals(page: Page, acronyms: Set[str]) -> dict[str, str]:
    """Names whose capitals are the letters, anywhere on the page: “Joint Zebra Team” for JZT."""
    wanted = {a for a in acronyms if len(a) > 2 and a.isalpha() and a.isupper()}
    found: dict[str, str] = {}
    if wanted:
        for name in _names("".join(sorted({acronym[0] for acronym in wanted}))).finditer(page.of(_whole_text)):
            capitals = [word.span() for word in _CAPITAL_WORD.finditer(name[0])]
            initials = "".join(name[0][start] for start, _ in capitals)
            for acronym in (acronym for acronym in wanted if acronym in initials):
                first = initials.index(acronym)
                found[acronym] = name[0][capitals[first][0] : capitals[first + len(acronym) - 1][1]]
    return found


def _whole_text(page: Page) -> str:
    """All that may say what letters stand for: titles of the page and of its links, and blocks, a line each."""
    titles = (link.element.get("title", "") for link in page.links)
    return "\n".join([page.title, *titles, *(block.text for block in page.blocks)])


def _words(use: str) -> list[str]:
    said = WORDS.findall(use.lower().replace("’", "'").replace("-", ""))
    return [word for word in said if word not in SMALL]


@cache
def _beginnings(use: str) -> tuple[str, ...]:
    """How the words of a meaning begin, whatever their spelling: a quick look before a long one."""
    return tuple(word[:4] for word in _words(use))


@cache
def _wording(use: str) -> re.Pattern[str]:
    """A meaning in small letters without hyphens, whatever commas, small words and brackets stand in it."""
    small = "|".join(sorted(SMALL))
    between = rf"(?:[^\w\n]{{1,6}}(?:{small})\b)*(?:[^\w\n]{{0,6}}\([^()\n]{{0,80}}\))?[^\w\n]{{1,6}}"
    first, *others = map(re.escape, _words(use))
    return re.compile(rf"{first}(?<!\w{first})" + "".join(between + word for word in others))


@cache
def _names(letters: str) -> re.Pattern[str]:
    """Names of three words or more, with small words between, that begin with one of these letters."""
    word = r"[a-z][\w’'-]*"
    return re.compile(
        rf"[{letters}](?<!\w[{letters}]){word}(?: (?:(?:{'|'.join(sorted(SMALL))}) ){{0,2}}[A-Z]{word}){{2,}}"
    )

"""Letters that look like an acronym of the field, with two of them swapped or a digit in place of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rules.core.acronyms import acronyms, known_to_everybody, listed
from rules.core.dictionary import dictionary
from rules.core.expansions import expansions
from rules.core.lists import load
from rules.core.page import Mention, Page
from rules.core.quoting import left_alone
from rules.core.running_text import running_text

_LETTERS = re.compile(r"[A-Z](?<![\w@/.£#=?-][A-Z])[A-Z01]{2,8}(?=s?(?![\w@&/-]))(?!\.\w| \d)")
_PLAN = re.compile(r" (?:plan|plans|needs)\b")


def lookalikes(page: Page) -> tuple[Mention, ...]:
    """Letters that are no acronym we know, but nearly one. `key` is as written, `value` the one that is meant.

    `kind` is “beside” where the page has the right one too. Letters that the page explains are its own.
    """
    text = page.of(running_text).text
    nearly = [(match, right) for match in _LETTERS.finditer(text) if (right := _meant(match))]
    if not nearly:
        return ()
    used = {mention.key.upper() for mention in page.of(acronyms)}
    own = {mention.key for mention in page.of(expansions)}
    found = []
    for match, right in nearly:
        block, start, end = page.of(running_text).at(*match.span())
        if match[0] not in own and not left_alone(block, start, end, capital=True):
            kind = "beside" if right.upper() in used else ""
            found.append(Mention(block, start, end, right, kind=kind, key=match[0]))
    return tuple(found)


def _meant(match: re.Match[str]) -> str:
    letters = match[0]
    if letters in _swapped():
        right = _swapped()[letters]
        return right if len(right) > 3 or _PLAN.match(match.string, match.end()) else ""
    if "0" in letters or "1" in letters:
        entry = listed(letters.replace("0", "O").replace("1", "I"))
        return entry.term if entry is not None and listed(letters) is None else ""
    return ""


@cache
def _swapped() -> Mapping[str, str]:
    """Each way to swap two neighbouring letters of a listed acronym, where the result is nothing else."""
    meant: dict[str, set[str]] = {}
    for entry in load("send_acronyms").entry:
        for slip in _swaps(entry.term.upper()):
            meant.setdefault(slip, set()).add(entry.term.upper())
    return {
        slip: min(right)
        for slip, right in meant.items()
        if len(right) == 1 and listed(slip) is None and not known_to_everybody(slip)
    } | {"ECH": "EHC"}


def _swaps(term: str) -> Iterator[str]:
    if not term.isalpha() or len(term) < 4:
        return
    for at in range(len(term) - 1):
        slip = term[:at] + term[at + 1] + term[at] + term[at + 2 :]
        if slip != term and slip.lower() not in dictionary():
            yield slip

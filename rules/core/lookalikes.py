"""Letters that look like an acronym of the field, with two of them swapped or a digit in place of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rules.core.acronyms import acronyms, expansions, known_to_everybody, listed
from rules.core.lists import load
from rules.core.page import Mention, Page
from rules.core.quoting import left_alone
from rules.core.readability import dictionary
from rules.core.sentences import prose

_LETTERS = re.compile(r"(?<![\w@/.£#=?-])[A-Z][A-Z01]{2,8}(?=s?(?![\w@&/-]))(?!\.\w| \d)")
_PLAN = re.compile(r" (?:plan|plans|needs)\b")


def lookalikes(page: Page) -> tuple[Mention, ...]:
    """Letters that are no acronym we know, but nearly one. `key` is as written, `value` the one that is meant.

    `kind` is “beside” where the page has the right one too. Letters that the page explains are its own.
    """
    found = [
        (block, match, right)
        for block in page.of(prose)
        for match in _LETTERS.finditer(block.text)
        if (right := _meant(match, block.text)) and not left_alone(block, *match.span(), capital=True)
    ]
    if not found:
        return ()
    used = {mention.key.upper() for mention in page.of(acronyms)}
    own = {mention.key for mention in page.of(expansions)}
    return tuple(
        Mention(block, *match.span(), right, kind="beside" if right.upper() in used else "", key=match[0])
        for block, match, right in found
        if match[0] not in own and (right.upper() in used or len(right) > 3 or _sure(match, block.text))
    )


def _sure(match: re.Match[str], text: str) -> bool:
    return match[0] != match[0].replace("0", "O") or _PLAN.match(text, match.end()) is not None


def _meant(match: re.Match[str], text: str) -> str:
    letters = match[0]
    if letters in _swapped():
        right = _swapped()[letters]
        return right if len(right) > 3 or right != "EHC" or _PLAN.match(text, match.end()) else ""
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

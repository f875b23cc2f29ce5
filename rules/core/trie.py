"""Thousands of phrases in one regular expression, shaped as a trie so that matching stays fast."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def trie(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these phrases as whole words, the longest first.

    Case counts: lower both the phrases and the text to leave it out. A word joined on by a hyphen is another
    word: “non-compliance” does not hold “compliance”.
    """
    root: dict[str, Any] = {}
    for phrase in phrases:
        node = root
        for character in phrase:
            node = node.setdefault(character, {})
        node[""] = {}
    return re.compile(rf"(?<![\w-]){_pattern(root)}(?![\w-])")


def _pattern(node: dict[str, Any]) -> str:
    ways = sorted(_way(character, below) for character, below in node.items() if character)
    joined = "|".join(ways)
    if "" in node:
        return f"(?:{joined})?" if ways else ""
    return f"(?:{joined})" if len(ways) > 1 else joined


def _way(text: str, node: dict[str, Any]) -> str:
    """One way on: the characters that follow without a choice, and then the choices."""
    while len(node) == 1 and "" not in node:
        ((character, node),) = node.items()
        text += character
    return re.escape(text) + _pattern(node)

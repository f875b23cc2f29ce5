"""Link texts that say nothing of where a link goes, and those of links that skip the menus."""

from __future__ import annotations

import re

_VAGUE = frozenset(
    words.strip()
    for words in """
    click|click here|click this link|details|download|find out more|follow this link|full details|further details
    further information|go|here|info|information|know more|learn more|link|link here|more|more details|more here
    more info|more information|on this page|page|press here|read|read here|read more|see here|see more|tap here
    this|this link|this page|this site|this website
    view|view here|view more|visit|visit here|website|web page|web site
    """.replace("\n", "|").split("|")
    if words.strip()
)
_SKIPS = re.compile(
    r"\b(?:skip|jump|straight|go) (?:straight )?(?:to|over|past|navigation|links?|menu)\b", re.IGNORECASE
)


def skips(name: str) -> bool:
    """Whether a link’s name says that it skips something, such as “skip to content”."""
    return _SKIPS.search(name) is not None


def says_nothing(name: str) -> bool:
    """Whether a link’s name is only vague words, such as “read more”."""
    return bare(name) in _VAGUE


def bare(name: str) -> str:
    """A link’s name in small letters, without arrows and stops."""
    return name.casefold().strip(" .…>»›→:-–!")

"""Link texts that say nothing of where a link goes."""

from __future__ import annotations

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


def says_nothing(name: str) -> bool:
    """Whether a link’s name is only vague words, such as “read more”."""
    return bare(name) in _VAGUE


def bare(name: str) -> str:
    """A link’s name in small letters, without arrows and stops."""
    return name.casefold().strip(" .…>»›→:-–!")

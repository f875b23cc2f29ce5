"""Turns text into what a database takes, and names things by a number worked out from their text."""

from __future__ import annotations

import re
from hashlib import blake2b

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with each character that no database takes (NUL, half a surrogate pair) replaced, one for one.

    The length stays, so that places in the text still hold.
    """
    if "\x00" not in text and (text.isascii() or _encodes(text)):
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def number(*parts: str) -> int:
    """A 64-bit number that stands for these parts: a key that needs no look-up, and is the same everywhere."""
    told = clean("\x1f".join(parts)).encode()
    return int.from_bytes(blake2b(told, digest_size=8).digest(), signed=True)


def page_key(site: str, url: str) -> int:
    """The key of a page: each site has its own."""
    return number(site, url)

"""Tells the encoding of a draft, which has no server to say it."""

from __future__ import annotations

import re

from w3lib.encoding import html_body_declared_encoding, read_bom

_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BEGINNING = 1000


def decoded(data: bytes, *, markup: bool = False) -> str | None:
    """The text in the encoding that its mark, its own word or its bytes tell; None where it is no text.

    UTF-8 goes before what the text says of itself, and that before Windows-1252.
    """
    marked, mark = read_bom(data)
    if marked:
        return _read(data[len(mark or b"") :], marked)
    if b"\0" in data[:_BEGINNING]:
        return _read(data, "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le")
    declared = html_body_declared_encoding(data) if markup else None
    told = (_read(data, name) for name in ("utf-8", declared, "cp1252") if name)
    return next((text for text in told if text is not None), None)


def _read(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None
    return None if _NOT_TEXT.search(text) else text

"""Where in a draft's own file the words of a finding stand, so that a code host can show them there."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from html import unescape
from pathlib import Path

from pipeline.store.values import FindingRow
from reports.views.addresses import href

_READABLE = frozenset((".htm", ".html", ".md", ".txt", ".xhtml"))
_LARGEST = 5_000_000
_TAG = re.compile(r"<[^<>]*>")


def line_of(row: FindingRow) -> int:
    """The line of a draft on which the words stand, counted from 1; 1 where that is not known, as of web pages."""
    if href(row.url) or Path(row.url).suffix.lower() not in _READABLE:
        return 1
    try:
        path = Path(row.url).resolve()
        text, starts = _words_of(path, path.stat().st_mtime_ns)
    except OSError:
        return 1
    if (at := text.find(row.block)) >= 0:
        at += row.start
    elif (at := text.find(row.quote)) < 0:
        return 1
    return starts[bisect_right(starts, (at, _LARGEST)) - 1][1] if starts else 1


@lru_cache(4)
def _words_of(path: Path, changed: int) -> tuple[str, list[tuple[int, int]]]:
    """The words of a file without its tags and with single spaces, and where in them each line begins.

    They are kept until the file has `changed`.
    """
    del changed
    with path.open(encoding="utf-8", errors="replace") as file:
        source = file.read(_LARGEST)
    parts: list[str] = []
    starts: list[tuple[int, int]] = []
    length = 0
    for number, line in enumerate(_TAG.sub(_blank, source).splitlines(), 1):
        if words := " ".join(unescape(line).split()):
            starts.append((length, number))
            parts.append(words)
            length += len(words) + 1
    return " ".join(parts), starts


def _blank(tag: re.Match[str]) -> str:
    """As many lines as a tag has, so that those after it keep their numbers."""
    return "\n" * tag[0].count("\n")

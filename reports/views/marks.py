"""A block of a page's text cut into pieces, so that the words of each note can be marked in their place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from rules.core.findings import SEVERITIES, Severity

_AROUND = 240
_LONGEST = 1_200


class Mark(Struct, frozen=True):
    """A stretch of a block that a note is about. `label` is the note's number."""

    start: int
    end: int
    severity: Severity
    label: int


class Piece(Struct, frozen=True):
    """Some words, marked as the narrowest note about them is; `ends` are the notes whose words end here."""

    text: str
    severity: Severity | None = None
    ends: tuple[int, ...] = ()


def pieces(block: str, marks: Sequence[Mark], *, around: int = _AROUND) -> tuple[Piece, ...]:
    """The block cut at every edge of a mark. Stretches without a mark that are longer than `around` on each side
    are shortened with “…”.
    """
    if not marks and len(block) <= around:
        return (Piece(block),)
    edges = sorted({0, len(block), *(m.start for m in marks), *(m.end for m in marks)})
    waiting = sorted(marks, key=lambda m: -m.start)
    covering: list[Mark] = []
    ending: dict[int, list[int]] = {}
    for mark in marks:
        if mark.start < mark.end:
            ending.setdefault(mark.end, []).append(mark.label)
    cut = []
    for start, end in pairwise(edges):
        while waiting and waiting[-1].start <= start:
            covering.append(waiting.pop())
        covering = [m for m in covering if m.end >= end]
        text = block[start:end]
        if covering:
            shown = _shortened(text, _LONGEST, _LONGEST)
            cut.append(Piece(shown, _narrowest(covering).severity, tuple(ending.get(end, ()))))
        else:
            head = around if start or end == len(block) else 0
            tail = around if end < len(block) else 0
            cut.append(Piece(_shortened(text, head, tail)))
    return tuple(cut)


def _narrowest(marks: Sequence[Mark]) -> Mark:
    """The mark to show where several cover the same words: a word within a sentence; of equals, the worst."""
    return min(marks, key=lambda m: (m.end - m.start, SEVERITIES.index(m.severity)))


def _shortened(text: str, head: int, tail: int) -> str:
    """The text without its middle, where more than the ends that matter would be shown."""
    if len(text) <= max(head + tail, _AROUND):
        return text
    if not head:
        return f"… {_from_a_word(text[-tail:])}"
    if not tail:
        return f"{_to_a_word(text[:head])} …"
    return f"{_to_a_word(text[:head])} … {_from_a_word(text[-tail:])}"


def _to_a_word(text: str) -> str:
    return text.rsplit(" ", 1)[0]


def _from_a_word(text: str) -> str:
    return text.split(" ", 1)[-1]

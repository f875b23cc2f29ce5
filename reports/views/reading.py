"""How a page reads: its reading age, what makes it hard, and its hardest sentences, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.store.values import FindingRow
from reports.views.notes import Note
from reports.views.words import beginning, count
from rules.core.model import band

_WHOLE = "plain-english.reading-age"
_SENTENCE = "plain-english.long-sentence"
_MOST = 3
_BEGINNING = 8


@dataclass(frozen=True)
class Hard:
    """A hard sentence: how it begins, how long it is, where to split it, and its note."""

    begins: str
    words: str
    fix: str
    label: int


@dataclass(frozen=True)
class HowItReads:
    """What would make a page easier to read. `whole` is the note about all of it, where there is one."""

    age: str | None
    whole: tuple[Note, ...]
    hardest: tuple[Hard, ...]


def is_of_the_whole(row: FindingRow) -> bool:
    """Whether a finding is about how the page reads as a whole, and so is told before its text."""
    return row.rule == _WHOLE


def how_it_reads(
    age: float | None, rows: Iterable[FindingRow], whole: Sequence[Note], notes: Iterable[Note]
) -> HowItReads | None:
    """What there is to say of how a page reads; None where nothing is hard."""
    labels = {(note.quote, note.message): note.label for note in notes}
    long = [row for row in rows if row.rule == _SENTENCE and row.value.isdecimal()]
    worst = sorted({row.quote: row for row in long}.values(), key=lambda row: -int(row.value))[:_MOST]
    if not worst and not whole:
        return None
    return HowItReads(
        age=None if age is None else band(age),
        whole=tuple(whole),
        hardest=tuple(_hard(row, labels[row.quote, row.message]) for row in worst),
    )


def _hard(row: FindingRow, label: int) -> Hard:
    return Hard(beginning(row.quote, _BEGINNING), count(int(row.value), "word"), row.fix, label)

"""The text of a page laid out as a reader meets it, broken only where notes stand beside their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct

from pipeline.store.text import Part
from reports.views.marks import Mark, Piece, pieces
from reports.views.notes import Note

_SHOWN_IN_FULL = 10_000
_LISTED = ("item", "term")

Shape = Literal["heading", "text", "list", "table"]
Pieces = tuple[Piece, ...]


class Cell(Struct, frozen=True):
    """A cell of a table: the passages in it."""

    head: bool
    passages: tuple[Pieces, ...]


class Group(Struct, frozen=True):
    """Passages of one shape: a heading with its level, paragraphs, items of a list, or the rows of a table.

    `tag` is the element that each passage is shown in.
    """

    shape: Shape
    tag: str = "p"
    level: int = 0
    passages: tuple[Pieces, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


class Stretch(Struct, frozen=True):
    """A stretch of the text: `words`, with the notes about the last of them, and what follows without any."""

    words: tuple[Group, ...]
    notes: tuple[Note, ...] = ()
    after: tuple[Group, ...] = ()


class Shown(Struct, frozen=True):
    """A part of the text with the marks in it, and the notes that are told beside it."""

    part: Part
    marks: Sequence[Mark] = ()
    notes: Sequence[Note] = ()

    @property
    def pieces(self) -> Pieces:
        """Its words, cut at the edges of the marks."""
        return pieces(self.part.text, self.marks, around=_SHOWN_IN_FULL)


class _Open(Struct):
    """A stretch that is still growing."""

    words: list[list[Shown]] = []
    notes: list[Note] = []
    after: list[list[Shown]] = []

    def headings_at_its_end(self) -> list[list[Shown]]:
        """Take away the headings that it ends with: they belong to the words that follow."""
        last = self.after if self.notes else self.words
        end = len(last)
        while end and last[end - 1][0].part.kind == "heading":
            end -= 1
        taken, last[end:] = last[end:], []
        return taken

    def closed(self) -> Stretch:
        return Stretch(tuple(_groups(self.words)), tuple(self.notes), tuple(_groups(self.after)))


def stretches(parts: Iterable[Shown]) -> Iterator[Stretch]:
    """The text in its own order. Every note stands right after its words; a table is never broken."""
    here = _Open()
    for unit in _units(parts):
        notes = [note for part in unit for note in part.notes]
        if notes:
            headings = here.headings_at_its_end()
            if here.words:
                yield here.closed()
            here = _Open([*headings, unit], notes)
        else:
            (here.after if here.notes else here.words).append(unit)
    if here.words:
        yield here.closed()


def _units(parts: Iterable[Shown]) -> Iterator[list[Shown]]:
    """What stays together: a table with all its cells, and any other part by itself."""
    for in_table, run in groupby(parts, key=lambda part: part.part.kind == "cell"):
        if in_table:
            yield list(run)
        else:
            yield from ([part] for part in run)


def _groups(units: Iterable[list[Shown]]) -> Iterator[Group]:
    for shape, alike in groupby(units, key=lambda unit: _shape(unit[0].part)):
        if shape == "table":
            yield from (Group(shape, rows=_rows(unit)) for unit in alike)
        elif shape == "heading":
            yield from (Group(shape, "h3", unit[0].part.level, (unit[0].pieces,)) for unit in alike)
        else:
            tag = "li" if shape == "list" else "p"
            yield Group(shape, tag, passages=tuple(unit[0].pieces for unit in alike))


def _shape(part: Part) -> Shape:
    if part.kind == "cell":
        return "table"
    if part.kind == "heading":
        return "heading"
    return "list" if part.kind in _LISTED else "text"


def _rows(cells: Iterable[Shown]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(_cell(list(cell)) for _, cell in groupby(row, key=lambda part: part.part.column))
        for _, row in groupby(cells, key=lambda part: part.part.row)
    )


def _cell(parts: Sequence[Shown]) -> Cell:
    return Cell(parts[0].part.head, tuple(part.pieces for part in parts))

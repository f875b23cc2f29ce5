"""The tables of a page that are there to be read, row by row, without the tables inside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from rules.core.faults import words_of
from rules.core.markup import markup
from rules.core.names import accessible_name
from rules.core.page import Block, Page
from rules.core.regions import unseen

_PARTS = ("thead", "tbody", "tfoot")
_FOR_LAYOUT = ("presentation", "none")
_SHOWS = ("img", "input", "select", "textarea", "button", "svg", "iframe", "object", "video", "audio")
_WIDEST = 100


@dataclass(frozen=True, eq=False)
class Table:
    """A table with its own rows of cells. `lead_in` is what stands before it, `heading` what it stands under."""

    element: HtmlElement
    rows: Sequence[Sequence[HtmlElement]]
    lead_in: Block | None = None
    heading: Block | None = None

    def cells(self, *tags: str) -> Iterator[HtmlElement]:
        """The table's own cells with one of these tags."""
        return (cell for row in self.rows for cell in row if cell.tag in tags)

    @property
    def words(self) -> str:
        """The words of its own cells, one after the other."""
        return " | ".join(words for row in self.rows for cell in row if (words := words_of(cell)))

    @property
    def headers(self) -> str:
        """The words of its first row."""
        return " | ".join(words for cell in self.rows[0] if (words := words_of(cell)))

    @property
    def for_layout(self) -> bool:
        """Whether its role says that it only places things on the page."""
        return self.element.get("role") in _FOR_LAYOUT


def tables(page: Page) -> tuple[Table, ...]:
    """Every table that is shown, in order."""
    found = page.of(markup).tags.get("table", ())
    if not found:
        return ()
    first = _first_blocks(page)
    return tuple(
        Table(e, rows, first[e].lead_in, first[e].heading) if e in first else Table(e, rows)
        for e in found
        if (rows := _rows(e)) and not unseen(e)
    )


def _first_blocks(page: Page) -> dict[HtmlElement, Block]:
    first: dict[HtmlElement, Block] = {}
    for block in page.blocks:
        if block.row >= 0 and (around := next(block.element.iterancestors("table"), None)) is not None:
            first.setdefault(around, block)
    return first


def _rows(table: HtmlElement) -> list[list[HtmlElement]]:
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in _PARTS:
            rows += child.iterchildren("tr")
    return [cells for row in rows if (cells := list(row.iterchildren("td", "th")))]


def empty(cell: HtmlElement) -> bool:
    """Whether a cell shows nothing: neither words nor anything else."""
    if str(cell.text_content()).strip() or next(cell.iter(*_SHOWS), None) is not None:
        return False
    return not accessible_name(cell)


def widths(table: Table) -> list[int]:
    """How many columns each row fills, with the cells that reach into it from above."""
    if not any("colspan" in cell.attrib or "rowspan" in cell.attrib for cell in table.cells("td", "th")):
        return [len(row) for row in table.rows]
    widths, below = [], [0] * (_WIDEST + 1)
    for row in table.rows:
        width = sum(1 for left in below if left)
        below = [max(0, left - 1) for left in below]
        for cell in row:
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for _ in range(across if down > 1 else 0):
                free = next((c for c, left in enumerate(below) if not left), None)
                if free is not None:
                    below[free] = down - 1
            width += across
        widths.append(width)
    return widths


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), _WIDEST) if value.isdecimal() and int(value) else 1

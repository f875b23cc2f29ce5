"""A table's cells by row and column, and which header belongs to which cell (HTML, "forming relationships")."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement
from msgspec import Struct

from rules.core.accessible import Accessibility

_FARTHEST = 200
_HEADERS = ("columnheader", "rowheader")
_ROWS = ("thead", "tbody", "tfoot")


class Cell(Struct, frozen=True, eq=False):
    """A cell, with the first row and column it stands in, and all that it takes."""

    element: HtmlElement
    rows: range
    columns: range
    header: bool

    @property
    def row(self) -> int:
        """The first row."""
        return self.rows.start

    @property
    def column(self) -> int:
        """The first column."""
        return self.columns.start


class Grid:
    """The cells of a table, in order."""

    def __init__(self, cells: list[Cell]) -> None:
        self.cells = cells
        self._named: set[str] = set()
        self._last_in_row: dict[int, Cell] = {}
        self._last_in_column: dict[int, Cell] = {}
        for cell in cells:
            self._take_in(cell)

    def _take_in(self, cell: Cell) -> None:
        named = cell.element.get("headers")
        if named is not None:
            self._named.update(named.split())
            return
        self._last_in_row.update(dict.fromkeys(cell.rows, cell))
        self._last_in_column.update(dict.fromkeys(cell.columns, cell))

    def assigned(self, header: Cell) -> bool:
        """Whether any cell belongs to a header: one that names it, or one further on in its column or row.

        A header without a scope may head either: browsers differ, and an empty cell in the corner is no reason to
        think that it heads neither.
        """
        if header.element.get("id") in self._named:
            return True
        scope = _scope(header.element)
        below = (self._last_in_column.get(column) for column in header.columns)
        beside = (self._last_in_row.get(row) for row in header.rows)
        if scope != "row" and any(c is not None and c is not header and c.row >= header.row for c in below):
            return True
        if scope == "col":
            return False
        counts = (c for c in beside if c is not None and not (c.header and scope == "auto"))
        return any(cell.column > header.column for cell in counts)


def grid_of(told: Accessibility, table: HtmlElement) -> Grid:
    """The cells of a `table`, or of something that plays one by its ARIA roles."""
    rows = _rows(table) if table.tag == "table" else _rows_by_role(told, table)
    cells: list[Cell] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for element in row:
            while taken.get(column, -1) >= number:
                column += 1
            columns = range(column, column + _span(element, "colspan"))
            lines = range(number, number + _span(element, "rowspan"))
            taken.update(dict.fromkeys(columns, lines[-1]))
            cells.append(Cell(element, lines, columns, told.role(element) in _HEADERS))
            column = columns.stop
    return Grid(cells)


def _rows(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    for child in table.iterchildren("tr", *_ROWS):
        for row in [child] if child.tag == "tr" else child.iterchildren("tr"):
            yield list(row.iterchildren("td", "th"))


def _rows_by_role(told: Accessibility, table: HtmlElement) -> Iterator[list[HtmlElement]]:
    for part in told.owned(table):
        role = told.role(part)
        for row in [part] if role == "row" else told.owned(part) if role == "rowgroup" else ():
            yield [cell for cell in told.owned(row) if told.role(cell) in (*_HEADERS, "cell", "gridcell")]


def _scope(header: HtmlElement) -> str:
    if header.tag != "th":
        return "row" if header.get("role") == "rowheader" else "col"
    scope = header.get("scope", "").strip().lower()
    return {"row": "row", "col": "col", "colgroup": "col", "rowgroup": "rowgroup"}.get(scope, "auto")


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, cell.get(f"aria-{name}", "1")).strip()
    return min(int(value), _FARTHEST) if value.isdecimal() and int(value) else 1

"""A table of facts without header cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lxml.html import HtmlElement

from rules.core.findings import Fact
from rules.core.page import Page, Place
from rules.core.paths import css_path
from rules.core.regions import unseen
from rules.core.rule import Rule

_HEADER_ROLES = ("columnheader", "rowheader")
_LAYOUT_ROLES = ("presentation", "none")
_NOT_IN_A_CELL = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "form", "input", "select", "iframe", "video", "nav")
_DATA = re.compile(r"[@£%]|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d")
_LONGEST_HEADER = 6
_A_SENTENCE = 8
_HEAD_TABLES = frozenset(
    words.strip()
    for words in """
    action|activity|address|age|ages|age range|area|class|club|comments|contact|contacts|cost|date|dates|day|days
    deadline|description|details|duration|e-mail|email|event|fee|fees|from|group|hours|job title|location|meaning
    name|name of school|notes|number|opening times|organisation|phone|place|postcode|price|provider|role|school
    service|session|status|stage|subject|team|telephone|term|time|times|title|to|topic|type|venue|ward|website
    what|what it means|when|where|who|year
    """.replace("\n", "|")
    .replace("  ", "")
    .split("|")
)


@dataclass(frozen=True)
class _Cell:
    text: str
    bold: bool


_Grid: TypeAlias = list[dict[int, _Cell]]


class TableHeaders(Rule):
    """A table of facts whose headings are marked up as ordinary cells (`td`), not as header cells (`th`).

    Without header cells, a parent who listens to the page hears a run of words that belong to nothing. With them,
    a screen reader says the header with each cell: “Monday, opens, 9am”.

    **Left alone:**

    - tables with header cells
    - tables for layout (`role="presentation"`, one row or column, headings, forms or other tables inside)
    - tables whose first row and first column do not read like headers
    """

    id = "accessibility.table-headers"
    title = "Tables without header cells"
    message = "This table has no header cells (th): “{quote}” reads like a header."
    fix = "Mark the first row or column up as header cells (th), with a scope."
    commitments = ("partnership.participation",)
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/tutorials/tables/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for table in page.dom.iter("table"):
            if _unmarked(table) and (header := _header(_grid(table))) and not unseen(table):
                yield Fact(Place(page.url, css_path(table), header, 0, len(header)))


def _unmarked(table: HtmlElement) -> bool:
    """Whether a table has no header cells, and nothing that shows it to be there for layout."""
    if table.get("role") in _LAYOUT_ROLES or next(table.iter("th"), None) is not None:
        return False
    if any(cell.get("role") in _HEADER_ROLES for cell in table.iter("td")):
        return False
    return not any(inside is not table for inside in table.iter(*_NOT_IN_A_CELL))


def _grid(table: HtmlElement) -> _Grid:
    """Each row's own cells by column, with cells that span rows or columns taken into account."""
    grid: _Grid = []
    taken: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: dict[int, _Cell] = {}
        column = 0
        below = {c: left - 1 for c, left in taken.items() if left > 1}
        for cell in row.iterchildren("td"):
            while taken.get(column):
                column += 1
            cells[column] = _read(cell)
            for spanned in range(column, column + _span(cell, "colspan")):
                below[spanned] = _span(cell, "rowspan") - 1
            column += _span(cell, "colspan")
        taken = {c: left for c, left in below.items() if left > 0}
        grid.append(cells)
    return [row for row in grid if any(cell.text for cell in row.values())]


def _read(cell: HtmlElement) -> _Cell:
    text = " ".join(cell.text_content().split())
    bold = any(" ".join(b.text_content().split()) == text for b in cell.iter("b", "strong"))
    return _Cell(text, bold)


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return min(int(value), 100) if value.isdecimal() and int(value) else 1


def _header(grid: _Grid) -> str:
    """The words of the first row or column where they read like headers; empty where they do not."""
    if len(grid) < 2 or max(map(len, grid)) < 2:
        return ""
    top = list(grid[0].values())
    if len(top) > 1 and _read_like_headers(top, _columns(grid[1:])):
        return " | ".join(cell.text for cell in top)
    side = [row[0] for row in grid if 0 in row]
    if len(side) > 1 and _read_like_headers(side, _columns(grid)[1:]):
        return " | ".join(cell.text for cell in side)
    return ""


def _columns(grid: _Grid) -> list[list[_Cell]]:
    """The cells of each column, from the left."""
    columns: dict[int, list[_Cell]] = {}
    for row in grid:
        for column, cell in row.items():
            columns.setdefault(column, []).append(cell)
    return [columns[column] for column in sorted(columns)]


def _read_like_headers(headers: Sequence[_Cell], columns: Sequence[Sequence[_Cell]]) -> bool:
    """Whether cells are short names, all different, that head the others.

    They do where they alone are bold, where two of them are words that head tables everywhere, or where one
    of the columns holds facts or sentences.
    """
    if len({cell.text for cell in headers}) < len(headers) or not all(_is_name(cell.text) for cell in headers):
        return False
    if all(cell.bold for cell in headers) and not any(cell.bold for column in columns for cell in column):
        return True
    if sum(cell.text.casefold().rstrip(":") in _HEAD_TABLES for cell in headers) > 1:
        return True
    return any(sum(_is_told(c.text) for c in column) * 2 > sum(bool(c.text) for c in column) for column in columns)


def _is_told(text: str) -> bool:
    return _DATA.search(text) is not None or len(text.split()) >= _A_SENTENCE


def _is_name(text: str) -> bool:
    return 0 < len(text.split()) <= _LONGEST_HEADER and not _DATA.search(text) and text[-1] not in ".!;,"

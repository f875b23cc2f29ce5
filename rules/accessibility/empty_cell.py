"""Cells of a table that hold nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, place_of, words_of
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.tables import Table, empty, tables


class EmptyCell(FaultsRule):
    """A header cell or a cell of data in which there is nothing.

    Does an empty cell mean no, not yet known, or forgotten? A family cannot tell. A screen reader says only
    “blank”, and a column without a header has no name.

    **Left alone:**

    - the first cell of the first row, where it is no header
    - tables that are mostly empty, such as planners to fill in
    - tables without header cells, and tables for layout
    - cells that hold a picture or a field
    """

    id = "accessibility.empty-cell"
    title = "Tables with empty cells"
    message = "This table has an empty cell."
    fix = "Write what an empty cell means, such as “none” or “not yet known”."
    commitments = ("accountable.available",)
    severity = "advice"
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/tutorials/tables/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "header": Fault(
            "This table has an empty table header (th): a row or column without a name.",
            "Write the name of the row or column in it. If the corner has none, make it an ordinary cell (td).",
        ),
        "data": Fault(
            "This table has an empty data cell in the row “{value}”.",
            "Write what it means, such as “none” or “not yet known”.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for table in page.of(tables):
            headers = list(table.cells("th"))
            if table.for_layout or not headers or next(table.cells("td"), None) is None:
                continue
            for cell in headers:
                if empty(cell):
                    yield Fact(place_of(page, table.element, table.words), key=_named(cell), kind="header")
                    break
            if row := _row_with_a_gap(table):
                yield Fact(place_of(page, table.element, table.words), value=row, kind="data")


def _row_with_a_gap(table: Table) -> str:
    """The words of the first row of data with an empty cell; nothing for a table that is mostly empty."""
    data = [cell for row in table.rows[1:] for cell in row if cell.tag == "td"]
    gaps = [cell for cell in data if empty(cell)]
    if not gaps or len(gaps) * 2 > len(data):
        return ""
    row = next(row for row in table.rows[1:] if gaps[0] in row)
    return " | ".join(words for cell in row if (words := words_of(cell)))


def _named(cell: HtmlElement) -> str:
    return "header " + str(1 + len(list(cell.itersiblings("th", "td", preceding=True))))

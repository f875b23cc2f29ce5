"""A table that is built in a way that cannot be followed by ear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule, place_of, words_of
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.tables import Table, empty, tables, widths

_A_SENTENCE = 8
_PLACED = ("h1", "h2", "h3", "h4", "h5", "h6", "form", "nav", "iframe", "video")


class TableStructure(FaultsRule):
    """A table inside a table, a table without data, or one that only puts things side by side.

    A screen reader reads a table cell by cell, and says which row and column each is in. Where the markup does
    not match what is seen, that makes no sense. On a phone such tables run off the screen.

    **Left alone:**

    - tables for layout that say so with `role="presentation"`, and hold no headers
    - tables whose rows a script adds, in a `tbody` that is empty or marked with data attributes
    - rows that are even once cells across rows and columns are counted
    """

    id = "accessibility.table-structure"
    title = "Tables that cannot be followed by ear"
    message = "The structure of this table cannot be followed by ear."
    fix = "Make it a plain table with one row of headers, or no table at all."
    commitments = ("partnership.participation",)
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/tutorials/tables/tips/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "nested in a header": Fault(
            "A table is nested within a header cell (th) of another table.",
            "Take the inner table out, and give each table a heading of its own.",
            "problem",
        ),
        "nested": Fault(
            "A table is nested inside another table.",
            "Take the inner table out, and give each table a heading of its own.",
        ),
        "no data": Fault(
            "All cells of this table are header cells (th): there are only headers and no data cells.",
            "Mark up as headers only the cells that name a row or a column, and the others as td.",
            "problem",
            act=("d0f69e",),
        ),
        "uneven": Fault(
            "The rows of this table are uneven: they do not have the same number of columns.",
            "Add the cells that are missing, or let the others reach across with colspan.",
        ),
        "layout": Fault(
            "This table is used for layout: it only puts parts of the page beside or below each other.",
            "Use a style sheet to place them, and no table.",
        ),
        "layout with headers": Fault(
            "This layout table (role=presentation) has table markup for data: headers, a caption or a summary.",
            "Take the role out if the table holds data. If not, take out the headers and the caption.",
            "problem",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        found = page.of(tables)
        for table in found:
            if kind := _fault(table):
                place = place_of(page, table.element, table.words)
                yield Fact(place, key=f"{kind}: {place.quote}", kind=kind)


def _fault(table: Table) -> str:
    if table.for_layout:
        return "layout with headers" if _is_data(table) else ""
    around = next(table.element.iterancestors("table"), None)
    if around is not None:
        return _nested(table, around.get("role"))
    if next(table.cells("td"), None) is None:
        return "" if _is_filled_by_script(table) else "no data"
    if next(table.cells("th"), None) is None:
        return "layout" if _is_layout(table) else ""
    return "uneven" if len(set(widths(table))) > 1 else ""


def _nested(table: Table, role: str | None) -> str:
    cell = next(table.element.iterancestors("td", "th"), None)
    if cell is not None and cell.tag == "th":
        return "nested in a header"
    is_layout = role in ("presentation", "none") or next(table.cells("th"), None) is None
    return "" if is_layout else "nested"


def _is_data(table: Table) -> bool:
    summary = table.element.get("summary", "").strip()
    return bool(summary) or table.element.find("caption") is not None or next(table.cells("th"), None) is not None


def _is_filled_by_script(table: Table) -> bool:
    if any(name.startswith("data-") for name in table.element.attrib):
        return True
    return table.element.find("tbody") is not None and all(empty(c) for c in table.cells("td"))


def _is_layout(table: Table) -> bool:
    if table.element.get("role") or table.element.find("caption") is not None:
        return False
    if next(table.element.iter(*_PLACED), None) is not None:
        return True
    is_a_line = len(table.rows) == 1 or max(map(len, table.rows)) == 1
    return is_a_line and any(len(words_of(cell).split()) >= _A_SENTENCE for cell in table.cells("td"))

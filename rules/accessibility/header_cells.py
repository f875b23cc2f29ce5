"""A table whose header cells are headers of nothing, or whose cells name headers that are not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.grids import Grid, grid_of
from rules.core.markup import Markup, markup
from rules.core.page import Page

_TABLES = ("table", "grid", "treegrid")


class HeaderCells(FaultsRule):
    """A header cell of a table has no cells under or beside it, or a cell names a header that is not in its table.

    A screen reader says the headers with each cell. If they do not belong together, someone who listens hears a
    time without its day, or a price without what it is for.

    **Left alone:**

    - tables for layout, and tables that are hidden from everyone or from screen readers
    - header cells without words
    - tables of headers only, which another rule finds

    Another rule finds tables without any header cells.
    """

    id = "accessibility.header-cells"
    title = "Header cells that belong to no cells"
    message = "The header cell “{quote}” of this table has no cells that belong to it."
    fix = "Make it an ordinary cell (td), or mend the rows and columns."
    commitments = ("partnership.participation",)
    severity = "problem"
    wcag = ("1.3.1",)
    act = ("d0f69e", "a25f45")
    sources = ("https://www.w3.org/WAI/tutorials/tables/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "no cells": Fault(
            "The header cell “{quote}” of this table has no cells that belong to it (assigned cells).",
            "Make it an ordinary cell (td), or mend the rows and columns, so that every header stands over cells.",
            "problem",
            act=("d0f69e",),
        ),
        "not in this table": Fault(
            "The headers attribute of this cell names “{value}”, which is the id of no other cell in this table.",
            "Name header cells (th) of the same table in the headers attribute, or take it out.",
            "problem",
            act=("a25f45",),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        misled = set()
        for cell in elements.having("headers"):
            table = _table_of(cell)
            if (
                table is None
                or cell.tag not in ("td", "th")
                or not _is_read(told, table)
                or not told.visible(table)
            ):
                continue
            if missing := _missing(elements, table, cell):
                misled.add(table)
                yield fault_at(page, cell, "not in this table", missing)
        given_the_role = (e for e in elements.having("role") if e.tag != "table")
        for table in (*elements.of("table"), *given_the_role):
            if table not in misled and _is_read(told, table):
                grid = grid_of(told, table)
                if any(not cell.header for cell in grid.cells):
                    yield from _idle(page, told, grid)


def _is_read(told: Accessibility, table: HtmlElement) -> bool:
    """Whether an element is read out as a table."""
    return told.role(table) in _TABLES and told.told(table)


def _table_of(cell: HtmlElement) -> HtmlElement | None:
    return next(cell.iterancestors("table"), None)


def _missing(elements: Markup, table: HtmlElement, cell: HtmlElement) -> str:
    """The first id that a cell names as a header's and that is of no other cell in its table."""
    for name in cell.get("headers", "").split():
        named = [e for e in elements.ids.get(name, ()) if e.tag in ("td", "th") and _table_of(e) is table]
        if not named or named == [cell]:
            return name
    return ""


def _idle(page: Page, told: Accessibility, grid: Grid) -> Iterator[Fact]:
    """The header cells with words that no cell belongs to."""
    for header in (cell for cell in grid.cells if cell.header and not grid.assigned(cell)):
        if (
            told.told(header.element)
            and told.visible(header.element)
            and str(header.element.text_content()).strip()
        ):
            yield fault_at(page, header.element, "no cells")

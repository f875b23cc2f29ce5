"""A table whose header cells do not say what they head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rules.core.accessible import accessibility
from rules.core.faults import Fault, FaultsRule, place_of
from rules.core.findings import Fact
from rules.core.grids import grid_of
from rules.core.page import Page
from rules.core.tables import Table, tables

_SCOPES = ("col", "row", "colgroup", "rowgroup")


class TableScope(FaultsRule):
    """Header cells (`th`) that do not say whether they head a row or a column.

    Say a timetable has days across the top and times down the side. A screen reader reads “open”, and says for
    which day and time. Without the `scope` attribute it can guess wrongly.

    **Left alone:**

    - tables with headers along one side only, where nothing can be mixed up
    - tables with any `scope`, `headers` or role, apart from a wrong value
    - tables marked as layout
    """

    id = "accessibility.table-scope"
    title = "Table headers without a scope"
    message = "The headers of this table do not say which cells they are for (scope)."
    fix = "Say of each header whether it is for a row or a column."
    commitments = ("partnership.participation",)
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H63",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "both ways": Fault(
            "This table has headers at the top and at the side, and does not say which cells each is for (scope).",
            "Say of each header whether it is for a row or a column.",
        ),
        "several": Fault(
            "This table has more than one header in a row, and does not say which cells each is for (scope).",
            "Say of each header whether it is for a row or a column. Or make two tables of it.",
            "problem",
        ),
        "wrong scope": Fault(
            "This table header is said to be for a “{value}” (scope), which means nothing.",
            "Write “col” if it is for a column, and “row” if it is for a row.",
            "problem",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for table in page.of(tables):
            if table.for_layout:
                continue
            for cell in table.cells("th"):
                scope = cell.get("scope")
                if scope is not None and scope.strip().lower() not in _SCOPES:
                    yield Fact(place_of(page, cell), value=scope, kind="wrong scope")
            if (kind := _unrelated(table)) and not _has_idle_headers(page, table):
                yield Fact(place_of(page, table.element, table.headers), kind=kind)


def _has_idle_headers(page: Page, table: Table) -> bool:
    """Whether a header of the table has no cells of its own: another rule tells that, and what to do."""
    grid = grid_of(page.of(accessibility), table.element)
    return any(cell.header and not grid.assigned(cell) for cell in grid.cells)


def _unrelated(table: Table) -> str:
    if any(
        cell.get(name) is not None for cell in table.cells("th", "td") for name in ("scope", "headers", "role")
    ):
        return ""
    if not any(cell.tag == "th" for cell in table.rows[0][1:]):
        return ""
    heading_data = [
        sum(cell.tag == "th" for cell in row) for row in table.rows[1:] if any(cell.tag == "td" for cell in row)
    ]
    if max(heading_data, default=0) > 1:
        return "several"
    return "both ways" if heading_data and all(heading_data) else ""

"""An Excel workbook: the findings, the pages, and what went wrong, each on a sheet that can be filtered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, BinaryIO

from reports.exports.clean import clean
from reports.outcome import FINDING, Outcome, finding_fields
from reports.views.addresses import href
from rules.core.errors import UserError

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Excel's own limits: https://support.microsoft.com/office/excel-specifications-and-limits
_ROWS, _CHARACTERS, _LINKS, _ADDRESS = 1_048_576, 32_767, 65_530, 2_079
_PAGE = ("url", "title", "status", "language", "words", "reading_age", "read", "reason")
_FAILURE = ("rule", "url", "error")
_WIDTHS = {"url": 50, "title": 40, "block": 60, "quote": 40, "message": 60, "fix": 60, "error": 60, "reason": 40}


def write(outcome: Outcome, out: BinaryIO) -> None:
    """Rows are written as they come. Raises UserError where there are more findings than a sheet can hold."""
    import xlsxwriter  # here, because most runs write no workbook

    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "Local Offer audit", "created": datetime.combine(outcome.today, time())})
    heading = book.add_format({"bold": True, "bottom": 1})
    link = book.get_default_url_format()
    about = {"version": outcome.version, "today": outcome.today.isoformat(), "complete": outcome.complete}
    for name, columns, rows in (
        ("Findings", FINDING, map(finding_fields, outcome.findings)),
        ("Pages", _PAGE, map(vars, outcome.pages)),
        ("Failures", _FAILURE, map(vars, outcome.failures)),
        ("About", tuple(about), [about]),
    ):
        _Sheet(book.add_worksheet(name), columns, heading, link).fill(rows)
    book.close()


@dataclass
class _Sheet:
    """One sheet: a line of headings that stays in view and filters, and a row for each entry."""

    sheet: Worksheet
    columns: tuple[str, ...]
    heading: Format
    link: Format
    links: int = 0

    def fill(self, rows: Iterable[Mapping[str, object]]) -> None:
        last = 0
        for at, name in enumerate(self.columns):
            self.sheet.set_column(at, at, _WIDTHS.get(name, 14))
            self.sheet.write_string(0, at, name.replace("_", " "), self.heading)
        for last, row in enumerate(rows, start=1):
            if last >= _ROWS:
                raise UserError(
                    f"Excel has room for {_ROWS - 1:,} rows, and there are more. Choose the format csv or json."
                )
            for at, name in enumerate(self.columns):
                self._cell(last, at, name, row[name])
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, last, len(self.columns) - 1)

    def _cell(self, row: int, column: int, name: str, value: object) -> None:
        if isinstance(value, bool):
            self.sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float):
            self.sheet.write_number(row, column, value)
        elif value is not None:
            text = clean(" ".join(value) if isinstance(value, list) else str(value))[:_CHARACTERS]
            if name == "url" and href(text) and len(text) <= _ADDRESS and self.links < _LINKS:
                self.links += 1
                self.sheet.write_url(row, column, text, self.link, text)
            else:
                self.sheet.write_string(row, column, text)

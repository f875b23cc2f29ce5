"""An Excel workbook: each owner's findings, the pages, and what went wrong, on sheets that can be filtered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from itertools import count
from typing import TYPE_CHECKING, BinaryIO

from reports.exports.clean import clean
from reports.outcome import FINDING, Outcome, finding_fields
from reports.views.addresses import href, to_the_words
from reports.wishes import NOBODY
from rules.core.errors import UserError

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Excel's own limits: https://support.microsoft.com/office/excel-specifications-and-limits
_ROWS, _CHARACTERS, _LINKS, _ADDRESS = 1_048_576, 32_767, 65_530, 2_079
_NAME, _NO_NAME, _NAMES_TAKEN = 31, re.compile(r"[][:*?/\\]"), ("Pages", "Failures", "About", "History")
_ALL = "Findings"
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
    shared = _Style(book.add_format({"bold": True, "bottom": 1}), book.get_default_url_format())
    _findings(book, shared, outcome)
    about = {"version": outcome.version, "today": outcome.today.isoformat(), "complete": outcome.complete}
    for name, columns, rows in (
        ("Pages", _PAGE, map(vars, outcome.pages)),
        ("Failures", _FAILURE, map(vars, outcome.failures)),
        ("About", tuple(about), [about]),
    ):
        sheet = _Sheet(book.add_worksheet(name), columns, shared)
        for row in rows:
            sheet.add(row)
        sheet.end()
    book.close()


def _findings(book: Workbook, shared: _Style, outcome: Outcome) -> None:
    """A sheet for each owner of pages in their order, with those of nobody last; else one sheet."""
    owners = [owner.name for owner in (*outcome.wishes.owners, NOBODY)] if outcome.wishes.owners else [_ALL]
    names = _names(owners)
    sheets = {name: _Sheet(book.add_worksheet(names[name]), FINDING, shared) for name in owners}
    for row in outcome.findings:
        owner = outcome.wishes.owner_of(row.url).name if outcome.wishes.owners else _ALL
        sheets[owner].add(finding_fields(row), to_the_words(row.url, row.block, row.start, row.end))
    for sheet in sheets.values():
        sheet.end()


def _names(owners: Iterable[str]) -> dict[str, str]:
    """A name for each owner's sheet that Excel takes: short, without some characters, and no other's."""
    names: dict[str, str] = {}
    taken = {name.casefold() for name in _NAMES_TAKEN}
    for owner in owners:
        plain = " ".join(_NO_NAME.sub(" ", clean(owner)).split()).strip("'") or "Owner"
        name = plain[:_NAME]
        for n in count(2):
            if name.casefold() not in taken:
                break
            name = f"{plain[: _NAME - 4]} {n}"
        taken.add(name.casefold())
        names[owner] = name
    return names


@dataclass(frozen=True)
class _Style:
    """How headings and links look in every sheet."""

    heading: Format
    link: Format


class _Sheet:
    """One sheet: a line of headings that stays in view and filters, and a row for each entry."""

    def __init__(self, sheet: Worksheet, columns: tuple[str, ...], style: _Style) -> None:
        self._sheet = sheet
        self._columns = columns
        self._style = style
        self._rows = 0
        self._links = 0
        for at, name in enumerate(columns):
            sheet.set_column(at, at, _WIDTHS.get(name, 14))
            sheet.write_string(0, at, name.replace("_", " "), style.heading)
        sheet.freeze_panes(1, 0)

    def add(self, row: Mapping[str, object], link: str | None = None) -> None:
        """Write a row. Its address leads to `link`, where that is given."""
        self._rows += 1
        if self._rows >= _ROWS:
            raise UserError(
                f"Excel has room for {_ROWS - 1:,} rows, and there are more. Choose the format csv or json."
            )
        for at, name in enumerate(self._columns):
            self._cell(at, name, row[name], link)

    def end(self) -> None:
        """Let the rows be filtered."""
        self._sheet.autofilter(0, 0, self._rows, len(self._columns) - 1)

    def _cell(self, column: int, name: str, value: object, link: str | None) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(self._rows, column, value)
        elif isinstance(value, int | float):
            self._sheet.write_number(self._rows, column, value)
        elif value is not None:
            text = clean(" ".join(value) if isinstance(value, list) else str(value))[:_CHARACTERS]
            leads = (
                next((to for to in (link, text) if to and href(to) and _fits(to)), None) if name == "url" else None
            )
            if leads and self._links < _LINKS:
                self._links += 1
                self._sheet.write_url(self._rows, column, leads, self._style.link, text)
            else:
                self._sheet.write_string(self._rows, column, text)


def _fits(address: str) -> bool:
    """Whether an address is short enough for a link, counted as Excel counts."""
    return len(address.encode("utf-16-le", "replace")) <= 2 * _ADDRESS

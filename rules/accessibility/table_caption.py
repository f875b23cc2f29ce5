"""A table of data that nothing names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rules.core.faults import place_of, words_of
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule
from rules.core.tables import Table, tables

_NAMES = ("aria-label", "aria-labelledby", "aria-describedby", "summary", "title")


class TableCaption(Rule):
    """A table of data without a caption or a heading that says what it shows.

    People who listen to a page jump from table to table. Without a caption they hear “table, four columns”, and
    must read on to learn whether it is about bus fares or school terms.

    **Left alone:**

    - tables under a heading of their own (h2 to h6)
    - tables brought in by a short line before them, in bold or with a colon
    - tables with a label, or in a figure with a caption
    - tables without header cells, of one row, and for layout
    """

    id = "accessibility.table-caption"
    title = "Tables without a caption"
    message = "The table “{quote}” has no caption, and no heading of its own."
    fix = "Add a caption that says in a few words what the table shows."
    commitments = ("partnership.participation",)
    severity = "advice"
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/tutorials/tables/caption-summary/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        found = page.of(tables)
        under = Counter(table.heading for table in found)
        for table in found:
            if _is_data(table) and not _named(table, alone=under[table.heading] == 1):
                yield Fact(place_of(page, table.element, table.headers))


def _is_data(table: Table) -> bool:
    if table.for_layout or len(table.rows) < 2 or max(map(len, table.rows)) < 2:
        return False
    has_both = next(table.cells("th"), None) is not None and next(table.cells("td"), None) is not None
    return has_both and next(table.element.iterancestors("table"), None) is None


def _named(table: Table, *, alone: bool) -> bool:
    caption = table.element.find("caption")
    if (caption is not None and words_of(caption)) or any(table.element.get(name) for name in _NAMES):
        return True
    figure = next(table.element.iterancestors("figure"), None)
    if figure is not None and figure.find(".//figcaption") is not None:
        return True
    if alone and table.heading is not None and table.heading.level > 1:
        return True
    before = table.lead_in
    if before is None or (before.kind == "heading" and before.level == 1):
        return False
    is_bold = before.within(0, len(before.text), "b", "strong")
    return before.kind in ("heading", "caption") or is_bold or before.text.endswith(":")

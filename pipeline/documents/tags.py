"""Walks through the tags of a PDF: its headings, its figures and its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_HEADINGS = frozenset(("/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"))
_MOST = 200_000
_MOST_ALIASES = 10


@dataclass
class Table:
    """A table as it is met, row by row."""

    rows: int = 0
    header: bool = False
    row: int = 0
    columns: int = 0


@dataclass
class Tags:
    """What the tags of a document tell. `untold` are the figures without a text alternative."""

    headings: int = 0
    figures: int = 0
    untold: int = 0
    tables: list[Table] = field(default_factory=list)
    elements: int = 0

    @property
    def headless(self) -> int:
        """The tables of several rows and columns without a header cell."""
        return sum(not t.header and t.rows > 1 and t.columns > 1 for t in self.tables)


def tags_of(document: pikepdf.Pdf) -> Tags:
    """The tags of a document, each element once; only so many of them that no file can keep us for ever."""
    found = Tags()
    root = document.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return found
    roles = root.get("/RoleMap")
    waiting: list[tuple[Any, Table | None]] = [(kid, None) for kid in _kids(root)]
    seen: set[tuple[int, int]] = set()
    while waiting and found.elements < _MOST:
        element, table = waiting.pop()
        if element.is_indirect:
            if element.objgen in seen:
                continue
            seen.add(element.objgen)
        found.elements += 1
        goes_on, table = _meet(element, _role(element, roles), table, found)
        if goes_on:
            waiting += [(kid, table) for kid in reversed([*_kids(element)])]
    return found


def _meet(element: Any, role: str, table: Table | None, found: Tags) -> tuple[bool, Table | None]:
    """Count an element. Answers whether to look inside, and the table that what is inside belongs to."""
    if role in _HEADINGS:
        found.headings += 1
    elif role == "/Figure":
        found.figures += 1
        told = any(_text(element.get(name, "")).strip() for name in ("/Alt", "/ActualText"))
        found.untold += not told
        return not told, table
    elif role == "/Table":
        table = Table()
        found.tables.append(table)
    elif table is not None and role == "/TR":
        table.rows += 1
        table.row = 0
    elif table is not None and role in ("/TH", "/TD"):
        table.row += 1
        table.columns = max(table.columns, table.row)
        table.header = table.header or role == "/TH"
    return True, table


def _kids(element: Any) -> Iterator[Any]:
    """The elements right inside another; what they mark on the page (numbers, references) is left out."""
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and ("/S" in kid or "/K" in kid):
            yield kid


def _role(element: Any, roles: Any) -> str:
    """The standard name of an element: a document may have names of its own that stand for others."""
    role = _text(element.get("/S", ""))
    for _ in range(_MOST_ALIASES):
        if not isinstance(roles, pikepdf.Dictionary) or role not in roles or role in _HEADINGS:
            break
        role = _text(roles[role])
    return role


def _text(value: Any) -> str:
    """A name or text; empty for a name that is not in UTF-8, which is none of the standard's."""
    try:
        return str(value)
    except UnicodeDecodeError:
        return ""

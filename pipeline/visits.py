"""Reads how often people visit each page, from a file that a counter of visits has written."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from rules.core.errors import UserError
from spiders.canonical import canonical

_COLUMNS = ("url", "count")
_HELP = "Write comma-separated values with the columns “url” and “count”."


def read_visits(path: str) -> Mapping[str, int]:
    """The visits to each address; none where no file is named. Rows of the same page are added up.

    Raises UserError for a file that cannot be read, and for a row that is not an address and a whole number.
    """
    if not path:
        return {}
    visits: Counter[str] = Counter()
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not set(_COLUMNS) <= set(rows.fieldnames or ()):
                raise UserError(f"{path} has no columns “url” and “count” in its first line. {_HELP}")
            for row in rows:
                visits[_address(row["url"])] += _number(row["count"], path, rows.line_num)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}. Check “visits” under `[report]`.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path} is not a table of text in UTF-8. {_HELP}") from error
    return visits


def _address(url: str | None) -> str:
    """An address as pages have it, or a path as it is: counters of visits give either."""
    told = (url or "").strip()
    return canonical(told) or told


def _number(count: str | None, path: str, line: int) -> int:
    told = (count or "").strip().replace(",", "")
    if not (told.isascii() and told.isdecimal()):
        raise UserError(f"{path}, line {line}: “{count or ''}” is not a number of visits. {_HELP}")
    return int(told[:18])

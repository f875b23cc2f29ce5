"""The index that the search box reads: every page in short, in small files that any browser loads from disk."""

from __future__ import annotations

import json
from pathlib import Path

from reports.views.addresses import page_file, short
from reports.views.survey import Survey
from rules.core.findings import SEVERITIES

_FOLDER = "search"
_A_PIECE = 500


def pieces_of(survey: Survey) -> int:
    """How many pieces the index has."""
    return -(-len(_urls(survey)) // _A_PIECE)


def write_index(survey: Survey, folder: Path) -> None:
    """Write the pieces into the folder of a report.

    Each is a script that calls `found` with some of the pages, of which the worst come first.

    A page is its title, address and file, its findings by severity, and how many of them are new. Only ASCII is
    written, and no script reads any of it as more than text.
    """
    urls = sorted(_urls(survey), key=lambda url: (_weight(survey, url), url))
    (folder / _FOLDER).mkdir()
    for n in range(pieces_of(survey)):
        told = ",\n".join(json.dumps(_page(survey, url)) for url in urls[n * _A_PIECE : (n + 1) * _A_PIECE])
        (folder / _FOLDER / f"{n + 1}.js").write_text(f"found([\n{told}\n]);\n", "ascii")


def _urls(survey: Survey) -> set[str]:
    return survey.pages.keys() | set(survey.faulty)


def _weight(survey: Survey, url: str) -> tuple[int, ...]:
    return tuple(-n for n in _counts(survey, url))


def _counts(survey: Survey, url: str) -> list[int]:
    tally = survey.of_page(url)
    return [tally.get(severity, 0) for severity in SEVERITIES]


def _page(survey: Survey, url: str) -> list[str | int]:
    return [survey.title(url), short(url), page_file(url), *_counts(survey, url), survey.new[url]]

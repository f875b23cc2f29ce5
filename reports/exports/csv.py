"""A table of the findings with commas between: one finding a line, with the columns of the JSON contract."""

from __future__ import annotations

import csv
from typing import TextIO

from reports.exports.clean import cell
from reports.outcome import FINDING, Outcome, finding_fields


def write(outcome: Outcome, out: TextIO) -> None:
    """Lists stand in one cell with spaces between. No cell is a formula, whatever a page says."""
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(FINDING)
    for row in outcome.findings:
        lines.writerow([_shown(value) for value in finding_fields(row).values()])


def _shown(value: object) -> str | int:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value
    return cell(" ".join(value) if isinstance(value, list) else str(value))

"""Charts as plain shapes: lines over time and bars side by side, drawn by the templates as SVG.

Shapes stretch to the room that there is; words stand beside them as text, and every chart has its table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.views.words import Badge, number

_WIDTH = 100.0
_HEIGHT = 40.0


@dataclass(frozen=True)
class Line:
    """A line as the data of an SVG path in a box of 100 by 40, and the dot at its end."""

    path: str
    dot: str


@dataclass(frozen=True)
class Panel:
    """One line of a chart with its name, and what it stands at now. Without a line there is nothing to compare."""

    name: str
    badge: Badge | None
    now: str
    line: Line | None


@dataclass(frozen=True)
class Lines:
    """A chart of lines side by side, all from the same first day to the same last; `rows` are its table."""

    title: str
    summary: str
    panels: tuple[Panel, ...]
    first: str
    last: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Bar:
    """A row of a table with its bar: `width` is from 0 to 100."""

    label: str
    number: str
    width: str


@dataclass(frozen=True)
class Bars:
    """A chart of bars that is its own table."""

    title: str
    summary: str
    head: tuple[str, str]
    bars: tuple[Bar, ...]


def line(points: Sequence[tuple[date, float]], top: float) -> Line | None:
    """The line through what was counted on each day, where `top` is the height of the box. It needs two days."""
    if len(points) < 2:
        return None
    first, days = points[0][0], (points[-1][0] - points[0][0]).days
    places = [
        f"{_WIDTH * (day - first).days / days:.1f},{_HEIGHT * (1 - value / (top or 1)):.1f}"
        for day, value in points
    ]
    return Line(f"M{'L'.join(places)}", f"M{places[-1]}h0")


def bars(counts: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Bars for what was counted under each label, the longest over the whole width."""
    most = max((n for _, n in counts), default=0) or 1
    return tuple(Bar(label, number(n), f"{_WIDTH * n / most:.1f}") for label, n in counts)

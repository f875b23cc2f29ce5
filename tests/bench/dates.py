"""Measures what it costs to read the dates, the hours and what each date is for: `python -m tests.bench.dates`.

The figures are milliseconds of processor time per 1,000 words, of generated pages of a council's kind. Each round
reads other pages, so that none is known from the one before.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from rules.core.dates import dates
from rules.core.hours import hours
from rules.core.page import Page
from rules.core.roles import cued
from rules.core.segment import segment
from tests.bench.site import Site

_PAGES = 400
_ROUNDS = 4
_SEEN = date(2026, 11, 23)
_RECOGNISERS: Mapping[str, Callable[[Page], object]] = {"dates": dates, "hours": hours, "what dates are for": cued}


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        Site(_PAGES).write(Path(name))
        texts = [path.read_text("utf-8") for path in sorted(Path(name).rglob("*.html"))]
    rounds = [_round(texts[number::_ROUNDS]) for number in range(_ROUNDS)]
    costs = {name: statistics.median(costs[name] for costs in rounds) for name in _RECOGNISERS}
    told = ", ".join(f"{name} {cost:.2f}" for name, cost in costs.items())
    print(f"{told}: {sum(costs.values()):.2f} ms per 1,000 words")


def _round(texts: list[str]) -> dict[str, float]:
    pages = [segment(text, "https://www.anyborough.gov.uk/send", seen=_SEEN) for text in texts]
    words = sum(len(block.text.split()) for page in pages for block in page.prose)
    return {name: _cost(recogniser, pages) / words * 1e6 for name, recogniser in _RECOGNISERS.items()}


def _cost(recogniser: Callable[[Page], object], pages: list[Page]) -> float:
    """Seconds of processor time. What the recognisers before it have worked out of a page is there already."""
    started = time.process_time()
    for page in pages:
        page.of(recogniser)
    return time.process_time() - started


if __name__ == "__main__":
    main()

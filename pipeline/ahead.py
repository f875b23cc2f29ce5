"""Carries out `localoffer upcoming`: looks ahead from the latest audit in the store, and fetches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.audit import VERSION
from pipeline.config import Config
from pipeline.results import told_plainly
from pipeline.saying import standard_output, tell
from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.upcoming import upcoming
from pipeline.waivers import load_waivers
from reports.exports import ahead as exports
from reports.exports.ical import calendar
from reports.views.soon import entries, in_order
from rules.core.registry import choose

Given = Mapping[str, Any]


def look_ahead(config: Config, given: Given, today: date) -> None:
    """Write what goes out of date up to so many days from today: as text or JSON, and as a calendar.

    What went out of date between the audit and today is told too: no audit has told of it yet.
    """
    waivers = load_waivers(Path(config.waivers))
    with open_store(given["store"] or config.store, create=False) as opened:
        reader = Reader(opened, waivers)
        run = reader.latest(config.site.name or None)
        rules = choose(config.rules.select, config.rules.ignore, config.rules.settings)
        days = (today - run.today).days + given["days"]
        coming = in_order(upcoming(reader, run, rules, days))
        pages = {page.url: page for page in reader.pages(run)}
    if given["ical"]:
        _write_calendar(given["ical"], calendar(run.site, entries(pages, run.today, coming)))
    titles = {url: page.title for url, page in pages.items()}
    _write(exports.Ahead(VERSION, today, run.today, given["days"], coming, titles), given["form"], given["output"])


def _write(told: exports.Ahead, form: str, output: Path | None) -> None:
    write = exports.write_json if form == "json" else exports.write_text
    if output is None:
        with standard_output() as out:
            write(told, out)
        return
    with told_plainly(output), output.open("w", encoding="utf-8") as file:
        write(told, file)


def _write_calendar(path: Path, told: bytes) -> None:
    """Write the calendar, unless the file says the same already: its own date then stays as it is."""
    with told_plainly(path):
        if not path.is_file() or path.read_bytes() != told:
            path.write_bytes(told)
    tell(f"The calendar is at {path}")

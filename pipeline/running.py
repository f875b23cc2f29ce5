"""What the commands do once they know what is wanted: carry out an order, show what came of it."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.audit import Order, audit, plan
from pipeline.config import Config
from pipeline.given import demo_order
from pipeline.judging import upcoming
from pipeline.results import findings, outcome, places, read_baseline, status, write, write_baseline
from pipeline.shown import progress
from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import Run
from reports.exports.text import summary
from reports.render import render
from rules.core.charter import Charter, load_charter
from rules.core.registry import choose

Given = Mapping[str, Any]
REPORT = "report"


def carry_out(order: Order, given: Given, *, store: str) -> int:
    """Audit, write what was asked for, print, and give the exit status."""
    _log(logging.INFO if given["verbose"] else logging.ERROR)
    charter = load_charter(order.config.site.charter)
    with open_store(store) as opened:
        with progress(wanted=not (given["no_progress"] or given["quiet"])) as shown:
            run = audit(opened, replace(order, progress=shown))
        reader = Reader(opened)
        known = read_baseline(reader, run, given["baseline"]) if given["baseline"] else None
        first_page = _write_report(reader, run, order, charter, given)
        _write_formats(reader, run, known, given, facts=order.facts)
        if given["write_baseline"]:
            write_baseline(reader.findings(run), given["write_baseline"])
        if not given["quiet"] and not given["formats"]:
            _tell(reader, run, known, first_page)
        rows = findings(reader, run, known)
        code = status(rows, given["fail_on"], only_new=known is not None, complete=run.complete)
    return 0 if given["exit_zero"] else code


def _log(level: int) -> None:
    """Send log records to standard error from this level on, whatever level Scrapy sets its own loggers to."""
    handler = logging.StreamHandler()
    handler.setLevel(level)
    logging.basicConfig(level=level, format="%(message)s", handlers=[handler])


def _write_report(reader: Reader, run: Run, order: Order, charter: Charter, given: Given) -> Path | None:
    folder = given["report"]
    if folder is None and ("html" in given["formats"] or order.follow):
        folder = Path(order.config.report or REPORT)
    if folder is None:
        return None
    return render(reader, run, folder, charter=charter, upcoming=upcoming(reader, run, order.rules))


def _write_formats(reader: Reader, run: Run, known: frozenset[str] | None, given: Given, *, facts: bool) -> None:
    formats = [name for name in dict.fromkeys(given["formats"]) if name != "html"]
    for name, path in places(formats, given["output"]).items():
        write(name, outcome(reader, run, known, facts=facts), path)


def _tell(reader: Reader, run: Run, known: frozenset[str] | None, first_page: Path | None) -> None:
    for sentence in summary(outcome(reader, run, known)):
        _say(sentence)
    if run.reason:
        _say(run.reason)
    if first_page:
        _say(f"The report is at {first_page}")


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


def rehearse(order: Order) -> str:
    """What an audit would do, for --dry-run."""
    planned = plan(order)
    lines = [
        f"Nothing was fetched. This audit would start from {', '.join(order.targets)}.",
        f"It would stay within {', '.join(planned.scope.allow)}.",
        f"It would wait at least {planned.delay:g} seconds between requests to one host.",
        "It would obey robots.txt." if planned.obey_robots else "It would not obey robots.txt.",
        f"It would stop after {planned.max_pages:,} pages." if planned.max_pages else "It would read every page.",
        f"It would check {len(order.rules)} rules: {', '.join(rule.id for rule in order.rules)}.",
    ]
    return "\n".join(lines)


@contextmanager
def demonstration(given: Given) -> Iterator[Order]:
    """The sample site, served on this machine while the block runs, as an order."""
    from pipeline.sample.serve import serve

    with serve() as base:
        yield demo_order(given, base)


def report_again(config: Config, given: Given) -> None:
    """Write the report, or exports, of a run that the store holds."""
    with open_store(given["store"] or config.store, create=False) as opened:
        reader = Reader(opened)
        run = reader.run(given["run"]) if given["run"] else reader.latest(config.site.name or None)
        formats = [name for name in given["formats"] if name != "html"]
        for name, path in places(formats, given["output"]).items():
            write(name, outcome(reader, run), path)
        if formats and given["report"] is None and "html" not in given["formats"]:
            return
        rules = choose(config.rules.select, config.rules.ignore, config.rules.settings)
        folder = given["report"] or Path(config.report or REPORT)
        charter = load_charter(config.site.charter)
        first = render(reader, run, folder, charter=charter, upcoming=upcoming(reader, run, rules))
        if not given["quiet"]:
            _say(f"The report is at {first}")


def list_history(config: Config, given: Given) -> str:
    """The audits that the store holds, newest first, as text or JSON."""
    with open_store(given["store"] or config.store, create=False) as opened:
        reader = Reader(opened)
        rows = [_history(reader, run) for run in reader.runs(given["site"])]
    if given["form"] == "json":
        return json.dumps(rows, indent=2, ensure_ascii=False)
    if not rows:
        return "The store holds no audits yet. Run `localoffer audit` first."
    return "\n".join(
        f"{row['run']:>4}  {row['today']}  {row['pages']:>6} pages  {row['findings']:>7} findings  "
        f"{'complete' if row['complete'] else 'not complete'}  {row['site']}"
        for row in rows
    )


def _history(reader: Reader, run: Run) -> dict[str, object]:
    return {
        "run": run.id,
        "site": run.site,
        "today": run.today.isoformat(),
        "complete": run.complete,
        "reason": run.reason,
        "pages": sum(1 for _ in reader.pages(run)),
        "findings": sum(reader.findings_by_rule(run).values()),
        "version": run.version,
    }

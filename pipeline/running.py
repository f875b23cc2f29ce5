"""What the commands do once they know what is wanted: carry out an order, show what came of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.audit import audit
from pipeline.budgets import budgets_of, check_tighten
from pipeline.config import Config
from pipeline.given import demo_order
from pipeline.order import Order
from pipeline.results import outcome, places, summarise_job, write
from pipeline.saying import say, tell
from pipeline.shown import progress
from pipeline.store.open import Store, open_store
from pipeline.store.read import Reader
from pipeline.store.values import Run
from pipeline.store.write import Writer
from pipeline.upcoming import upcoming
from pipeline.verdict import hold, read_baseline
from pipeline.visits import read_visits
from pipeline.waivers import load_waivers
from reports.exports.clean import one_line
from reports.exports.text import summary
from reports.outcome import Outcome
from reports.wishes import Wishes
from rules.core.charter import Charter, load_charter

Given = Mapping[str, Any]
REPORT = "report"


def carry_out(order: Order, given: Given, *, store: str) -> int:
    """Audit, write what was asked for, print, and give the exit status."""
    _log(logging.INFO if given["verbose"] else logging.ERROR)
    charter = load_charter(order.config.site.charter)
    waivers, wishes = load_waivers(Path(order.config.waivers)), wishes_of(order.config)
    goes = places(formats_to_write(given, all_of_it=not order.follow), given["output"])
    folder = report_folder(order.config, given) if _wants_report(order, given) else None
    budgets = budgets_of(order.config.budget, charter)
    if given.get("tighten"):
        check_tighten(budgets, (rule.id for rule in order.rules), given)
    _check(order, store, folder)
    with open_store(store) as opened:
        reader = Reader(opened, waivers)
        known = read_baseline(reader, given["baseline"])
        with progress(wanted=not (given["no_progress"] or given["quiet"])) as shown:
            run = _audited(opened, replace(order, progress=shown))
        if run is None:
            tell("Another worker judges and reports this audit. Nothing is left to do here.")
            return 0
        first_page = _report(order, opened, reader, run, folder, charter, wishes) if folder else None
        held = hold(reader, run, given["baseline"], known, budgets)
        at = order.config.report.address or _from_here(first_page)

        def told() -> Outcome:
            found = outcome(reader, run, held.known, facts=order.facts, whole=order.follow)
            return replace(found, wishes=wishes, budgets=held.spent, report=at)

        for name, path in goes.items():
            write(name, told(), path)
        if "github" in goes:
            summarise_job(told)
        if not given["quiet"]:
            _tell(reader, run, held.known, first_page, summed_up=not goes)
            tell(*(each.told for each in held.spent if each.over))
        held.keep(given)
        return held.status(given)


def _check(order: Order, store: str, folder: Path | None) -> None:
    """Say now, rather than when the store is open, what cannot be written, fetched or shared."""
    if folder:
        from reports.files import check_folder  # and with it Jinja, which most checks do without

        check_folder(folder)
    if order.targets:
        from pipeline.crawling import plan  # and with it worker processes

        plan(order)
    if order.workers:
        from pipeline.together import check_store  # and with it Redis

        check_store(store)


def _from_here(page: Path | None) -> str:
    """A page of the report as it is named from the folder that we are in; empty where there is none."""
    here = Path.cwd()
    return "" if page is None else str(page.relative_to(here) if page.is_relative_to(here) else page)


def _audited(store: Store, order: Order) -> Run | None:
    """The audit that was done; None where another worker has it."""
    if not order.workers:
        return audit(store, order)
    from pipeline.together import audit_together

    return audit_together(store, order)


def wishes_of(config: Config) -> Wishes:
    """What a council wishes of its report. Raises UserError where its file of visits cannot be read."""
    return Wishes(config.report.edit_url, config.owner, read_visits(config.report.visits))


def _report(
    order: Order, opened: Store, reader: Reader, run: Run, folder: Path, charter: Charter, wishes: Wishes
) -> Path:
    """Count what an audit found, keep its figures and write its report. Gives the report's first page."""
    from reports.render import render
    from reports.views.promises import figures, promises
    from reports.views.survey import survey

    counted = survey(reader, run)
    Writer(opened).keep_figures(run.id, figures(counted, promises(counted, charter)))
    coming = upcoming(reader, run, order.rules)
    with _pictures(order, reader, run) as taken:
        return render(reader, counted, folder, charter=charter, upcoming=coming, wishes=wishes, pictures=taken)


@contextmanager
def _pictures(order: Order, reader: Reader, run: Run) -> Iterator[Path | None]:
    """A folder with pictures of what the browser found, while the block runs; None where no browser looked."""
    if not order.browser:
        yield None
        return
    from pipeline.browser.pictures import photograph  # and with it Playwright, which most audits do without

    in_browser = frozenset(rule.id for rule in order.rules if rule.in_browser)
    with TemporaryDirectory(prefix="localoffer-") as folder:
        photograph(reader.findings(run), in_browser, Path(folder), jobs=2 * order.jobs)
        yield Path(folder)


def formats_to_write(given: Given, *, all_of_it: bool) -> list[str]:
    """The formats to write. Where none is named, it is text: to a file, or of a check."""
    wanted = given["formats"] or (("text",) if given["output"] or (all_of_it and not given["quiet"]) else ())
    return [*dict.fromkeys(wanted)]


def _log(level: int) -> None:
    """Send log records to standard error from this level on, whatever level Scrapy sets its own loggers to."""
    handler = logging.StreamHandler()
    handler.setLevel(level)
    logging.basicConfig(level=level, format="%(message)s", handlers=[handler])


def _wants_report(order: Order, given: Given) -> bool:
    return bool(given["report"] or "html" in given["formats"] or order.follow)


def report_folder(config: Config, given: Given) -> Path:
    """Where the report goes: where `--report` says, else into the folder for several formats."""
    if given["report"] is None and given["output"] and "html" in given["formats"]:
        return Path(given["output"], REPORT) if len(given["formats"]) > 1 else Path(given["output"])
    return Path(given["report"] or config.report.folder or REPORT)


def _tell(
    reader: Reader, run: Run, known: frozenset[str] | None, first_page: Path | None, *, summed_up: bool
) -> None:
    """Say what it came to. Where a document was written, standard output is the document's."""
    inform = say if summed_up else tell
    if summed_up:
        say(*summary(outcome(reader, run, known)))
    if first_page:
        inform(f"The report is at {first_page}")
    if run.note:
        tell(run.note)
    if run.reason:
        tell(run.reason, *_first_missed(reader, run))


def _first_missed(reader: Reader, run: Run) -> Iterator[str]:
    """Why the addresses that an audit began with were not read."""
    for row in reader.not_audited(run):
        if row.found_on is None:
            yield f"{one_line(row.url)}: {row.detail or row.reason}"


def rehearse(order: Order) -> str:
    """What an audit would do, for --dry-run."""
    from pipeline.crawling import plan

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

"""Carries out `localoffer report`: writes the report, an export or the page for families from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.config import Config
from pipeline.results import outcome, places, told_plainly, write
from pipeline.running import formats_to_write, report_folder, wishes_of
from pipeline.saying import say, tell
from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import Run
from pipeline.upcoming import upcoming
from pipeline.waivers import load_waivers
from reports.families import render_public
from reports.render import render
from reports.views.compare import changes, compare, pair
from reports.views.survey import survey
from reports.wishes import Wishes
from rules.core.charter import load_charter
from rules.core.errors import UserError
from rules.core.registry import choose

Given = Mapping[str, Any]
_PUBLIC = "public"


def report_again(config: Config, given: Given) -> None:
    """Write what is asked for of a run that the store holds. Raises UserError for what does not go together."""
    _check(config, given)
    wishes = wishes_of(config)
    with open_store(given["store"] or config.store, create=False) as opened:
        reader = Reader(opened, load_waivers(Path(config.waivers)))
        before, run = _runs(reader, config, given)
        goes = places(formats_to_write(given, all_of_it=False), given["output"])
        for name, path in goes.items():
            write(name, replace(outcome(reader, run), wishes=wishes), path)
        if goes and not _wants_a_page(given):
            return
        if given["public"]:
            page = _public(reader, run, config, given)
        else:
            page = _report(reader, before, run, config, given, wishes)
    if given["pdf"]:
        _print(page, given["pdf"])
    if not given["quiet"]:
        inform = tell if goes else say
        inform(f"The {'page for families' if given['public'] else 'report'} is at {page}")


def _wants_a_page(given: Given) -> bool:
    return any(given[name] for name in ("report", "compare", "public", "pdf")) or "html" in given["formats"]


def _check(config: Config, given: Given) -> None:
    if given["compare"] and (given["run"] or given["public"]):
        raise UserError("--compare names its audits itself. Leave out --run and --public.")
    if given["public"] and not config.report.contact:
        raise UserError(
            "The page for families must say how to tell you about a page. Set `contact` under `[report]` in the "
            "configuration, to an e-mail address, a web address or a telephone number."
        )


def _runs(reader: Reader, config: Config, given: Given) -> tuple[Run | None, Run]:
    """The run to report, and the one to compare it with where that was asked for."""
    if given["compare"]:
        return pair(reader, *given["compare"])
    return None, reader.run(given["run"]) if given["run"] else reader.latest(config.site.name or None)


def _report(reader: Reader, before: Run | None, run: Run, config: Config, given: Given, wishes: Wishes) -> Path:
    """Write the report, and give the page that was asked for: a comparison, the scorecard to print, the first."""
    charter = load_charter(config.site.charter)
    rules = choose(config.rules.select, config.rules.ignore, config.rules.settings)
    comparison = compare(changes(reader, before, run), before, run, charter) if before else None
    first = render(
        reader,
        survey(reader, run),
        report_folder(config, given),
        charter=charter,
        upcoming=upcoming(reader, run, rules),
        wishes=wishes,
        comparison=comparison,
    )
    return first.with_name("changes.html" if comparison else "charter.html" if given["pdf"] else first.name)


def _public(reader: Reader, run: Run, config: Config, given: Given) -> Path:
    return render_public(
        reader, survey(reader, run), given["report"] or Path(_PUBLIC), contact=config.report.contact
    )


def _print(page: Path, out: Path) -> None:
    from pipeline.browser.printing import print_pdf  # and with it Playwright

    with told_plainly(out):
        print_pdf(page, out)
    tell(f"The PDF is at {out}")

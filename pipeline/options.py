"""The options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "json", "csv", "xlsx", "markdown", "sarif", "junit", "github", "gitlab", "html")


class Day(click.ParamType[date]):
    """A day written as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that shows how to write one."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a day. Write it as 2026-11-23.", param, ctx)


class Listed(click.ParamType[tuple[str, ...]]):
    """Names with commas between them."""

    name = "RULE,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The names, without the spaces around them."""
        del param, ctx
        return value if isinstance(value, tuple) else tuple(n.strip() for n in value.split(",") if n.strip())


def today() -> date:
    """The day of the clock: the one place where it is read. `--today` takes its place."""
    return datetime.now(UTC).astimezone().date()


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, in the order in which the help shows them."""

    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


config = click.option(
    "-c",
    "--config",
    type=click.Path(path_type=Path),
    help="The configuration file. The default is offer.toml, then [tool.localoffer] in pyproject.toml.",
)
store = click.option("--store", metavar="URL", help="The database. The default is sqlite:///localoffer.db.")
report = click.option("--report", type=click.Path(path_type=Path), help="Write the HTML report to this folder.")
day = click.option("--today", type=Day(), help="Judge dates for this day. The default is today.")
targets = click.option(
    "--targets",
    "targets_file",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Read more targets from this file, one a line; - for standard input.",
)
output = together(
    click.option("-f", "--format", "formats", type=click.Choice(FORMATS), multiple=True, help="May be repeated."),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="The file to write; a folder where there are several formats.",
    ),
)
choice = together(
    click.option("--select", type=Listed(), default=(), help="Run only these rules or themes."),
    click.option("--ignore", type=Listed(), default=(), help="Leave these rules or themes out."),
)
compare = click.option(
    "--compare",
    type=int,
    nargs=2,
    metavar="A B",
    help="Show what is new, put right and gone between two audits. Name them by their numbers.",
)
verdict = together(
    click.option(
        "--fail-on",
        type=click.Choice(("barrier", "problem", "advice", "never")),
        default="barrier",
        show_default=True,
        help="Exit with status 1 for findings this serious or more so. Budgets replace it for what they cover.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with status 0 whatever was found."),
    click.option("--baseline", metavar="RUN|FILE", help="Fail only for what is not in this run or file."),
    click.option("--write-baseline", type=click.Path(path_type=Path), help="Write what was found to this file."),
)
tighten = click.option(
    "--tighten", is_flag=True, help="Lower each budget in the configuration to what is found now."
)
fetching = together(
    click.option("--browser", is_flag=True, help="Check pages in Chromium too. Needs the extra [browser]."),
    click.option(
        "--browser-sample",
        type=click.IntRange(min=1),
        metavar="N",
        help="Check only N pages of each template in Chromium. Pages with the same structure are one template.",
    ),
    click.option(
        "--documents/--no-documents",
        default=None,
        help="Read the PDF and Word files that pages lead to, or only note them. The default is to read them.",
    ),
    click.option("--max-pages", type=click.IntRange(min=1), help="Stop after this many pages."),
    click.option("--max-depth", type=click.IntRange(min=1), help="Follow links at most this deep."),
    click.option("--max-time", type=click.FloatRange(min=0, min_open=True), help="Stop after this many minutes."),
    click.option("--jobs", type=click.IntRange(min=1), help="How many processes read pages."),
)
workers = click.option(
    "--workers",
    metavar="REDIS",
    envvar="LOCALOFFER_WORKERS",
    show_envvar=True,
    help="Share this audit with all who are given the same order and this Redis server, as redis://host/0. Needs "
    "the extra [workers] and a PostgreSQL store.",
)
loudness = together(
    click.option("-q", "--quiet", is_flag=True, help="Print only errors."),
    click.option("-v", "--verbose", is_flag=True, help="Print what the crawl does."),
    click.option("--no-progress", is_flag=True, help="Show no progress bar."),
)

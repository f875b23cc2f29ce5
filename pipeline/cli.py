"""The command line: parse, call one function, print. What a command does is done elsewhere."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline import options
from pipeline.config import load
from pipeline.garbage import collect_seldom
from pipeline.saying import encodable, say
from rules.core.errors import UserError

FOR_THE_MOMENT = "sqlite://"


class _Commands(click.Group):
    """Shows what goes wrong as one message, and never as a traceback unless `--verbose` asks for it.

    SIGTERM, by which systems stop a job, does what Ctrl-C does.
    """

    def invoke(self, ctx: click.Context) -> Any:
        collect_seldom()
        encodable()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            return super().invoke(ctx)
        except UserError as error:
            raise _PlainError(str(error)) from error
        except KeyboardInterrupt as error:
            raise _Stopped("Stopped. What an audit had saved is in its store.") from error
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            logging.getLogger(__name__).info("What happened:", exc_info=error)
            raise _PlainError(_our_fault(error)) from error


class _PlainError(click.ClickException):
    exit_code = 2


class _Stopped(click.ClickException):
    exit_code = 3


def _our_fault(error: Exception) -> str:
    return (
        f"Something went wrong in localoffer itself ({type(error).__name__}: {error}). What an audit had saved is "
        "in its store. Please tell its makers what you did; --verbose shows them where it went wrong."
    )


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="local-offer-audit", prog_name="localoffer")
def main() -> None:
    """Check a council's Local Offer against the charter its families wrote."""


@main.command()
@click.argument("targets", nargs=-1, metavar="TARGET…")
@options.targets
@options.config
@options.store
@options.report
@options.day
@options.choice
@options.fetching
@options.verdict
@options.tighten
@options.output
@options.workers
@options.loudness
@click.option(
    "--no-crawl", is_flag=True, help="Fetch nothing. Judge what the store holds, by the rules as they are."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and fetch nothing.")
def audit(**given: Any) -> None:
    """Crawl a site, check its pages and write the report. A TARGET is an address or a council's file."""
    from pipeline.given import audit_order
    from pipeline.running import carry_out, rehearse

    order = audit_order(given)
    if given["dry_run"]:
        say(rehearse(order))
        return
    sys.exit(carry_out(order, given, store=given["store"] or order.config.store))


@main.command()
@click.argument("targets", nargs=-1, metavar="PATH|URL|-…")
@options.targets
@options.config
@options.report
@options.day
@click.option("--seen", type=options.Day(), help="When this content was first seen, which anchors its dates.")
@click.option("--facts", is_flag=True, help="List the dates, hours, contacts and sentences that were seen too.")
@options.choice
@options.fetching
@options.verdict
@options.output
@options.loudness
def check(**given: Any) -> None:
    """Check drafts or single pages, and keep nothing. Reads HTML, Word, OpenDocument, PDF, Markdown and text."""
    from pipeline.given import check_order
    from pipeline.running import carry_out

    sys.exit(carry_out(check_order(given), given, store=FOR_THE_MOMENT))


@main.command()
@options.config
@options.report
@options.day
@options.choice
@options.fetching
@options.verdict
@options.output
@options.loudness
def demo(**given: Any) -> None:
    """Audit the sample site of a made-up council, served on this machine, as on 23 November 2026."""
    from pipeline.running import carry_out, demonstration

    with demonstration(given) as order:
        code = carry_out(order, given, store=FOR_THE_MOMENT)
    sys.exit(code)


@main.command()
@options.config
@options.store
@options.report
@options.output
@click.option("--run", type=int, help="The audit to report, by its number in `localoffer history`.")
@options.compare
@click.option("--public", is_flag=True, help="Write a short page for families instead, to the folder “public”.")
@click.option(
    "--pdf", type=click.Path(path_type=Path), help="Print the scorecard, or the page asked for, as a PDF."
)
@click.option("-q", "--quiet", is_flag=True, help="Print only errors.")
def report(**given: Any) -> None:
    """Write the report or an export again from the store."""
    from pipeline.again import report_again

    report_again(load(given["config"]), given)


@main.command()
@options.config
@options.store
@click.option("--site", help="Only the audits of this site.")
@options.compare
@click.option("-f", "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def history(**given: Any) -> None:
    """List the audits that the store holds, newest first, or compare two of them."""
    from pipeline import history as audits

    say(audits.history(load(given["config"]), given))


@main.command()
@options.config
@options.store
@click.option("--days", type=click.IntRange(1, 3650), default=30, show_default=True, help="How many days ahead.")
@click.option("--today", type=options.Day(), help="Look ahead from this day. The default is today.")
@click.option("-f", "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--ical", type=click.Path(path_type=Path), help="Write a calendar to subscribe to (.ics) as well.")
def upcoming(**given: Any) -> None:
    """List what will go out of date in the days to come, from the store. Nothing is fetched."""
    from pipeline.ahead import look_ahead

    look_ahead(load(given["config"]), given, given["today"] or options.today())


@main.command()
@click.argument("what", metavar="ISSUE|RULE")
@click.option("--because", metavar="WORDS", required=True, help="Why it is left as it is.")
@click.option("--by", metavar="NAME", required=True, help="Who agreed to it.")
@click.option("--until", type=options.Day(), required=True, help="The last day on which it may stand.")
@click.option("--pages", metavar="PATTERN", help="For a rule: the pages to leave, such as '/news/*'.")
@options.config
@options.store
@click.option("--today", type=options.Day(), help="Take this day for today.")
def waive(**given: Any) -> None:
    """Leave an issue as it is for now. It is kept in the file of waivers, and lapses by itself.

    ISSUE is the id of an issue, or of one finding. What is waived fails no audit, and is listed apart.
    """
    from pipeline.waive import waive

    say(waive(load(given["config"]), given, given["today"] or options.today()))


@main.command()
@click.option("-f", "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def rules(form: str) -> None:
    """List the rules."""
    from pipeline.catalogue import as_json, as_text

    show: Callable[[], str] = as_json if form == "json" else as_text
    say(show())


@main.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Explain one rule: why it matters, what it leaves alone, what to do, and its cases."""
    from pipeline.catalogue import explained

    say(explained(rule))


@main.command()
@options.config
@options.store
@click.option("-q", "--quiet", is_flag=True, help="Print only what could not be sent.")
@click.option("--dry-run", is_flag=True, help="Show what would be sent and to whom, and send nothing.")
def tell(**given: Any) -> None:
    """Tell people what is new, put right and soon out of date since they were last told, from the store.

    Each owner with an e-mail address hears of their own pages. Teams and Slack hear of the whole site. Nobody
    hears anything when nothing has happened. Status 3 means that some messages could not be sent, and go out next
    time.
    """
    from pipeline.telling.tell import tell_people

    sys.exit(tell_people(load(given["config"]), given, os.environ))


@main.command()
@click.argument("path", type=click.Path(path_type=Path), default="offer.toml")
@click.option("--site", help="Where the site starts.")
@click.option("--name", default="", help="What the site is called in the report.")
@click.option(
    "--allow", type=options.Listed(), metavar="PLACE,…", default=(), help="Other places that belong to it."
)
@click.option("--charter", default="", help="The charter: one of ours, or a file.")
@click.option("--contact", default="", help="An address that the web server's owners can write to.")
@click.option(
    "--owner",
    "owners",
    metavar="NAME=PATTERN",
    multiple=True,
    help="Who looks after which pages. May be repeated.",
)
@click.option("--yes", is_flag=True, help="Ask nothing, and take what is usual.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def init(path: Path, **given: Any) -> None:
    """Write a configuration with comments to start from. On a terminal, it asks a few questions."""
    from pipeline.first_config import first_config

    say(first_config(path, given))

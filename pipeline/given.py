"""Turns what was typed on the command line into an order to carry out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline import options
from pipeline.config import Config, OwnerConfig, SiteConfig, load, with_council
from pipeline.order import Order
from rules.core.errors import UserError
from rules.core.registry import choose

Given = Mapping[str, Any]
SAMPLE_NAME = "Wrenfield Council"
SAMPLE_DAY = date(2026, 11, 23)
SAMPLE_OWNERS = (
    OwnerConfig("Education team", ("/education/*",)),
    OwnerConfig("Health and care team", ("/health/*", "/care/*", "/adulthood/*")),
    OwnerConfig("Information service", ("/support/*", "/things-to-do/*", "/news/*", "/about/*")),
)
_FOR_THE_CRAWL = ("max_pages", "max_depth")


def audit_order(given: Given) -> Order:
    """The order of `localoffer audit`: addresses, a council's file, or else the configuration's own targets."""
    config = _config(given)
    targets = tuple(_targets(given))
    councils = [Path(t) for t in targets if not _is_address(t)]
    if len(councils) > 1 or (councils and len(targets) > 1):
        raise UserError("Name addresses, or one council's file. For several councils, run one audit each.")
    if councils:
        config = with_council(config, councils[0])
    elif targets:
        config = replace(config, site=replace(config.site, targets=targets))
    if not config.site.targets:
        raise UserError("Which site? Name its address, or put `targets` under `[site]` in offer.toml.")
    if given["no_crawl"] and (given["browser"] or given["browser_sample"]):
        raise UserError("A browser fetches the pages that it looks at. Leave out --browser or --no-crawl.")
    if given["no_crawl"] and given["dry_run"]:
        raise UserError("With --no-crawl there is no crawl to rehearse. Leave out --dry-run or --no-crawl.")
    if given["no_crawl"] and given["workers"]:
        raise UserError("With --no-crawl there is no crawl to share. Leave out --workers or --no-crawl.")
    order = replace(_order(given, config), targets=config.site.targets, crawl=not given["no_crawl"])
    return replace(order, workers=given["workers"] or "")


def check_order(given: Given) -> Order:
    """The order of `localoffer check`: files, folders and `-` are drafts; addresses are fetched alone."""
    from pipeline.drafts import drafts

    targets = tuple(_targets(given))
    if not targets:
        raise UserError("What should be checked? Name files, folders or addresses, or - for standard input.")
    config = _config(given)
    fast = replace(config.crawl, delay=0, concurrency=8) if _all_on_this_machine(targets) else config.crawl
    order = _order(given, replace(config, crawl=fast))
    return replace(
        order,
        targets=tuple(t for t in targets if _is_address(t)),
        drafts=chain.from_iterable(drafts(t) for t in targets if not _is_address(t)),
        follow=False,
        seen=given["seen"],
        facts=given["facts"],
    )


def _order(given: Given, config: Config) -> Order:
    ignored = (*config.rules.ignore, *given["ignore"])
    rules = choose(given["select"] or config.rules.select, ignored, config.rules.settings)
    if not rules:
        raise UserError("No rule is left to run. Select more of them, or ignore fewer.")
    return Order(
        config=config,
        rules=rules,
        today=given["today"] or options.today(),
        browser=given["browser"] or given["browser_sample"] is not None,
        browser_sample=given["browser_sample"],
        jobs=given["jobs"] or os.cpu_count() or 1,
    )


def _config(given: Given) -> Config:
    config = load(given["config"])
    typed = {name: given[name] for name in _FOR_THE_CRAWL if given.get(name)}
    if given.get("max_time"):
        typed["max_time"] = given["max_time"] * 60
    if given.get("documents") is not None:
        config = replace(config, documents=replace(config.documents, read=given["documents"]))
    return replace(config, crawl=replace(config.crawl, **typed))


def _targets(given: Given) -> Iterator[str]:
    yield from given["targets"]
    if (path := given["targets_file"]) is None:
        return
    if str(path) == "-" and "-" in given["targets"]:
        raise UserError("Standard input cannot be both a draft and the list of targets. Put one in a file.")
    try:
        told = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        lines = told.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}. Check the name of the list.") from error
    except UnicodeDecodeError as error:
        raise UserError("The list of targets is not text in UTF-8. Save it as UTF-8 and try again.") from error
    yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _is_address(target: str) -> bool:
    """Whether a target is an address. Raises UserError for what is meant as one and cannot be fetched."""
    if target.startswith(("http://", "https://")):
        return True
    if "://" in target or (target.startswith("www.") and not Path(target).exists()):
        raise UserError(f"“{target}” is not a web address. Give one that starts with https:// or http://.")
    return False


def _all_on_this_machine(targets: tuple[str, ...]) -> bool:
    here = ("http://127.0.0.1", "http://localhost", "http://[::1]")
    return all(target.startswith(here) for target in targets if _is_address(target))


def demo_order(given: Given, base: str) -> Order:
    """The order of `localoffer demo`: the sample site at `base`, judged for the day it was written for."""
    config = _config(given)
    site = SiteConfig(name=SAMPLE_NAME, targets=(f"{base}/",))
    crawl = replace(config.crawl, delay=0, concurrency=8, timeout=5, max_bytes=2_000_000)
    config = replace(config, site=site, crawl=crawl, owner=config.owner or SAMPLE_OWNERS)
    order = _order({**given, "today": given["today"] or SAMPLE_DAY}, config)
    return replace(order, targets=site.targets)

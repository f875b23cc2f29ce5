"""An audit from end to end: crawl or read drafts, keep, look in the browser, judge."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.items import Progress, Session
from pipeline.judging import judge_run
from pipeline.keep import Keep
from pipeline.reading import ReadWith, read, read_with
from pipeline.settings import audit_settings
from pipeline.store.open import Store
from pipeline.store.read import Reader
from pipeline.store.values import Read, Run
from pipeline.store.write import Writer
from pipeline.workers import Readers
from rules.core.errors import UserError
from rules.core.file import DOCUMENT
from rules.core.registry import catalogue
from rules.core.rule import Rule
from rules.core.template import TEMPLATE
from spiders.fetched import Fetched, NotAudited
from spiders.plan import CrawlPlan, Documents
from spiders.scope import Scope

if TYPE_CHECKING:
    from pipeline.drafts import Draft  # and with it all that reads Word and PDF

VERSION = version_of("local-offer-audit")

_FEW = 32
_COUNTED_OUT = ("robots", "scope", "limit", "not HTML", "document")


@dataclass(frozen=True)
class Order:
    """What is to be audited, and how. `seen` is the day on which new content counts as first seen: by default
    a draft's own date, else today.

    `targets` are addresses to crawl from, or with `follow` false to fetch alone; `drafts` are read as they are.
    With `browser_sample`, the browser looks at so many pages of each template, and not at all of them.
    """

    config: Config
    rules: tuple[Rule, ...]
    today: date
    seen: date | None = None
    targets: tuple[str, ...] = ()
    drafts: Iterable[Draft] = ()
    follow: bool = True
    browser: bool = False
    browser_sample: int | None = None
    facts: bool = False
    jobs: int = 1
    progress: Progress = field(default_factory=Progress)


def audit(store: Store, order: Order) -> Run:
    """Carry out an order, and return the run that the store keeps. What was gathered is kept whatever comes."""
    writer, reader = Writer(store, (rule.id for rule in catalogue().values() if rule.in_browser)), Reader(store)
    site = order.config.site.name or (order.targets[0] if order.targets else "drafts")
    run_id = writer.begin(site, order.today, VERSION)
    using = read_with(order.rules, facts=order.facts)
    new = not reader.knows(site)
    keep = Keep(writer, run_id, site, using.digest, new=new)
    why_not_whole: str | None = None
    try:
        read_drafts(order, keep, using)
        if order.targets:
            with closing(Readers(using, order.jobs, at_once=new)) as readers:
                session = Session(keep, using, order.seen or order.today, readers, order.progress)
                why_not_whole = _crawl(order, session, lambda: list(reader.addresses(site)))
    finally:
        keep.flush()
    if order.browser:
        _browse(order, reader, writer, reader.run(run_id))
    judge_run(
        reader, writer, reader.run(run_id), [rule for rule in order.rules if order.browser or not rule.in_browser]
    )
    why_not_whole = why_not_whole or _uncovered(reader, reader.run(run_id), order.config.crawl.min_coverage)
    writer.finish(run_id, why_not_whole is None, why_not_whole)
    writer.close()
    return reader.run(run_id)


def _crawl(order: Order, session: Session, remembered: Callable[[], Iterable[str]]) -> str | None:
    """Crawl, and say why not all of the site was seen; None where it was."""
    from spiders.crawl import crawl

    planned = replace(plan(order), known=session.sink.known, remembered=remembered)
    outcome = crawl(planned, audit_settings(), session=session)
    if session.trouble:
        raise session.trouble[0]
    if outcome.finished:
        return None
    return f"The audit was stopped with {outcome.waiting:,} addresses still to look at."


def plan(order: Order) -> CrawlPlan:
    """The crawl that an order asks for."""
    site, crawl = order.config.site, order.config.crawl
    try:
        scope = Scope.around(order.targets, site.allow, site.include, site.exclude)
    except ValueError as error:
        raise UserError(str(error)) from error
    documents = order.config.documents
    planned = CrawlPlan(
        targets=order.targets,
        scope=scope,
        max_pages=crawl.max_pages or None,
        max_depth=crawl.max_depth or None,
        max_time=crawl.max_time or None,
        delay=crawl.delay,
        concurrency=crawl.concurrency,
        timeout=crawl.timeout,
        max_bytes=crawl.max_bytes,
        obey_robots=crawl.obey_robots,
        follow=order.follow,
        private_hosts=crawl.private_hosts,
        documents=Documents(documents.max_bytes, documents.hosts) if documents.read else None,
    )
    return replace(planned, contact=crawl.contact) if crawl.contact else planned


def read_drafts(order: Order, keep: Keep, using: ReadWith) -> None:
    """Read the drafts of an order: a few here, many in worker processes."""
    waiting: list[Draft] = []
    for draft in order.drafts:
        if draft.reason is not None:
            keep.take(NotAudited(draft.url, "error", draft.reason))
        else:
            waiting.append(draft)
    if len(waiting) > _FEW and order.jobs > 1:
        asyncio.run(_read_beside(waiting, order, keep, using))
        return
    for draft in waiting:
        seen = order.seen or draft.modified or order.today
        _keep_draft(keep, read(_fetched(draft), using, seen, file=draft.file, sheets=draft.sheets), order.progress)


async def _read_beside(drafts: list[Draft], order: Order, keep: Keep, using: ReadWith) -> None:
    with closing(Readers(using, order.jobs)) as readers:
        tasks = [
            readers.read(_fetched(d), order.seen or d.modified or order.today, file=d.file, sheets=d.sheets)
            for d in drafts
        ]
        for answer in asyncio.as_completed(tasks):
            _keep_draft(keep, await answer, order.progress)


def _keep_draft(keep: Keep, answer: Read | NotAudited, progress: Progress) -> None:
    keep.take(answer)
    progress.done += 1
    progress.changed(progress)


def _fetched(draft: Draft) -> Fetched:
    return Fetched(draft.url, 200, draft.html.encode("utf-8", "replace"))


def _uncovered(reader: Reader, run: Run, least: float) -> str | None:
    """Why too little of the site was seen to judge it by; None where enough was."""
    audited = sum(1 for _ in reader.pages(run))
    missed = [
        row for row in reader.not_audited(run) if row.reason not in _COUNTED_OUT and row.status not in (404, 410)
    ]
    if not audited:
        return "No page could be read."
    share = audited / (audited + len(missed))
    if share < least:
        return f"Only {share:.0%} of the pages found could be read; at least {least:.0%} are needed."
    return None


def _browse(order: Order, reader: Reader, writer: Writer, run: Run) -> None:
    """Look at the pages of a run in a browser, and keep what the rules for it see there."""
    from pipeline.browser.browse import browse
    from pipeline.browser.sample import sampled

    rules = [rule.id for rule in order.rules if rule.in_browser]
    documents = {fact.place.url for fact in reader.facts(run, DOCUMENT)}
    pages = [page.url for page in reader.pages(run) if page.url not in documents]
    urls = [url for url in pages if url.startswith(("http://", "https://"))]
    if order.browser_sample:
        templates = {fact.place.url: fact.value for fact in reader.facts(run, TEMPLATE)}
        urls = sampled(urls, templates, order.browser_sample)
    for page in browse(urls if rules else (), jobs=2 * order.jobs, rules=rules):
        writer.save_looked_at(run.id, page.url, page.facts, page.failure)

"""An audit from end to end: crawl or read drafts, keep, look in the browser, judge."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version as version_of
from time import monotonic
from typing import TYPE_CHECKING

from pipeline.coverage import why_not_whole as uncovered
from pipeline.judging import judge_run
from pipeline.keep import Keep
from pipeline.order import Order
from pipeline.reading import ReadWith, read, read_with
from pipeline.store.open import Store
from pipeline.store.read import Reader
from pipeline.store.values import Read, Run
from pipeline.store.write import Writer
from pipeline.vouching import Vouching
from rules.core.errors import UserError
from rules.core.file import DOCUMENT
from rules.core.registry import catalogue
from rules.core.template import TEMPLATE
from spiders.fetched import NotAudited

if TYPE_CHECKING:
    from pipeline.drafts import Draft  # and with it all that reads Word and PDF

VERSION = version_of("local-offer-audit")

_FEW = 32


def audit(store: Store, order: Order) -> Run:
    """Carry out an order, and return the run that the store keeps. What was gathered is kept whatever comes."""
    writer, reader, site = writer_for(store), Reader(store), site_of(order)
    before = None if order.crawl else _last_crawl(reader, site)
    run_id = writer.begin(site, order.today, VERSION)
    kept_days = order.config.crawl.keep_bodies if order.follow else 0
    using = read_with(order.rules, facts=order.facts, bodies=kept_days > 0)
    new = not reader.knows(site)
    keep = Keep(writer, run_id, site, using.digest, new=new, bodies=using.bodies)
    why_not_whole = note = vouching = None
    try:
        read_drafts(order, keep, using)
        if before:
            from pipeline.rereading import read_again

            writer.take_over(run_id, before.id)
            why_not_whole, note = before.reason, read_again(store, order, keep, using, reader.run(run_id), before)
        elif order.targets:
            why_not_whole, vouching = _crawl(order, reader, writer, keep, using, reader.run(run_id), new=new)
            note = vouching.note if vouching else None
    finally:
        keep.flush()
    if order.crawl and not new:
        writer.forget_bodies(run_id, kept_days)
    run = conclude(order, reader, writer, run_id, why_not_whole, note)
    if vouching is not None:
        writer.keep_trust(site, vouching.ended(whole=run.complete))
    return run


def _crawl(
    order: Order, reader: Reader, writer: Writer, keep: Keep, using: ReadWith, run: Run, *, new: bool
) -> tuple[str | None, Vouching | None]:
    """Crawl, and check where links lead. Says why not all was seen, and gives what sitemaps proved to be worth."""
    from pipeline.crawling import crawl_site  # which a check of drafts does without
    from pipeline.links import check_links

    began = monotonic()

    def remembered() -> list[str]:
        return list(reader.addresses(run.site))

    vouching = None
    if order.follow:
        vouching = Vouching(reader.trust(run.site), run.id, run.today, remembered, reader.met_before(run))
    why_not_whole = crawl_site(order, keep, using, remembered, new=new, vouching=vouching)
    keep.flush()
    return why_not_whole or check_links(order, reader, writer, run.id, began), vouching


def site_of(order: Order) -> str:
    """The name by which the store knows the site of an order."""
    return order.config.site.name or (order.targets[0] if order.targets else "drafts")


def writer_for(store: Store) -> Writer:
    """A writer that leaves alone what the browser saw."""
    return Writer(store, (rule.id for rule in catalogue().values() if rule.in_browser))


def conclude(
    order: Order, reader: Reader, writer: Writer, run_id: int, why_not_whole: str | None, note: str | None = None
) -> Run:
    """End a run that has its pages: look at them in a browser where that is asked for, and judge."""
    if order.browser:
        _browse(order, reader, writer, reader.run(run_id))
    if not why_not_whole and (why_not_whole := uncovered(reader, reader.run(run_id), order.config.crawl)):
        writer.keep_gone(run_id)
    judge_run(
        reader, writer, reader.run(run_id), [rule for rule in order.rules if order.browser or not rule.in_browser]
    )
    writer.finish(run_id, why_not_whole is None, why_not_whole, note)
    writer.close()
    return reader.run(run_id)


def _last_crawl(reader: Reader, site: str) -> Run:
    """The audit that an audit without a crawl stands on. Raises UserError where there is none."""
    known = sorted({run.site for run in reader.runs() if run.finished})
    if site in known:
        return reader.latest(site)
    others = f" It holds {', '.join(f'“{name}”' for name in known)}." if known else ""
    raise UserError(
        f"The store has no finished audit of “{site}”.{others} Run `localoffer audit` without --no-crawl first."
    )


def read_drafts(order: Order, keep: Keep, using: ReadWith) -> None:
    """Read the drafts of an order: a few here, many in worker processes."""
    waiting: list[Draft] = []
    for draft in order.drafts:
        if draft.reason is not None:
            keep.take(NotAudited(draft.url, "error", draft.reason))
        else:
            waiting.append(draft)

    def seen(draft: Draft) -> date:
        return order.seen or draft.modified or order.today

    def kept(answer: Read | NotAudited) -> None:
        keep.take(answer)
        order.progress.done += 1
        order.progress.changed(order.progress)

    if len(waiting) > _FEW and order.jobs > 1:
        from pipeline.many import read_many  # and with it worker processes, which a few drafts do without

        read_many(waiting, using, order.jobs, seen, kept)
        return
    for draft in waiting:
        kept(read(draft.fetched(), using, seen(draft), file=draft.file, sheets=draft.sheets))


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

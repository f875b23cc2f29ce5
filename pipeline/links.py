"""Checks, after a crawl, where links lead that it did not follow: a few hundred a night, oldest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from time import monotonic
from urllib.parse import urlsplit

from pipeline.crawling import plan as crawl_plan
from pipeline.order import Order
from pipeline.store.checked import LinkRow, after
from pipeline.store.links import Answered
from pipeline.store.read import Reader
from pipeline.store.values import Run
from pipeline.store.write import Writer
from rules.links.broken_link import BrokenLink
from spiders.canonical import canonical, site_of
from spiders.linkcheck.answer import Checked, State, arrived, of_status
from spiders.linkcheck.plan import LinkPlan
from spiders.plan import ROBOT, CrawlPlan, user_agent

_BATCH = 50
_BY_REASON: Mapping[str, tuple[State, str]] = {
    "soft 404": ("broken", "the server answers “200 OK”, and shows an error page"),
    "blocked": ("unknown", "the server turned our program away"),
    "trouble": ("unknown", "the server was in trouble"),
    "login": ("unknown", "it asks people to sign in"),
}
_THIS_MACHINE = frozenset(("127.0.0.1", "localhost", "::1"))


def check_links(order: Order, reader: Reader, writer: Writer, run_id: int, began: float) -> str | None:
    """Check the links that the pages of a run have, and keep what came of it.

    `began` is when the audit began, by the clock that `max_time` is held against. Gives why the audit is not
    complete where a signal ended it; None otherwise, also where some links are left for another night.
    """
    if not order.follow or not any(isinstance(rule, BrokenLink) for rule in order.rules):
        return None
    run = reader.run(run_id)
    night = _Night(order, reader, writer, run, crawl_plan(order))
    waiting = night.sort(reader.answered(run), reader.untried(run))
    try:
        finished = night.ask(waiting, began)
    finally:
        night.flush()
    return None if finished else "The audit was stopped while it checked links."


class _Night:
    """What one audit does with the links of a site."""

    def __init__(self, order: Order, reader: Reader, writer: Writer, run: Run, crawl: CrawlPlan) -> None:
        self._links, self._max_time = order.config.links, crawl.max_time
        self._writer, self._run, self._crawl = writer, run, crawl
        self._known = {row.url: row for row in reader.links(run)}
        self._linked = {fact.key for fact in reader.facts(run, BrokenLink.id)}
        self._is_first = reader.previous(run) is None
        self._homes = frozenset(filter(None, map(canonical, order.targets)))
        self._rows: list[LinkRow] = []

    def sort(self, answered: Mapping[str, Answered], untried: Iterable[str]) -> dict[str, list[str]]:
        """Take what the crawl has answered already, and let go of what nothing links to any more.

        Gives the canonical addresses that are due, those first that were not asked for the longest, each with the
        ways in which links write it.
        """
        waiting: dict[str, list[str]] = {}
        settled = self._known.keys() - self._linked
        left = frozenset(untried)
        for url in sorted(self._linked, key=self._age):
            if url not in answered and not self._is_due(url):
                continue
            plain = canonical(url)
            if plain is None or plain in left:
                settled.add(url)
            elif (told := self._crawled(plain, answered.get(url) or answered.get(plain))) is None:
                if self._is_due(url):
                    waiting.setdefault(plain, []).append(url)
            elif told.state == "fine":
                settled.add(url)
            elif told.state == "broken" or url in self._known:
                self._take(url, told)
        self._writer.forget_links(self._run.id, settled & self._known.keys())
        return waiting

    def ask(self, waiting: Mapping[str, list[str]], began: float) -> bool:
        """Ask for as many addresses as one night may. False where a signal ended it."""
        may = [url for url in waiting if self._may_ask(urlsplit(url).hostname or "")][: self._links.a_night]
        left = None if self._max_time is None else self._max_time - (monotonic() - began)
        if not may or (left is not None and left <= 0):
            return True
        from spiders.linkcheck.check import check  # and with it aiohttp, which most nights do without

        def took(told: Checked) -> None:
            for url in waiting[told.url]:
                self._take(url, told)

        return check(self._plan(left), may, took)

    def flush(self) -> None:
        """Write what is held."""
        self._writer.save_links(self._run.id, self._rows)
        self._rows = []

    def _plan(self, seconds: float | None) -> LinkPlan:
        crawl = self._crawl
        return LinkPlan(
            robot=ROBOT,
            agent=user_agent(crawl.contact),
            delay=crawl.delay,
            timeout=crawl.timeout,
            obey_robots=crawl.obey_robots,
            check_certificates=crawl.check_certificates,
            may_ask=self._may_ask,
            may_be_private=crawl.may_be_private,
            homes=self._homes,
            seconds=seconds,
        )

    def _may_ask(self, host: str) -> bool:
        """An audit of a site on this machine asks only what it was told to: it is a trial, or a test."""
        own = {host.removeprefix("www.") for host in self._crawl.scope.hosts}
        return (self._links.outside and not own <= _THIS_MACHINE) or self._crawl.may_be_private(host)

    def _crawled(self, url: str, answer: Answered | None) -> Checked | None:
        """What the crawl's own answer says; None where there was none, or only a redirect to what it had met."""
        if answer is None:
            return None
        if told := _BY_REASON.get(answer.reason):
            return Checked(url, *told)
        if not answer.status or 300 <= answer.status < 400:
            return None
        return arrived(of_status(url, answer.status, answer.led_to), self._homes)

    def _take(self, url: str, told: Checked) -> None:
        is_own = site_of(told.url) in self._crawl.scope.places
        nights = 1 if self._is_first and is_own else self._links.nights
        self._rows.append(after(self._known.get(url), url, told, self._run.today, nights))
        if len(self._rows) >= _BATCH:
            self.flush()

    def _age(self, url: str) -> tuple[date, str]:
        row = self._known.get(url)
        return (date.min if row is None else row.checked, url)

    def _is_due(self, url: str) -> bool:
        """Whether to ask: what was fine after some days, and all else each night."""
        row = self._known.get(url)
        if row is None:
            return True
        fresh = timedelta(self._links.days if row.state == "fine" else 1)
        return self._run.today - row.checked >= fresh

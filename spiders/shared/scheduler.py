"""The scheduler of scrapy-redis for a crawl that several workers share: gives this one what it may fetch."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection
from contextlib import suppress
from math import ceil
from threading import Event, Thread
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy_redis.dupefilter import RFPDupeFilter
from scrapy_redis.scheduler import Scheduler

from spiders.frontier import Visit
from spiders.shared.queues import ALIVE_FOR, Census, HostQueues, Orphan, host_of
from spiders.shared.server import SharingError

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from spiders.shared.spider import SharedSpider

MOST_HOSTS = 8
"""The hosts that a worker holds at a time, at most."""
AHEAD = 3
"""Requests of a host that a worker takes beyond those that may be sent: pages are read beside the fetching."""

FOR_ITSELF = "for_itself"
"""Marks a request that each worker sends for itself, to a host that it holds."""

_MOST_TRIES = 3
_BEATS = 5


class Met(RFPDupeFilter):  # type: ignore[misc]
    """Tells requests apart. The first for an address goes by its canonical form."""

    def request_fingerprint(self, request: Request) -> str:
        """The canonical address; for what follows on the first request, with what follows."""
        visit: Visit | None = request.cb_kwargs.get("visit")
        hops = request.meta.get("hops", 0)
        if visit is not None and not (hops or visit.read_as):
            first = "HEAD" if visit.is_document else "GET"
            if request.method == first:
                return visit.url
        return f"{request.method} {visit.read_as if visit else ''} {hops} {request.url}"


class SharedScheduler(Scheduler):  # type: ignore[misc]
    """Gives this worker the requests of the hosts that it holds, a few of each at a time, in turn.

    Requests that each worker sends for itself, or to no server, stay here. Where Redis cannot be used any more,
    the spider is told, and nothing that was in hand counts as done.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.spider: SharedSpider = crawler.spider  # type: ignore[assignment]
        self._crawler = crawler
        server = self.spider.sharing.server
        super().__init__(server.client, persist=True, dupefilter=Met(server.client, ""))
        self.queue = HostQueues(server, self.spider, self.spider.sharing.name, self.df.request_fingerprint)
        self.queue.restarted, self.queue.is_met = self.spider.start_again, self.spider.frontier.is_met
        self._here: deque[Request] = deque()
        self._hosts: dict[str, bool] = {}
        self._leaving: set[str] = set()
        self._left = 0
        self._over = Event()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make a scheduler."""
        return cls(crawler)

    def open(self, spider: SharedSpider) -> None:
        """Be one of the workers, with signs of life from a thread: also while a database keeps us waiting."""
        self.queue.join()
        Thread(target=self._beat, daemon=True).start()
        spider.met()

    def __len__(self) -> int:
        """How much was left to do when we last looked, by all workers."""
        return self._left + len(self._here)

    def has_pending_requests(self) -> bool:
        """Whether something waits that this worker may fetch."""
        return bool(self._here) or any(self._hosts[host] for host in self._hosts.keys() - self._leaving)

    def enqueue_request(self, request: Request) -> bool:
        """Queue a request for whoever holds its host. False where it was met before."""
        if request.url.startswith("data:") or FOR_ITSELF in request.meta:
            self._here.append(request)
            return True
        try:
            pushed = self.queue.push(request, again=request.dont_filter)
        except SharingError as error:
            self.spider.give_up(error)
            return False
        if (host := host_of(request)) in self._hosts:
            self._hosts[host] = True
        return pushed

    def next_request(self) -> Request | None:
        """The next request of a host that has few under way, of each host in turn."""
        if self._here:
            return self._here.popleft()
        sent, busy = self._sent(), self._busy()
        at_once = self.spider.plan.concurrency
        for host in [host for host, ready in self._hosts.items() if ready and host not in self._leaving]:
            free = sent[host] < at_once and busy[host] < at_once + AHEAD
            if free and (request := self._pop(host)) is not None:
                self._hosts[host] = self._hosts.pop(host)  # to the end of the line
                return request
        return None

    def _pop(self, host: str) -> Request | None:
        try:
            request = self.queue.pop(host)
        except KeyError:  # held by another worker: this one was silent for too long
            del self._hosts[host]
            return None
        except SharingError as error:
            self.spider.give_up(error)
            return None
        if request is None:
            self._hosts[host] = False
        return request

    def tend(self) -> None:
        """See to all that is shared, twice a second. Raises SharingError where Redis cannot be used."""
        self._save()
        self.queue.join()
        census = self.queue.census()
        self._left = census.left
        for worker in census.dead:
            self._take_over(worker)
        for stray in self.queue.strays():
            self.queue.requeue(stray, counts=False)
        self._share(census)

    def is_over(self) -> bool:
        """Whether nothing waits and nothing is in anybody's hand."""
        return not self._here and not len(self.queue)

    def close(self, reason: str) -> None:
        """Leave: what is saved is done, and others may have the rest."""
        del reason
        self._over.set()
        with suppress(SharingError):
            self._save()
            for orphan in self.queue.orphans(self.spider.sharing.server.me):
                self.queue.requeue(orphan, counts=False)
            for host in self._hosts:
                self.queue.let_go(host, self._rest(host))
            self.queue.bury(self.spider.sharing.server.me)

    def _save(self) -> None:
        """Keep what has come, and only then let go of the requests that it came of."""
        under_way = self._under_way()
        ended = [r for r in self.queue.in_hand if r not in under_way and not self.spider.needs(r)]
        if self.spider.sharing.save() and not self.spider.sharing.trouble:
            self.queue.done(ended)

    def _under_way(self) -> Collection[Request]:
        """The requests that Scrapy is not done with: until all that came of them is read and handed on."""
        slot = self._crawler.engine._slot if self._crawler.engine else None  # noqa: SLF001 - no signal tells
        return slot.inprogress if slot else ()

    def _busy(self) -> Counter[str]:
        """How many of the requests in hand are under way or being read, by host."""
        under_way = self._under_way()
        return Counter(held.host for request, held in self.queue.in_hand.items() if request in under_way)

    def _sent(self) -> Counter[str]:
        """How much each host is asked now. Of what waits in Scrapy’s own line, it may send all at once."""
        downloader = self._crawler.engine.downloader if self._crawler.engine else None
        return Counter(map(host_of, downloader.active if downloader else ()))

    def _take_over(self, worker: str) -> None:
        """See to what a worker that has died had in hand."""
        for orphan in self.queue.orphans(worker):
            if self.spider.is_saved(orphan.request):
                self.queue.forget(orphan)
            elif orphan.tries >= _MOST_TRIES:
                self._give_up(orphan)
            else:
                self.queue.requeue(orphan)
        self.queue.bury(worker)

    def _give_up(self, orphan: Orphan) -> None:
        visit: Visit | None = orphan.request.cb_kwargs.get("visit")
        if visit is not None:
            told = f"Each time that this was fetched, {_MOST_TRIES + 1} times, the program that did so was ended."
            self.spider.sharing.missed(visit.left("error", told))
        if self.spider.sharing.save():
            self.queue.forget(orphan)

    def _share(self, census: Census) -> None:
        """Take hosts that nobody holds, up to this worker's share, and leave some to those who have too few."""
        busy = Counter(held.host for held in self.queue.in_hand.values()) + self._sent()
        for host in [host for host in self._hosts if not busy[host]]:
            if host in self._leaving or host not in census.waiting:
                self._leave(host)
        mine = [host for host in self._hosts if host not in self._leaving]
        for host in mine:
            self._hosts[host] = host in census.waiting
        every = len(census.waiting.union(mine))
        share = min(MOST_HOSTS, ceil(every / census.live))
        if len(mine) > share and census.hungry:
            self._leaving.add(mine[-1])
        for host in sorted(census.waiting.difference(self._hosts)):
            if len(mine) < share and self.queue.take(host):
                self._hosts[host] = True
                mine.append(host)
                self.spider.prepare(host)
        self.queue.ask_for_hosts(len(mine) < min(MOST_HOSTS, every // census.live))

    def _leave(self, host: str) -> None:
        del self._hosts[host]
        self._leaving.discard(host)
        self.queue.let_go(host, self._rest(host))

    def _rest(self, host: str) -> float:
        downloader = self._crawler.engine.downloader if self._crawler.engine else None
        slot = downloader.slots.get(host) if downloader else None
        return slot.delay if slot else self.spider.plan.delay

    def _beat(self) -> None:
        """Give signs of life until the crawl is over, or Redis is away for good."""
        with suppress(SharingError):
            while not self._over.wait(ALIVE_FOR / 1000 / _BEATS):
                self.queue.beat([*self._hosts])

"""What the shared frontier holds, and what becomes of a request that ends every worker who takes it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy import Request

from spiders.fetched import NotAudited
from spiders.frontier import Visit
from spiders.plan import CrawlPlan
from spiders.scope import Scope
from spiders.shared.queues import HostQueues
from spiders.shared.scheduler import SharedScheduler
from spiders.shared.server import Server, SharingError
from spiders.shared.spider import SharedSpider, Sharing
from tests.workers.redis import PASSWORD, Redis

HOST = "www.example.org"
PAGE = f"https://{HOST}/send"


class Worker:
    """A worker that does what it is told, and not by itself."""

    def __init__(self, url: str) -> None:
        self.missed: list[NotAudited] = []
        self.server = Server(url)
        plan = CrawlPlan((PAGE,), Scope.around([PAGE]))
        sharing = Sharing(
            self.server, "test", "", lambda: True, self.missed.append, tuple, tuple, is_read=lambda _: False
        )
        spider = SharedSpider(plan, sharing=sharing)
        spider.crawler = crawler = SimpleNamespace(spider=spider, engine=None)  # type: ignore[assignment]
        self.scheduler = SharedScheduler(crawler)  # type: ignore[arg-type]
        self.queue: HostQueues = self.scheduler.queue
        self.queue.join()

    def request(self, visit: Visit) -> Request:
        spider = self.scheduler.spider
        return Request(visit.url, spider.page, errback=spider.failed, cb_kwargs={"visit": visit}, meta={"hops": 0})

    def take(self) -> Request | None:
        assert self.queue.take(HOST)
        return self.queue.pop(HOST)

    def die(self) -> None:
        """Without a word; the time that others wait is cut short."""
        for key in self.server.client.scan_iter(f"*alive:{self.server.me}"):
            self.server.client.delete(key)
        self.server.client.delete(f"localoffer:lease:{HOST}")


def test_a_request_comes_back_as_it_was_queued(redis_server: Redis) -> None:
    worker = Worker(redis_server.url)
    visit = Visit(PAGE, 2, f"https://{HOST}/", (f"https://{HOST}/old",), is_target=True)
    asked = worker.request(visit)
    asked.headers["If-None-Match"] = '"tag"'
    assert worker.queue.push(asked)
    assert not worker.queue.push(asked)
    assert worker.queue.knows(PAGE)
    back = worker.take()
    assert back is not None
    assert (back.url, back.headers, back.meta, back.cb_kwargs) == (
        PAGE,
        asked.headers,
        {"hops": 0},
        {"visit": visit},
    )
    assert back.callback == worker.scheduler.spider.page
    assert worker.take() is None
    assert len(worker.queue) == 1
    worker.queue.done([back])
    assert len(worker.queue) == 0


def test_nothing_is_taken_from_a_host_that_another_worker_holds(redis_server: Redis) -> None:
    one, other = Worker(redis_server.url), Worker(redis_server.url)
    one.queue.push(one.request(Visit(PAGE)))
    assert one.queue.take(HOST)
    assert not other.queue.take(HOST)
    with pytest.raises(KeyError):
        other.queue.pop(HOST)
    one.queue.let_go(HOST, rest=60)
    assert not other.queue.take(HOST)


def test_a_page_that_ends_four_workers_is_given_up_and_told(redis_server: Redis) -> None:
    survivor = Worker(redis_server.url)
    survivor.queue.push(survivor.request(Visit(PAGE)))
    for _ in range(4):
        assert survivor.missed == []
        victim = Worker(redis_server.url)
        assert victim.take() is not None
        victim.die()
        survivor.scheduler.tend()
        survivor.die()
        survivor.scheduler._hosts.clear()
    [told] = survivor.missed
    assert (told.url, told.reason) == (PAGE, "error")
    assert survivor.scheduler.is_over()


@pytest.mark.parametrize("url", ["no address", "redis://127.0.0.1:1/0", "redis://:{}@127.0.0.1:1/0"])
def test_a_server_that_is_none_is_refused_without_telling_its_password(url: str) -> None:
    with pytest.raises(SharingError, match="--workers") as refused:
        Server(url.format(PASSWORD))
    assert PASSWORD not in str(refused.value)

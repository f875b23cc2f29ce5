"""Several workers at one audit: whatever befalls them, they find what one machine finds."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGSTOP

import pytest

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from tests.cli.command import COMMAND
from tests.store.cluster import Cluster
from tests.workers.redis import PASSWORD, Redis
from tests.workers.region import PAGES, Region, region

HOSTS = 6
IN_ALL = HOSTS * PAGES
TODAY = "2026-11-23"
REPORTED = "The report is at"
LEFT_TO_OTHERS = "Another worker judges and reports this audit. Nothing is left to do here."
Findings = list[tuple[str, str, str]]
Alone = tuple[set[str], Findings]


class Audit:
    """Workers at one audit, each a process of its own."""

    def __init__(self, served: Region, folder: Path, *options: str) -> None:
        (folder / "offer.toml").write_text('[site]\nname = "Region"\n[crawl]\ndelay = 0\n')
        self._folder, self._served = folder, served
        self._options = ["--today", TODAY, "--fail-on", "never", "--no-progress", "--jobs", "1"]
        self._options += ["--select", "links.vague-text,stale", *options]
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self, how_many: int = 1) -> None:
        for _ in range(how_many):
            name = len(self.workers)
            command = [COMMAND, "audit", *self._served.targets, *self._options, "--report", f"report-{name}"]
            with (self._folder / f"said-{name}").open("wb") as said:
                self.workers.append(
                    subprocess.Popen(command, cwd=self._folder, stdout=said, stderr=subprocess.STDOUT)
                )

    def said(self, worker: int) -> str:
        return (self._folder / f"said-{worker}").read_text("utf-8")

    def end(self) -> list[str]:
        """What each worker said that was not killed, once all of them have ended well."""
        told = []
        for name, worker in enumerate(self.workers):
            code = worker.wait(timeout=100)
            if code != -9:
                assert code == 0, self.said(name)
                told.append(self.said(name))
        return told

    def until_asked(self, share: float) -> None:
        """Wait until the region was asked for a share of its pages."""
        deadline = time.monotonic() + 60
        while len(self._served.asked) < share * IN_ALL:
            assert any(worker.poll() is None for worker in self.workers), self.said(0)
            assert time.monotonic() < deadline
            time.sleep(0.02)


@contextmanager
def audit(served: Region, folder: Path, *options: str) -> Iterator[Audit]:
    started = Audit(served, folder, *options)
    try:
        yield started
    finally:
        for worker in started.workers:
            worker.kill()
            worker.wait()


@pytest.fixture
def shared(redis_server: Redis, postgresql: str) -> tuple[str, ...]:
    """The options that make workers share an audit."""
    return ("--workers", redis_server.url, "--store", postgresql)


def _found(store: str) -> Alone:
    """The pages of the only audit in a store, and what was found on them."""
    with open_store(store) as opened:
        reader = Reader(opened)
        [run] = reader.runs()
        assert (run.complete, run.reason) == (True, None)
        pages = [page.url for page in reader.pages(run)]
        assert len(pages) == len(set(pages))
        return set(pages), sorted((found.id, found.issue, found.message) for found in reader.findings(run))


@pytest.fixture(scope="module")
def councils() -> Iterator[Region]:
    with region(HOSTS) as served:
        yield served


@pytest.fixture(scope="module")
def alone(councils: Region, tmp_path_factory: pytest.TempPathFactory) -> Alone:
    """What one machine finds in the region."""
    folder = tmp_path_factory.mktemp("alone")
    with audit(councils, folder, "--store", "sqlite:///alone.db") as one:
        one.start()
        one.end()
    return _found(f"sqlite:///{folder / 'alone.db'}")


@pytest.fixture
def served(councils: Region, alone: Alone) -> Region:
    """The region, which was asked for nothing yet."""
    councils.forget()
    return councils


def _one_reported(told: list[str]) -> bool:
    return sorted(REPORTED in said for said in told) == [False] * (len(told) - 1) + [True] and all(
        (REPORTED in said) != (LEFT_TO_OTHERS in said) for said in told
    )


def test_two_workers_find_what_one_finds_and_ask_for_each_page_once(
    tmp_path: Path, served: Region, alone: Alone, shared: tuple[str, ...]
) -> None:
    with audit(served, tmp_path, *shared) as both:
        both.start(2)
        told = both.end()
    assert _one_reported(told), told
    assert not any(PASSWORD in said for said in told)
    assert _found(shared[-1]) == alone
    assert served.asked == dict.fromkeys(served.asked, 1)
    assert served.crowded == set()


def test_of_four_workers_one_is_killed_and_no_page_is_lost(
    tmp_path: Path, served: Region, alone: Alone, shared: tuple[str, ...]
) -> None:
    with audit(served, tmp_path, *shared) as four:
        four.start(4)
        four.until_asked(0.4)
        four.workers[0].kill()
        four.workers[0].wait()
        time.sleep(0.2)  # for what it had sent to arrive
        before = set(served.asked)
        told = four.end()
    assert _one_reported(told), told
    assert _found(shared[-1]) == alone
    # How much it had in hand depends on when the others came: nothing else is asked for again.
    assert {url for url, times in served.asked.items() if times > 1} <= before
    assert max(served.asked.values()) <= 2
    assert served.crowded == set()


def test_redis_loses_all_that_it_knows_and_no_page_is_lost(
    tmp_path: Path, served: Region, alone: Alone, shared: tuple[str, ...], redis_server: Redis
) -> None:
    with audit(served, tmp_path, *shared) as both:
        both.start(2)
        both.until_asked(0.4)
        redis_server.stop()
        time.sleep(1)
        redis_server.start()
        told = both.end()
    assert _one_reported(told), told
    assert _found(shared[-1]) == alone
    # On a machine too busy for them to notice in time, two workers may ask for what was under way.
    assert sum(served.asked.values()) <= 1.1 * IN_ALL


def test_connections_to_the_database_are_dropped_and_no_page_is_lost(
    tmp_path: Path, served: Region, alone: Alone, shared: tuple[str, ...], cluster: Cluster
) -> None:
    others = "pid <> pg_backend_pid() AND datname IS NOT NULL"
    drop = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"
    with audit(served, tmp_path, *shared) as both:
        both.start(2)
        for share in (0.2, 0.4, 0.6, 0.8):
            both.until_asked(share)
            cluster.run(drop)
        told = both.end()
    assert _one_reported(told), told
    assert _found(shared[-1]) == alone
    assert served.asked == dict.fromkeys(served.asked, 1)


def test_all_workers_and_redis_die_and_the_next_worker_goes_on(
    tmp_path: Path, served: Region, alone: Alone, shared: tuple[str, ...], redis_server: Redis
) -> None:
    with audit(served, tmp_path, *shared) as several:
        several.start(2)
        several.until_asked(0.6)
        for worker in several.workers:
            worker.kill()
        redis_server.stop()
        redis_server.start()
        several.start()
        told = several.end()
    assert _one_reported(told), told
    assert _found(shared[-1]) == alone
    assert sum(served.asked.values()) < 2 * IN_ALL - 0.2 * IN_ALL


def test_a_worker_that_is_stopped_leaves_the_rest_to_the_other(
    tmp_path: Path, served: Region, alone: Alone, shared: tuple[str, ...]
) -> None:
    with audit(served, tmp_path, *shared) as both:
        both.start(2)
        both.until_asked(0.4)
        stopped = both.workers.pop(0)
        stopped.terminate()
        assert stopped.wait(timeout=60) == 3
        assert "What it had in hand is for the others" in both.said(0)
        assert [worker.wait(timeout=100) for worker in both.workers] == [0]
    assert REPORTED in both.said(1)
    assert _found(shared[-1]) == alone
    assert served.asked == dict.fromkeys(served.asked, 1)


def test_workers_stop_together_after_so_many_pages(
    tmp_path: Path, served: Region, shared: tuple[str, ...]
) -> None:
    with audit(served, tmp_path, *shared, "--max-pages", "20") as both:
        both.start(2)
        both.end()
    with open_store(shared[-1]) as store:
        [run] = Reader(store).runs()
        assert len([*Reader(store).pages(run)]) == 20


def test_a_worker_with_another_order_is_refused(tmp_path: Path, served: Region, shared: tuple[str, ...]) -> None:
    with audit(served, tmp_path, *shared) as first, audit(served, tmp_path, *shared, "--select", "links") as other:
        first.start()
        first.until_asked(0.1)
        first.workers[0].send_signal(
            SIGSTOP
        )  # so that it is under way still, however long the other takes to start
        other.start()
        assert other.workers[0].wait(timeout=100) == 2
    assert "have other rules, settings or versions than this one" in other.said(0)

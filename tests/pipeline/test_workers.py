"""Worker processes answer for every page, and end with the audit that started them."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import repeat

from pipeline.reading import ReadWith, read, read_with
from pipeline.store.pack import unpack_facts
from pipeline.store.values import Read
from pipeline.workers import Readers
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.registry import choose
from rules.core.rule import Rule, at
from spiders.fetched import Fetched, NotAudited

DAY = date(2026, 11, 23)
PAGE = b"<html lang=en><title>Help</title><main><h1>Help</h1><p>Please <a href='/a'>click here</a>.</p></main>"
STARTS_WORKERS = """
import asyncio, multiprocessing, sys
from datetime import date
from pipeline.reading import read_with
from pipeline.workers import Readers
from rules.core.registry import choose
from spiders.fetched import Fetched

async def main():
    readers = Readers(read_with(choose(["links"])), 1)
    await readers.read(Fetched("https://example.org/", 200, b"<p>Help</p>"), date(2026, 11, 23))
    print(*readers._pool._processes, flush=True)
    await asyncio.sleep(60)

if __name__ == "__main__":
    asyncio.run(main())
"""


@dataclass(frozen=True)
class Stuck(Rule):
    """A rule that a library keeps for ever, without hearing signals, on pages at `/stuck`."""

    id = "tests.stuck"
    title = message = fix = "Stuck"
    commitments = ()

    def extract(self, page: Page) -> Iterator[Fact]:
        if page.url.endswith("/stuck"):
            sum(repeat(0))
        yield Fact(at(page, page.dom))


@dataclass(frozen=True)
class Greedy(Rule):
    """A rule that wants more memory than a worker may have."""

    id = "tests.greedy"
    title = message = fix = "Greedy"
    commitments = ()

    def extract(self, page: Page) -> Iterator[Fact]:
        yield Fact(at(page, page.dom), value=str(len(bytearray(5 * 1024**3))))


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_page_is_read_in_another_process() -> None:
    async def read_one() -> Read | NotAudited:
        readers = Readers(read_with(choose(["links.vague-text"])), 1)
        try:
            return await readers.read(Fetched("https://example.org/", 200, PAGE), DAY)
        finally:
            readers.close()

    answer = asyncio.run(read_one())
    assert isinstance(answer, Read)
    facts = unpack_facts(answer.facts["links.vague-text"], answer.fetched.url)
    assert [fact.place.quote for fact in facts] == ["click here"]


def test_a_page_that_was_read_leaves_nothing_for_the_garbage_collector() -> None:
    using, page = read_with(choose()), Fetched("https://example.org/", 200, PAGE * 20)
    read(page, using, DAY)
    gc.collect()
    gc.disable()
    try:
        read(page, using, DAY)
        assert gc.collect() < 50
    finally:
        gc.enable()


def test_a_page_that_ends_its_worker_is_answered_for_and_the_others_are_read() -> None:
    async def read_two() -> list[Read | NotAudited]:
        readers = Readers(read_with(choose(["links.vague-text"])), 1)
        try:
            first = await readers.read(Fetched("https://example.org/1", 200, PAGE), DAY)
            for pid in readers._pool._processes:
                os.kill(pid, signal.SIGKILL)
            pages = [Fetched(f"https://example.org/{n}", 200, PAGE) for n in (2, 3)]
            return [first, *await asyncio.gather(*(readers.read(page, DAY) for page in pages))]
        finally:
            readers.close()

    answers = asyncio.run(read_two())
    assert len(answers) == 3
    assert all(isinstance(answer, Read) for answer in answers)


def test_a_page_on_which_a_library_is_stuck_is_answered_for_and_the_others_are_read() -> None:
    async def read_two() -> list[Read | NotAudited]:
        readers = Readers(ReadWith((Stuck(),), "digest"), 1, limit=0.5)
        try:
            pages = [Fetched(f"https://example.org/{name}", 200, PAGE) for name in ("stuck", "good")]
            return [*await asyncio.gather(*(readers.read(page, DAY) for page in pages))]
        finally:
            readers.close()

    stuck, good = asyncio.run(read_two())
    assert isinstance(stuck, NotAudited)
    assert stuck.detail == "Reading this page ended the program that reads."
    assert isinstance(good, Read)


def test_a_worker_takes_no_more_memory_than_it_may() -> None:
    async def read_one() -> Read | NotAudited:
        readers = Readers(ReadWith((Greedy(),), "digest"), 1)
        try:
            return await readers.read(Fetched("https://example.org/", 200, PAGE), DAY)
        finally:
            readers.close()

    answer = asyncio.run(read_one())
    assert isinstance(answer, Read)
    assert [failure.error for failure in answer.failures] == ["MemoryError: "]


def test_workers_end_when_the_audit_is_killed() -> None:
    audit = subprocess.Popen([sys.executable, "-c", STARTS_WORKERS], stdout=subprocess.PIPE, text=True)
    assert audit.stdout is not None
    workers = [int(pid) for pid in audit.stdout.readline().split()]
    audit.kill()
    audit.wait()
    audit.stdout.close()
    assert workers
    for _ in range(100):
        if not any(map(is_running, workers)):
            return
        time.sleep(0.1)
    with suppress(ProcessLookupError):
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
    raise AssertionError("the workers outlived the audit")

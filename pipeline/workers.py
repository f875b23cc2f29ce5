"""Worker processes that read pages beside the crawl, in batches, so that the crawl keeps fetching."""

from __future__ import annotations

import asyncio
import faulthandler
import multiprocessing
import os
import resource
import signal
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import IO, Literal

from pipeline.convert import UnreadableError
from pipeline.copies import is_alone, work_for_parent
from pipeline.garbage import collect_seldom
from pipeline.reading import ReadWith, read
from pipeline.store.values import Held, Read
from rules.core.file import File
from spiders.fetched import Fetched, NotAudited, Reason, StyleSheet

_WARM = "pipeline.warm"
_BATCH = 16
_WAIT = 0.05
_LIMIT = 30.0
_MOST_MEMORY = 4 * 1024**3


@dataclass(frozen=True)
class Task:
    """A page to read, the day on which new content counts as seen, and what is held of its last reading.

    `file` is what the file of a draft holds besides its words, `sheets` the style sheets that a page asks for.
    """

    fetched: Fetched
    seen: date
    held: Held | None
    file: File | None
    sheets: tuple[StyleSheet, ...]


Answer = Read | NotAudited


class Readers:
    """A pool of worker processes. `read` answers when the page has been read; it never raises for a page.

    A page that takes longer than `limit` in seconds, or that ends its worker, is answered with why it was not
    audited. With `at_once` the workers start now, where they can as copies of this process, and not with the
    first page: half the work, where it is certain that there is something to read.
    """

    def __init__(self, using: ReadWith, jobs: int, limit: float = _LIMIT, *, at_once: bool = False) -> None:
        self._using = using
        self._limit = limit
        self._jobs = jobs
        self._waiting: list[tuple[Task, asyncio.Future[Answer]]] = []
        self._batches: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._pool = self._copies() if at_once and is_alone() else self._new_pool()

    def _copies(self) -> ProcessPoolExecutor:
        import_module(_WARM)
        pool = self._new_pool("fork")
        pool.submit(os.getpid)  # any work starts all of them
        return pool

    def _new_pool(self, start: Literal["fork", "forkserver"] = "forkserver") -> ProcessPoolExecutor:
        context: BaseContext = multiprocessing.get_context(start)
        context.set_forkserver_preload([_WARM])
        return ProcessPoolExecutor(self._jobs, context, initializer=_start, initargs=(self._using, self._limit))

    async def read(
        self,
        fetched: Fetched,
        seen: date,
        held: Held | None = None,
        file: File | None = None,
        sheets: tuple[StyleSheet, ...] = (),
    ) -> Answer:
        """Read one page, with others in a batch."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        self._waiting.append((Task(fetched, seen, held, file, sheets), answer))
        if len(self._waiting) >= _BATCH:
            self._send()
        elif self._timer is None:
            self._timer = loop.call_later(_WAIT, self._send)
        return await answer

    def _send(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._waiting:
            batch, self._waiting = self._waiting, []
            sent = asyncio.ensure_future(self._answer(batch))
            self._batches.add(sent)
            sent.add_done_callback(self._batches.discard)

    async def _answer(self, batch: list[tuple[Task, asyncio.Future[Answer]]]) -> None:
        for (_, waiting), answer in zip(batch, await self._read_all([task for task, _ in batch]), strict=True):
            if not waiting.cancelled():
                waiting.set_result(answer)

    async def _read_all(self, tasks: Sequence[Task]) -> list[Answer]:
        pool = self._pool
        told = "Reading this page ended the program that reads."
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, _read_batch, tasks)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = self._new_pool()
        except Exception as error:  # noqa: BLE001 - whatever happened, every page gets an answer
            told = f"This page could not be read ({type(error).__name__})."
        if len(tasks) == 1:
            return [_not_read(tasks[0], "error", told)]
        return [(await self._read_all([task]))[0] for task in tasks]

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown(wait=True, cancel_futures=True)


_using: ReadWith
_limit: float
_nowhere: IO[str]


def _start(using: ReadWith, limit: float) -> None:
    global _using, _limit, _nowhere  # noqa: PLW0603 - one worker process reads with one set of rules
    _using, _limit = using, limit
    _nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - for as long as the process is
    with suppress(ValueError, OSError):  # some systems know no such limit, or have a lower one
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.RLIM_INFINITY))
    work_for_parent()
    signal.signal(signal.SIGALRM, _too_long)
    collect_seldom()


def _too_long(*_: object) -> None:
    raise TimeoutError(f"Reading took over {_limit:g} seconds.")


def _read_batch(tasks: Sequence[Task]) -> list[Answer]:
    return [_read_one(task) for task in tasks]


def _read_one(task: Task) -> Answer:
    signal.setitimer(signal.ITIMER_REAL, _limit, _limit)
    # What is stuck within a library hears no signal: then the worker ends.
    faulthandler.dump_traceback_later(2 * _limit, exit=True, file=_nowhere)
    try:
        return read(task.fetched, _using, task.seen, task.held, task.file, task.sheets)
    except UnreadableError as error:
        return _not_read(task, "document", str(error))
    except TimeoutError as error:
        return _not_read(task, "document" if task.fetched.document else "timeout", str(error))
    except Exception as error:  # noqa: BLE001 - one page must not lose the others of its batch
        return _not_read(task, "error", f"This page could not be read ({type(error).__name__}: {error}).")
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)


def _not_read(task: Task, reason: Reason, detail: str) -> NotAudited:
    return NotAudited(task.fetched.url, reason, detail, task.fetched.status, task.fetched.found_on)

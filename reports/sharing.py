"""Shares the writing of many pages out over the processors: each process is a copy of this one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from multiprocessing import get_all_start_methods, get_context
from os import cpu_count

_WORTH_IT = 2_000
_A_TURN = 1_000
_MOST = 4

Write = Callable[[Sequence[str]], None]
_writes: list[Write] = []


def share_out(urls: Collection[str], write: Write, copied: Callable[[], None]) -> None:
    """Have all addresses written, in order: by this process, or by copies of it where there are many.

    Each copy calls `copied` before anything else. What goes wrong in one is raised here. A process with several
    threads is not copied: one of them may hold a lock, and the copy would wait for it for ever.
    """
    ordered = sorted(urls)
    copies = min(cpu_count() or 1, _MOST)
    alone = threading.active_count() == 1 and "fork" in get_all_start_methods()
    if len(ordered) < _WORTH_IT or copies < 2 or not alone:
        write(ordered)
        return
    turns = [ordered[first : first + _A_TURN] for first in range(0, len(ordered), _A_TURN)]
    with get_context("fork").Pool(copies, _begin, (write, copied)) as pool:
        pool.map(_take, turns, chunksize=1)


def _begin(write: Write, copied: Callable[[], None]) -> None:
    copied()
    _writes.append(write)


def _take(turn: Sequence[str]) -> None:
    _writes[-1](turn)

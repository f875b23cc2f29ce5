"""Shares the writing of many pages out over the processors: each process is a copy of this one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import cpu_count

from pipeline.copies import is_alone, work_for_parent

_WORTH_IT = 2_000
_A_TURN = 1_000
_MOST = 4

Write = Callable[[Sequence[str]], None]
_writes: list[Write] = []


def share_out(urls: Collection[str], write: Write, copied: Callable[[], None]) -> None:
    """Have all addresses written, in order: by this process, or by copies of it where there are many.

    Each copy calls `copied` before anything else. What goes wrong in one is raised here; BrokenProcessPool where
    the system ended one.
    """
    ordered = sorted(urls)
    copies = min(cpu_count() or 1, _MOST)
    if len(ordered) < _WORTH_IT or copies < 2 or not is_alone():
        write(ordered)
        return
    turns = [ordered[first : first + _A_TURN] for first in range(0, len(ordered), _A_TURN)]
    with ProcessPoolExecutor(copies, get_context("fork"), _begin, (write, copied)) as pool:
        for _ in pool.map(_take, turns):
            pass


def _begin(write: Write, copied: Callable[[], None]) -> None:
    work_for_parent()
    copied()
    _writes.append(write)


def _take(turn: Sequence[str]) -> None:
    _writes[-1](turn)

"""What processes that work for another one have in common: when to copy one, and how a copy behaves."""

from __future__ import annotations

import multiprocessing
import os
import signal
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread


def is_alone() -> bool:
    """Whether this process has one thread. A copy of one that has more may find a lock held for ever."""
    threads = Path("/proc/self/task")
    return threads.is_dir() and len(list(threads.iterdir())) == 1


def work_for_parent() -> None:
    """Leave Ctrl-C and SIGTERM to the process that this one works for, and end when that one is gone.

    Without it a copy keeps the parent's handlers, and one that waits for its next task would do so for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)

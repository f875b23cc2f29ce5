"""Measures, in one run, what an audit costs beside a bare crawl of the same generated site: `make bench`.

The figures are processor time over all processes and the largest process's peak memory. Machines are noisy:
read the ratios, not the figures.
"""

from __future__ import annotations

import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import dates, words
from tests.bench.site import Site

_PORT = 8097
_REPEATS = 3
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What a command took: processor and wall time in seconds, peak memory in megabytes."""

    processor: float
    wall: float
    memory: float


def main() -> None:
    """Print the figures."""
    _adopt_orphans()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = folder / "site-1000", folder / "site-5000"
        Site(1000).write(small)
        Site(5000).write(large)
        rows = [_round(folder, small, number) for number in range(_REPEATS)]
        bare, first, again = (
            Cost(*(statistics.median(figures) for figures in zip(*map(_figures, column), strict=True)))
            for column in zip(*rows, strict=True)
        )
        with _served(large) as url:
            five = _cost(_audit(url, folder, "large"))
    _print("bare crawl, 1,000 pages", bare, bare)
    _print("first audit, 1,000 pages", first, bare)
    _print("unchanged audit, 1,000 pages", again, bare)
    print(f"peak memory at 5,000 pages: {five.memory:.0f} MB, {five.memory / first.memory:.2f} of that at 1,000")
    words.main()
    dates.main()


def _round(folder: Path, site: Path, number: int) -> tuple[Cost, Cost, Cost]:
    with _served(site) as url:
        bare = _cost([sys.executable, "-m", "tests.bench.bare", url])
        first = _cost(_audit(url, folder, f"small-{number}"))
        again = _cost(_audit(url, folder, f"small-{number}"))
    return bare, first, again


def _audit(url: str, folder: Path, name: str) -> list[str]:
    config = folder / "fast.toml"
    config.write_text("[crawl]\ndelay = 0\nconcurrency = 16\n", "utf-8")
    command = str(Path(sys.executable).with_name("localoffer"))
    kept = ["--store", f"sqlite:///{folder / name}.db", "--report", str(folder / f"report-{name}")]
    return [command, "audit", url, "--config", str(config), *kept, "--fail-on", "never", "--no-progress", "-q"]


def _cost(command: list[str]) -> Cost:
    """What a command took with all the processes it started, also those that outlive it by a moment."""
    others = _children()
    started = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    all_used = [used]
    while left := _children() - others:
        all_used.append(os.wait4(left.pop(), 0)[2])
    processor = sum(u.ru_utime + u.ru_stime for u in all_used)
    return Cost(processor, wall, max(u.ru_maxrss for u in all_used) / 1024)


def _adopt_orphans() -> None:
    """Become the parent of processes whose own parent ends, as the server is that workers are forked from."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _children() -> set[int]:
    return {int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()}


def _figures(cost: Cost) -> tuple[float, float, float]:
    return cost.processor, cost.wall, cost.memory


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = subprocess.Popen([sys.executable, "-m", "tests.bench.server", str(folder), str(_PORT)])
    url = f"http://127.0.0.1:{_PORT}/index.html"
    try:
        _wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{url} does not answer")


def _print(name: str, cost: Cost, bare: Cost) -> None:
    each = cost.processor  # seconds for 1,000 pages are milliseconds for one
    print(
        f"{name:30} {each:6.1f} ms of processor time a page ({cost.processor / bare.processor:.2f} of bare), "
        f"{cost.wall:5.1f} s in all, {cost.memory:4.0f} MB at most"
    )


if __name__ == "__main__":
    main()

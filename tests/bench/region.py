"""Measures how the time of a region's audit falls with 1, 2 and 4 workers: `make bench-region`.

150 councils of 20 pages each, on addresses of loopback, answer after 50 milliseconds. They are asked one thing a
second, as is usual. Redis and PostgreSQL are started for it. `python -m tests.bench.region 40` takes 40 councils.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from tests.bench.councils import addresses
from tests.store.cluster import binaries, running
from tests.workers.redis import Redis, binary

_PAGES = 20
_PORT = 8098
_CONFIG = '[site]\nname = "{}"\n[crawl]\ndelay = 1.0\n'


def main(councils: int = 150) -> None:
    """Print the figures for so many councils."""
    folder_of_servers, program = binaries(), binary()
    if folder_of_servers is None or program is None:
        raise SystemExit("Install the packages `postgresql` and `redis-server` first.")
    with TemporaryDirectory() as name, running(folder_of_servers) as cluster, _served(councils):
        folder = Path(name)
        redis = Redis(program, folder)
        try:
            alone = 0.0
            for workers in (1, 2, 4):
                wall, pages = _audit(folder, workers, redis.url, cluster.url(), councils)
                alone = alone or wall
                print(
                    f"{workers} workers: {pages:,} pages in {wall:5.1f} s, {wall / alone:.2f} of the time of one"
                )
        finally:
            redis.stop()


def _audit(folder: Path, workers: int, redis: str, store: str, councils: int) -> tuple[float, int]:
    name = f"Region of {workers}"
    (folder / "region.txt").write_text("\n".join(f"http://{a}:{_PORT}/" for a in addresses(councils)), "utf-8")
    (folder / "offer.toml").write_text(_CONFIG.format(name), "utf-8")
    command = [str(Path(sys.executable).with_name("localoffer")), "audit", "--targets", "region.txt", "-q"]
    command += ["--workers", redis, "--store", store, "--fail-on", "never", "--no-progress", "--jobs", "1"]
    started = time.perf_counter()
    at_work = [
        subprocess.Popen([*command, "--report", f"report-{n}"], cwd=folder, stderr=subprocess.DEVNULL)
        for n in range(workers)
    ]
    ended = [worker.wait() for worker in at_work]
    if any(ended):
        raise SystemExit("A worker did not end well.")
    wall = time.perf_counter() - started
    with open_store(store) as opened:
        reader = Reader(opened)
        return wall, sum(1 for _ in reader.pages(reader.latest(name)))


@contextmanager
def _served(councils: int) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.bench.councils", str(councils), str(_PAGES), str(_PORT)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ)
    try:
        assert server.stdout is not None
        server.stdout.readline()  # it says when it is ready
        yield
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

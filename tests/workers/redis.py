"""Starts a Redis of our own on loopback, and stops it as often as a test likes."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from shutil import which

import redis

from tests.store.cluster import free_port

PASSWORD = "open-sesame-7"


def binary() -> str | None:
    """The server's program, as Debian's package puts it there."""
    return which("redis-server")


class Redis:
    """A server that keeps nothing when it is stopped."""

    def __init__(self, program: str, folder: Path) -> None:
        self._command = [program, "--bind", "127.0.0.1", "--save", "", "--requirepass", PASSWORD]
        self._command += ["--port", str(free_port()), "--dir", str(folder)]
        self.url = f"redis://:{PASSWORD}@127.0.0.1:{self._command[-3]}/0"
        self.start()

    def start(self) -> None:
        """Start, with nothing."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        with redis.Redis.from_url(self.url) as client:
            while True:
                try:
                    client.ping()
                except redis.ConnectionError:
                    assert time.monotonic() < deadline
                    time.sleep(0.05)
                else:
                    return

    def stop(self) -> None:
        """Stop at once, as in a power cut."""
        self._process.kill()
        self._process.wait()

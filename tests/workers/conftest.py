"""Workers meet at a Redis and a PostgreSQL of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.conftest import cluster, postgresql
from tests.workers.redis import Redis, binary

__all__ = ["cluster", "postgresql"]


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[Redis]:
    """A Redis of our own, with nothing in it."""
    program = binary()
    if program is None:
        pytest.skip("Redis is not installed: install the package `redis-server`")
    server = Redis(program, tmp_path)
    yield server
    server.stop()
